package spoor.gateway.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import spoor.storage.StreamKey;

/** Which connection has each stream's session: who opens it last; the one before ends. Thread-safe. */
final class Sessions {
    private final ConcurrentMap<StreamKey, Runnable> ends = new ConcurrentHashMap<>();

    /** @param end ends the session, should another take its place */
    void open(StreamKey stream, Runnable end) {
        Runnable before = ends.put(stream, end);
        if (before != null) {
            before.run();
        }
    }

    /** The session is over; {@code end} is what it was opened with. */
    void close(StreamKey stream, Runnable end) {
        ends.remove(stream, end);
    }
}
