package spoor.gateway.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * How long events seem to have been underway, from what their source's clock said until their receipt: negative where that clock is ahead.
 * An event that is more than a day away from its receipt is a recording, or nonsense, and is left out. Not thread-safe.
 */
public final class Delays {
    private static final long LONGEST_MICROS = Duration.ofDays(1).toNanos() / 1_000;

    private long leastMicros = Long.MAX_VALUE;
    private long sumMicros;
    private int count;

    public void add(Instant occurredAt, Instant receivedAt) {
        long seconds = receivedAt.getEpochSecond() - occurredAt.getEpochSecond();
        long micros = seconds * 1_000_000 + (receivedAt.getNano() - occurredAt.getNano()) / 1_000;
        if (micros <= LONGEST_MICROS && micros >= -LONGEST_MICROS) {
            leastMicros = Math.min(leastMicros, micros);
            sumMicros += micros;
            count++;
        }
    }

    void add(Delays others) {
        leastMicros = Math.min(leastMicros, others.leastMicros);
        sumMicros += others.sumMicros;
        count += others.count;
    }

    public void clear() {
        leastMicros = Long.MAX_VALUE;
        sumMicros = 0;
        count = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The shortest. There must be one. */
    long leastMicros() {
        return leastMicros;
    }

    /** By how much they are longer than the shortest on average. There must be one. */
    long excessMicros() {
        return sumMicros / count - leastMicros;
    }
}
