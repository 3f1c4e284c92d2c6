package spoor.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How far the mirror is behind the store. It is never quite there while events come in; it counts as behind where it lacks what
 * the store has had for {@link #ALLOWED}, or had when this was made. The store's watermark is looked at when somebody asks, so that
 * nothing runs meanwhile. Thread-safe.
 */
final class Lag {
    private static final Duration ALLOWED = Duration.ofSeconds(5);

    private final LongSupplier mirror;
    private final LongSupplier store;
    private final InstantSource clock;
    private Instant seenAt = Instant.MIN;
    private long seen = -1;
    private long due;

    /**
     * Where both stand.
     *
     * @param watermark of the mirror
     * @param storeWatermark of the store
     * @param behind whether answers lack what has long been stored
     */
    record Standing(long watermark, long storeWatermark, boolean behind) {}

    /**
     * A lag that nobody has asked for yet.
     *
     * @param mirror the mirror's watermark
     * @param store the store's
     */
    Lag(LongSupplier mirror, LongSupplier store, InstantSource clock) {
        this.mirror = mirror;
        this.store = store;
        this.clock = clock;
    }

    /** @throws spoor.storage.StoreException if the store does not answer */
    synchronized Standing standing() {
        long now = store.getAsLong();
        if (seen < 0) {
            due = now;
            see(now);
        } else if (!clock.instant().isBefore(seenAt.plus(ALLOWED))) {
            due = seen;
            see(now);
        }
        long reached = mirror.getAsLong();
        return new Standing(reached, Math.max(reached, now), reached < due);
    }

    private void see(long watermark) {
        seen = watermark;
        seenAt = clock.instant();
    }
}
