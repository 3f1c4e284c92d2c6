package spoor.storage;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a collector's clock is ahead of ours.
 *
 * @param offset negative where it is behind
 * @param uncertainty how much more or less it may be, not negative
 * @param measuredAt by our clock
 * @param basis what it was measured by
 */
public record ClockOffset(Duration offset, Duration uncertainty, Instant measuredAt, Basis basis) {
    /** What an offset is measured by. */
    public enum Basis {
        /** Questions that the collector answered with its clock's time: the uncertainty is a bound. */
        EXCHANGE,
        /** The times of events and those of their receipt: the uncertainty is an estimate. */
        EVENTS
    }

    public ClockOffset {
        if (uncertainty.isNegative()) {
            throw new IllegalArgumentException("An uncertainty is not negative, like " + uncertainty);
        }
    }
}
