package spoor.testkit;

import spoor.storage.EventHistory;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.memory.MemoryStore;

class MemoryHistoryTest extends EventHistoryContract {
    private final MemoryStore store = new MemoryStore(clock);

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected EventReader reader() {
        return store;
    }

    @Override
    protected EventHistory history() {
        return store;
    }
}
