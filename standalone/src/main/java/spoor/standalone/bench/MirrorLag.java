package spoor.standalone.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the mirror has lacked what the store has. From what is seen of both watermarks now and then: the lag is the age of the oldest batch
 * that the store had when it was looked at, and the mirror has not. It can be too small by the time between two looks.
 */
final class MirrorLag {
    private final Deque<Seen> missing = new ArrayDeque<>();
    private long seen;

    private record Seen(long watermark, long nanos) {}

    /** A lag that counts from what the store holds now. */
    MirrorLag(long watermark) {
        seen = watermark;
    }

    /** Takes note of both, and tells the lag in seconds. */
    double see(long nanos, long store, long mirror) {
        if (store > seen) {
            missing.addLast(new Seen(store, nanos));
            seen = store;
        }
        while (!missing.isEmpty() && missing.getFirst().watermark() <= mirror) {
            missing.removeFirst();
        }
        return missing.isEmpty() ? 0 : (nanos - missing.getFirst().nanos()) / 1e9;
    }
}
