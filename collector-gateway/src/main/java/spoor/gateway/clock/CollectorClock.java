package spoor.gateway.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;

/**
 * What is known of one collector's clock, and by what its events are corrected. Thread-safe; all connections of a collector share it.
 *
 * <p>An offset changes with every measurement, if only by the noise of it; were each event corrected by the latest one, events of the same
 * millisecond would change places. So a correction stays in force until an offset contradicts it: differs from it by more than twice its
 * uncertainty, and by 100 ms at the least. The first one is no correction, so that a clock counts as right until it is
 * known to be wrong.
 */
public final class CollectorClock {
    /** Many sources tell their times no better. */
    private static final Duration LEAST = Duration.ofMillis(100);

    private static final InForce NOTHING = new InForce(Correction.none(), Correction.none());

    private final ExchangeBounds exchanges = new ExchangeBounds();
    private final EventDelays events = new EventDelays();
    private volatile @Nullable ClockOffset known;
    private volatile InForce inForce = NOTHING;

    /**
     * A correction in both its forms.
     *
     * @param own for events that this clock stamped as far as can be told
     * @param all for events that it stamped as the collector says
     */
    private record InForce(Correction own, Correction all) {
        static InForce of(ClockOffset clock) {
            return new InForce(
                    new Correction.Clock(clock.offset(), clock.uncertainty(), false),
                    new Correction.Clock(clock.offset(), clock.uncertainty(), true));
        }

        Duration offset() {
            return own instanceof Correction.Clock clock ? clock.offset() : Duration.ZERO;
        }
    }

    /** A clock of which nothing is known. */
    public CollectorClock() {}

    /** A clock of which something was known before. */
    public CollectorClock(ClockOffset before) {
        switch (before.basis()) {
            case EXCHANGE -> exchanges.resume(before);
            case EVENTS -> events.resume(before);
        }
        learn(before);
    }

    /** The collector has said what its clock shows; see {@link ExchangeBounds#answer}. */
    public synchronized void answer(Instant asked, Instant shown, Instant answered) {
        exchanges.answer(asked, shown, answered);
        learn(exchanges.offset());
    }

    /** Events of a collector that can't be asked were received just before {@code now}. */
    public synchronized void hear(Delays delays, Instant now) {
        events.add(delays, now);
        ClockOffset before = known;
        if (before == null || before.basis() == Basis.EVENTS) {
            learn(events.offset());
        }
    }

    /** What is known, or null where nothing is. */
    public @Nullable ClockOffset known() {
        return known;
    }

    /** By what events are corrected that come now. */
    public Correction correction(boolean isStamp) {
        InForce now = inForce;
        return isStamp ? now.all() : now.own();
    }

    private void learn(@Nullable ClockOffset clock) {
        if (clock == null || clock.equals(known)) {
            return;
        }
        known = clock;
        Duration margin = clock.uncertainty().multipliedBy(2);
        if (margin.compareTo(LEAST) < 0) {
            margin = LEAST;
        }
        if (isBeyond(clock.offset().minus(inForce.offset()), margin)) {
            inForce = isBeyond(clock.offset(), margin) ? InForce.of(clock) : NOTHING;
        }
    }

    private static boolean isBeyond(Duration difference, Duration margin) {
        return difference.abs().compareTo(margin) > 0;
    }
}
