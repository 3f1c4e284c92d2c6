package spoor.storage.server;

import java.time.Duration;
import java.util.List;
import spoor.storage.EventStore;
import spoor.storage.PendingWrite;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/**
 * A store that takes no events while its disk is nearly full, as if it were out of reach: who writes waits and tries again. A PostgreSQL that can't write
 * its log ends, and does not start again before somebody makes room.
 */
final class GuardedStore implements EventStore {
    private final EventStore store;
    private final DiskSpace disk;

    GuardedStore(EventStore store, DiskSpace disk) {
        this.store = store;
        this.disk = disk;
    }

    /** Sessions may open: that takes hardly any room, and their senders learn that the gateway lives. */
    @Override
    public StreamState open(StreamKey stream, Duration shift) {
        return store.open(stream, shift);
    }

    @Override
    public WriteResult write(List<Slice> slices) {
        disk.check();
        return store.write(slices);
    }

    @Override
    public PendingWrite prepare(List<Slice> slices) {
        disk.check();
        return store.prepare(slices);
    }
}
