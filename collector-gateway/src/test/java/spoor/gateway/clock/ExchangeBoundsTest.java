package spoor.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;

class ExchangeBoundsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final ExchangeBounds bounds = new ExchangeBounds();

    @Test
    void beforeTheFirstAnswer_nothingIsKnown() {
        assertThat(bounds.offset()).isNull();
    }

    @Test
    void oneAnswer_knowsTheOffsetToHalfARoundTrip() {
        answer(NOON, Duration.ofMillis(15), Duration.ofMillis(25), 300_000);
        // The answer was given 15 of 40 ms after the question; the middle is 5 ms off, within 20.
        assertThat(bounds.offset())
                .isEqualTo(new ClockOffset(
                        Duration.ofMillis(300_000 - 5), Duration.ofMillis(20), NOON.plusMillis(40), Basis.EXCHANGE));
    }

    @Test
    void delayedAnswer_doesNotSpoilAQuickOne() {
        answer(NOON, Duration.ofMillis(1), Duration.ofMillis(1), -7_000);
        answer(NOON.plusSeconds(3), Duration.ofSeconds(9), Duration.ZERO, -7_000);
        assertThat(uncertaintyMillis()).isLessThan(2.5);
        assertThat(offsetMillis()).isCloseTo(-7_000, within(2.5));
    }

    @Test
    void answersDelayedOnDifferentWays_narrowEachOther() {
        answer(NOON, Duration.ofMillis(1), Duration.ofMillis(99), 50);
        answer(NOON.plusMillis(200), Duration.ofMillis(99), Duration.ofMillis(1), 50);
        assertThat(uncertaintyMillis()).isLessThan(1.1);
        assertThat(offsetMillis()).isCloseTo(50, within(1.1));
    }

    @Test
    void clockThatIsSet_isKnownAnewWithTheNextAnswer() {
        answer(NOON, Duration.ofMillis(1), Duration.ofMillis(1), 3_600_000);
        answer(NOON.plusSeconds(60), Duration.ofMillis(1), Duration.ofMillis(1), 12);
        assertThat(offsetMillis()).isCloseTo(12, within(1.0));
        assertThat(uncertaintyMillis()).isEqualTo(1);
    }

    @Test
    void answerBeforeItsQuestion_saysNothing() {
        bounds.answer(NOON, NOON, NOON.minusMillis(1));
        assertThat(bounds.offset()).isNull();
    }

    @Test
    void oldKnowledge_countsLessByWhatTheClocksMayHaveDrifted() {
        bounds.resume(new ClockOffset(Duration.ofSeconds(10), Duration.ofMillis(1), NOON, Basis.EXCHANGE));
        answer(NOON.plus(Duration.ofHours(1)), Duration.ofSeconds(5), Duration.ofSeconds(5), 10_000);
        // An hour's drift of 100 parts in a million is 0.36 s.
        assertThat(uncertaintyMillis()).isBetween(361.0, 363.0);
        assertThat(offsetMillis()).isCloseTo(10_000, within(2.0));
    }

    /** The true offset drifts, the delays are long-tailed and uneven, and now and then the clock is set. */
    @RepeatedTest(20)
    void offset_alwaysLiesWithinTheUncertainty(RepetitionInfo seed) {
        var random = new SplittableRandom(seed.getCurrentRepetition());
        Instant now = NOON;
        double offset = random.nextDouble(-1e9, 1e9);
        double drift = random.nextDouble(-90e-6, 90e-6);
        for (int i = 0; i < 2_000; i++) {
            Duration pause = Duration.ofMillis(random.nextLong(1, 120_000));
            now = now.plus(pause);
            offset += drift * pause.toMillis();
            if (random.nextInt(100) == 0) {
                offset += random.nextDouble(-1e6, 1e6);
            }
            answer(now, delay(random), delay(random), Math.round(offset));
            now = Objects.requireNonNull(bounds.offset()).measuredAt();
            assertThat(offsetMillis())
                    .as("seed %d, answer %d", seed.getCurrentRepetition(), i)
                    .isCloseTo(Math.rint(offset), within(uncertaintyMillis() + 1));
        }
    }

    private static Duration delay(SplittableRandom random) {
        double exponential = -Math.log(1 - random.nextDouble());
        boolean isCongested = random.nextInt(10) == 0;
        return Duration.of(Math.round(exponential * (isCongested ? 2_000_000 : 3_000)), ChronoUnit.MICROS);
    }

    /** A question that is underway so long, and its answer so long, about a clock that is ahead. */
    private void answer(Instant asked, Duration there, Duration back, long offsetMillis) {
        bounds.answer(
                asked,
                asked.plus(there).plusMillis(offsetMillis),
                asked.plus(there).plus(back));
    }

    private double offsetMillis() {
        return Objects.requireNonNull(bounds.offset()).offset().toNanos() / 1e6;
    }

    private double uncertaintyMillis() {
        return Objects.requireNonNull(bounds.offset()).uncertainty().toNanos() / 1e6;
    }
}
