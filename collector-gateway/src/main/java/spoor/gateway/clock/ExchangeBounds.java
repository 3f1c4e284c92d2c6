package spoor.gateway.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;

/**
 * Bounds on a clock's offset, from questions that its owner answers with what it shows.
 *
 * <p>A question that leaves at <i>s</i> and whose answer arrives at <i>r</i>, both by our clock, was answered in between. If it says that
 * the other clock showed <i>c</i>, that clock was ahead of ours by something within [<i>c</i> − <i>r</i>, <i>c</i> − <i>s</i>]: the middle
 * is wrong by half a round trip at the most, however differently long the ways there and back are (Cristian, "Probabilistic clock
 * synchronization", Distributed Computing 3, 1989, doi:10.1007/BF01784024; the offset of RFC 5905, section 8, where the answer takes no
 * time). Each answer gives such an interval, and the offset lies in all of them: in their intersection, once the older ones are widened
 * by what the clocks may have drifted apart since (Marzullo and Owicki, "Maintaining the time in a distributed system", PODC 1983,
 * doi:10.1145/800221.806730, algorithm IM). A delayed answer is a wide interval, which can't spoil a narrow one.
 *
 * <p>No delay makes an interval wrong, so an answer that does not intersect what is known says that a clock has been set since. It replaces
 * what is known.
 *
 * <p>Not thread-safe.
 */
final class ExchangeBounds {
    /** By how much two clocks drift apart in a second, at the most: what undisciplined quartz does, and six times what RFC 5905 assumes. */
    private static final double DRIFT = 100e-6;

    private static final Duration MICROSECOND = ChronoUnit.MICROS.getDuration();

    private @Nullable Bounds known;

    /**
     * Where an offset lay.
     *
     * @param low in microseconds, inclusive, as is {@code high}
     */
    private record Bounds(long low, long high, Instant at) {
        /** Where it lies in both, or null where it can't. */
        @Nullable
        Bounds and(Bounds later) {
            long drift = (long) Math.ceil(DRIFT * Math.abs((double) ChronoUnit.MICROS.between(at, later.at)));
            long least = Math.max(low - drift, later.low);
            long most = Math.min(high + drift, later.high);
            return least > most ? null : new Bounds(least, most, later.at);
        }
    }

    /** Goes on with what was known before. */
    void resume(ClockOffset before) {
        long offset = before.offset().dividedBy(MICROSECOND);
        long uncertainty = before.uncertainty().dividedBy(MICROSECOND);
        known = new Bounds(offset - uncertainty, offset + uncertainty, before.measuredAt());
    }

    /**
     * An answer.
     *
     * @param asked when the question left
     * @param shown what the other clock showed
     * @param answered when the answer had come; an answer before its question, as when our own clock was set meanwhile, says nothing
     */
    void answer(Instant asked, Instant shown, Instant answered) {
        if (answered.isBefore(asked)) {
            return;
        }
        var told = new Bounds(
                ChronoUnit.MICROS.between(answered, shown), ChronoUnit.MICROS.between(asked, shown), answered);
        Bounds both = known == null ? null : known.and(told);
        known = both == null ? told : both;
    }

    /** What is known, as of the last answer, or null before the first. */
    @Nullable
    ClockOffset offset() {
        return known == null
                ? null
                : new ClockOffset(
                        Duration.of(Math.floorDiv(known.low + known.high, 2L), ChronoUnit.MICROS),
                        Duration.of(Math.ceilDiv(known.high - known.low, 2L), ChronoUnit.MICROS),
                        known.at,
                        Basis.EXCHANGE);
    }
}
