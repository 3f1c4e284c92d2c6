package spoor.gateway.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all connections together may hold. Taking never fails, for what was read must be kept; who finds it exhausted stops
 * reading, and is told when half of it is free again. Thread-safe.
 */
public final class Budget {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    /** @param maxBytes positive */
    public Budget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes {@code count} bytes; where it is negative gives them back, and runs what waits where enough is free. */
    public void take(long count) {
        long now = bytes.addAndGet(count);
        if (count < 0 && now <= maxBytes / 2) {
            List<Runnable> freed;
            synchronized (waiting) {
                freed = List.copyOf(waiting);
                waiting.clear();
            }
            freed.forEach(Runnable::run);
        }
    }

    /**
     * Whether nobody should read now; then {@code resume} runs once enough is free, on the thread that frees it. Who asks again before with
     * the same one still waits once.
     */
    public boolean isExhausted(Runnable resume) {
        if (bytes.get() < maxBytes) {
            return false;
        }
        synchronized (waiting) {
            waiting.add(resume);
            // What was freed meanwhile has found nobody waiting.
            return bytes.get() > maxBytes / 2 || !waiting.remove(resume);
        }
    }

    /** Held now. */
    public long bytes() {
        return bytes.get();
    }
}
