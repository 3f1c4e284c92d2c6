package spoor.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;

/** The estimator on simulated senders. Seconds, throughout. */
class EventDelaysTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final SplittableRandom random = new SplittableRandom(7);
    private final EventDelays delays = new EventDelays();
    private Instant now = NOON;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, -0.2, 3_600, -3_600, 300, -300, 80_000})
    void steadySender_isKnownAfterHalfAMinute(double offset) {
        live(29, 0.1, offset, this::lan);
        assertThat(delays.offset()).isNull();
        live(2, 0.1, offset, this::lan);
        assertOffset(offset, 1.1);
        live(600, 0.1, offset, this::lan);
        assertOffset(offset, 1.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3_600, -300})
    void congestion_delaysEventsAndNotTheEstimate(double offset) {
        DoubleSupplier wan = () -> exponential(0.3) + (random.nextInt(3) == 0 ? exponential(20) : 0);
        live(120, 0.1, offset, wan);
        assertOffset(offset, 10);
        live(20, 0.1, offset, () -> 30 + exponential(5));
        live(120, 0.1, offset, wan);
        assertOffset(offset, 10);
    }

    @Test
    void sparseSender_isKnownToo() {
        live(600, 60, -300, this::lan);
        assertOffset(-300, 1.1);
    }

    @Test
    void senderThatSavesOnConnections_isRightAndUncertain() {
        for (int i = 0; i < 40; i++) {
            Instant sent = now.plusSeconds(15);
            for (Instant at = now; at.isBefore(sent); at = at.plusMillis(100)) {
                hear(at, sent);
            }
            now = sent;
        }
        assertOffset(0, 10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 1.1, 2, 60, 3_600})
    void replayedRecording_ofToday_saysNothing(double pace) {
        Instant recorded = NOON.minus(Duration.ofHours(20));
        for (int i = 0; i < 1_000; i++) {
            now = now.plusMillis(100);
            hear(recorded.plusMillis(Math.round(100 * i * pace)), now);
        }
        assertThat(delays.offset()).isNull();
    }

    @Test
    void replayedRecording_ofYearsAgo_saysNothing_evenAtItsOwnPace() {
        for (int i = 0; i < 1_000; i++) {
            now = now.plusMillis(100);
            hear(now.minus(Duration.ofDays(2_000)), now);
        }
        assertThat(delays.offset()).isNull();
    }

    @Test
    void recordings_betweenLiveEvents_leaveTheEstimate() {
        live(60, 0.1, 120, this::lan);
        Instant recorded = NOON.minus(Duration.ofHours(3));
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(100);
            hear(recorded.plusSeconds(60L * i), now);
        }
        assertOffset(120, 1.1);
        live(90, 0.1, 120, this::lan);
        assertOffset(120, 1.1);
    }

    @Test
    void senderThatCatchesUp_isKnownWhenItHas() {
        for (int i = 0; i < 300; i++) {
            now = now.plusMillis(100);
            hear(NOON.minus(Duration.ofMinutes(30)).plusSeconds(6L * i), now);
        }
        live(90, 0.1, 0, this::lan);
        assertOffset(0, 1.1);
    }

    @Test
    void clockThatIsSet_isKnownAnew() {
        live(90, 0.1, 3_600, this::lan);
        live(90, 0.1, 0, this::lan);
        assertOffset(0, 1.1);
    }

    @Test
    void nonsenseNowAndThen_isLeftOut() {
        for (int i = 0; i < 30; i++) {
            live(10, 0.1, -300, this::lan);
            hear(Instant.parse("2099-01-01T00:00:00Z"), now);
            hear(Instant.EPOCH, now);
            if (i % 6 == 0) {
                hear(now.plus(Duration.ofHours(12)), now);
            }
        }
        assertOffset(-300, 1.1);
    }

    @Test
    void machinesWithDifferentClocks_behindOneSender_makeItUncertain() {
        for (int i = 0; i < 1_200; i++) {
            now = now.plusMillis(100);
            hear(i % 20 == 0 ? now.plusSeconds(300) : now.minusMillis(5), now);
        }
        ClockOffset offset = delays.offset();
        assertThat(offset).isNotNull();
        assertThat(offset.uncertainty().multipliedBy(2)).isGreaterThan(offset.offset());
    }

    @Test
    void whatWasKnownBefore_holdsUntilThereIsMore() {
        var before = new ClockOffset(Duration.ofSeconds(5), Duration.ofSeconds(1), NOON, Basis.EVENTS);
        delays.resume(before);
        assertThat(delays.offset()).isEqualTo(before);
        live(90, 0.1, 0, this::lan);
        assertOffset(0, 1.1);
    }

    @Test
    void ourOwnClockSetBack_isOvercome() {
        live(90, 0.1, 0, this::lan);
        now = now.minus(Duration.ofHours(2));
        live(150, 0.1, 7_200, this::lan);
        assertOffset(7_200, 1.1);
    }

    private void live(double seconds, double every, double offset, DoubleSupplier underway) {
        Instant end = now.plusMillis(Math.round(seconds * 1e3));
        while (now.isBefore(end)) {
            now = now.plusMillis(Math.round(every * 1e3));
            Instant occurred = now.minusNanos(Math.round(underway.getAsDouble() * 1e9));
            hear(occurred.plusMillis(Math.round(offset * 1e3)), now);
        }
    }

    private void hear(Instant occurredAt, Instant receivedAt) {
        var one = new Delays();
        one.add(occurredAt, receivedAt);
        delays.add(one, receivedAt);
    }

    private double lan() {
        return 0.0005 + exponential(0.004);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private void assertOffset(double offset, double mostUncertainty) {
        @Nullable ClockOffset estimate = delays.offset();
        assertThat(estimate).isNotNull();
        double uncertainty = estimate.uncertainty().toMillis() / 1e3;
        assertThat(uncertainty).isLessThanOrEqualTo(mostUncertainty);
        assertThat(estimate.offset().toMillis() / 1e3).isBetween(offset - uncertainty, offset + uncertainty);
    }
}
