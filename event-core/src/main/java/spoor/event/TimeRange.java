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

    /** Before this, clocks say what they start from when nobody has set them: zero, in 1970 or one of the epochs before, and a little more. */
    private static final Instant FIRST_OF_A_SET_CLOCK = Instant.parse("1970-01-02T00:00:00Z");

    private TimeRange() {}

    public static boolean contains(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    /** Whether {@code time} is what a clock says that was never set, rather than when something happened. */
    public static boolean isUnset(Instant time) {
        return time.isBefore(FIRST_OF_A_SET_CLOCK);
    }

    /** {@code time}, which is within, moved by any duration; empty where that leads outside. */
    static Optional<Instant> moved(Instant time, Duration shift) {
        boolean staysWithin =
                shift.compareTo(Duration.between(time, FIRST)) >= 0 && shift.compareTo(Duration.between(time, END)) < 0;
        return staysWithin ? Optional.of(time.plus(shift)) : Optional.empty();
    }
}
