package spoor.gateway.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes that all connections together may have in flight. Taking never fails, for what was read must be stored; who finds it
 * exhausted stops reading, and is told when half of it is free again. Thread-safe.
 */
public final class Budget {
    private final long maxBytes;
    private long bytes;
    private List<Runnable> waiting = new ArrayList<>();

    /** @param maxBytes positive */
    public Budget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public synchronized void take(long count) {
        bytes += count;
    }

    /** Gives back what was taken, and runs what waits where enough is free. */
    public void release(long count) {
        List<Runnable> freed;
        synchronized (this) {
            bytes -= count;
            if (bytes > maxBytes / 2 || waiting.isEmpty()) {
                return;
            }
            freed = waiting;
            waiting = new ArrayList<>();
        }
        freed.forEach(Runnable::run);
    }

    /** Whether nobody should read now; then {@code resume} runs once enough is free, on the thread that frees it. */
    public synchronized boolean isExhausted(Runnable resume) {
        if (bytes < maxBytes) {
            return false;
        }
        waiting.add(resume);
        return true;
    }

    /** In flight now. */
    public synchronized long bytes() {
        return bytes;
    }
}
