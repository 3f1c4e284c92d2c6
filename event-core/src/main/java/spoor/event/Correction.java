package spoor.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the clock that stamped an event, as it stood when the event came, and is kept with it. With what the source said
 * and the time of receipt it gives the event's {@code time}, always the same one.
 *
 * <p>An event is stamped by the clock of the machine on which it happened, which need not be its collector's: files are replayed,
 * and other machines' events forwarded. A {@link Clock} therefore applies to an event only where the event's time is more plausible
 * with it than without.
 */
public sealed interface Correction {
    /** Nothing is known: what the source said holds. */
    static Correction none() {
        return None.INSTANCE;
    }

    /** A recording's times, moved by {@code by}; none where that is zero. */
    static Correction shift(Duration by) {
        return by.isZero() ? none() : new Shift(by);
    }

    /** Nothing is known. */
    record None() implements Correction {
        private static final None INSTANCE = new None();
    }

    /** A recording's times, moved as who sends it asks for: it applies to all of its events. */
    record Shift(Duration by) implements Correction {}

    /**
     * The collector's clock is ahead of ours.
     *
     * @param offset by how much, negative where it is behind
     * @param uncertainty how much more or less that may be, not negative
     * @param isStamp whether the collector says that this clock stamps all its events, so that it applies to each of them
     */
    record Clock(Duration offset, Duration uncertainty, boolean isStamp) implements Correction {
        /** As late as this, an event still comes from the clock that sends it: agents that save on connections send every 15 minutes. */
        private static final Duration LATEST = Duration.ofMinutes(15);

        /**
         * Whether this clock stamped an event, as far as can be told. Of an event that is received late, the delay would hide an
         * offset and an offset looks like a delay. So the event must not have been received before it happened; and where the
         * clock is ahead, its own time must be impossible, where it is behind, the delay that is left must be a short one.
         */
        boolean appliesTo(Instant occurredAt, Instant receivedAt) {
            if (isStamp) {
                return true;
            }
            Duration told = Duration.between(occurredAt, receivedAt);
            Duration delay = told.plus(offset);
            return delay.compareTo(uncertainty.negated()) >= 0
                    && (offset.isPositive() ? told.isNegative() : delay.compareTo(LATEST) <= 0);
        }
    }

    /** As far into the future a time is let pass that nothing corrects: as far as Kerberos lets clocks be apart (RFC 4120, 8.2). */
    Duration FARTHEST_AHEAD = Duration.ofMinutes(5);

    /** How the time of an event comes about that says {@code occurredAt}, which is within {@link TimeRange}, or says nothing. */
    default TimeQuality quality(@Nullable Instant occurredAt, Instant receivedAt) {
        if (occurredAt == null) {
            return TimeQuality.ABSENT;
        }
        if (this instanceof Clock clock
                && clock.appliesTo(occurredAt, receivedAt)
                && TimeRange.moved(occurredAt, clock.offset().negated()).isPresent()) {
            return TimeQuality.CORRECTED;
        }
        if (TimeRange.isUnset(occurredAt)) {
            return TimeQuality.ZERO;
        }
        if (this instanceof Shift(Duration by)) {
            return TimeRange.moved(occurredAt, by).isPresent() ? TimeQuality.SHIFTED : TimeQuality.OUT_OF_RANGE;
        }
        return occurredAt.isAfter(receivedAt)
                        && Duration.between(receivedAt, occurredAt).compareTo(FARTHEST_AHEAD) > 0
                ? TimeQuality.FUTURE
                : TimeQuality.TOLD;
    }

    /** The time of an event that says {@code occurredAt}, which is within {@link TimeRange}, or says nothing. */
    default Instant time(@Nullable Instant occurredAt, Instant receivedAt) {
        if (occurredAt == null) {
            return receivedAt;
        }
        return switch (quality(occurredAt, receivedAt)) {
            case TOLD -> occurredAt;
            case SHIFTED, CORRECTED -> occurredAt.plus(movement());
            case ABSENT, ZERO, FUTURE, OUT_OF_RANGE -> receivedAt;
        };
    }

    private Duration movement() {
        return switch (this) {
            case None() -> Duration.ZERO;
            case Shift(Duration by) -> by;
            case Clock clock -> clock.offset().negated();
        };
    }
}
