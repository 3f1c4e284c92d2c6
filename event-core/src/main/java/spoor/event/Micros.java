package spoor.event;

import java.time.Instant;

/** Times as whole microseconds since 1970-01-01T00:00Z, the precision in which events are kept; what is finer is cut off. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private Micros() {}

    /** The microseconds of a time within {@link TimeRange}. */
    public static long of(Instant time) {
        return time.getEpochSecond() * PER_SECOND + time.getNano() / NANOS_PER_MICRO;
    }

    /** The microseconds of a time, or of the nearer end of {@link TimeRange} for one beyond, which no event has. */
    public static long ofNearest(Instant time) {
        Instant notBefore = time.isBefore(TimeRange.FIRST) ? TimeRange.FIRST : time;
        return of(notBefore.isAfter(TimeRange.END) ? TimeRange.END : notBefore);
    }

    /** The time that {@link #of} made {@code micros} of. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_PER_MICRO);
    }
}
