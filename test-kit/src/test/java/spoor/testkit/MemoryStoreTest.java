package spoor.testkit;

import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.memory.MemoryStore;

class MemoryStoreTest extends EventStoreContract {
    private final MemoryStore store = new MemoryStore(clock);

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected EventReader reader() {
        return store;
    }
}
