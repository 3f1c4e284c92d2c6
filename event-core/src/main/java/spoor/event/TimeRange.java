package spoor.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The times that an event can have: the years 1 to 9999, which every store, every browser and ISO 8601's four digits can hold. A
 * clock that says anything else is wrong, and what it said is left to the event's bytes rather than changed.
 */
public final class TimeRange {
    /** Inclusive. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** Exclusive. */
    public static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private TimeRange() {}

    public static boolean contains(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    /** {@code time}, which is within, moved by any duration; empty where that leads outside. */
    static Optional<Instant> moved(Instant time, Duration shift) {
        boolean staysWithin =
                shift.compareTo(Duration.between(time, FIRST)) >= 0 && shift.compareTo(Duration.between(time, END)) < 0;
        return staysWithin ? Optional.of(time.plus(shift)) : Optional.empty();
    }
}
