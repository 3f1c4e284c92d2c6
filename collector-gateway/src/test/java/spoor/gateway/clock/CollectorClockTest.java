package spoor.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import spoor.event.Correction;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;
import spoor.storage.CollectorLedger;

class CollectorClockTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final CollectorClock clock = new CollectorClock();
    private Instant now = NOON;

    @Test
    void unknownClock_countsAsRight() {
        assertThat(clock.known()).isNull();
        assertThat(clock.correction(true)).isEqualTo(Correction.none());
    }

    @Test
    void offset_correctsWhereItIsBeyondDoubt() {
        answer(200, 101);
        assertThat(clock.correction(true)).isEqualTo(Correction.none());
        answer(200, 40);
        assertThat(clock.correction(true)).isEqualTo(corrects(200, 40, true));
        assertThat(clock.correction(false)).isEqualTo(corrects(200, 40, false));
    }

    @Test
    void offsetOfATenthOfASecond_isLeftAlone() {
        answer(100, 1);
        assertThat(clock.correction(true)).isEqualTo(Correction.none());
    }

    @Test
    void correction_staysWhileNothingContradictsIt() {
        answer(10_000, 5);
        Correction first = clock.correction(true);
        for (int millis : List.of(10_003, 9_997, 10_090, 9_910)) {
            answer(millis, 5);
            assertThat(clock.correction(true)).isSameAs(first);
        }
        answer(10_150, 5);
        assertThat(clock.correction(true)).isEqualTo(corrects(10_150, 5, true));
    }

    @Test
    void clockThatIsSetRight_isCorrectedNoMore() {
        answer(-10_000, 5);
        answer(3, 5);
        assertThat(clock.correction(true)).isEqualTo(Correction.none());
    }

    @Test
    void questions_areBelievedRatherThanEvents() {
        answer(0, 5);
        hearSteadily(3_600);
        assertThat(clock.known()).isNotNull().extracting(ClockOffset::basis).isEqualTo(Basis.EXCHANGE);
        assertThat(clock.correction(false)).isEqualTo(Correction.none());
    }

    @Test
    void events_areBelievedWhereNobodyCanBeAsked() {
        hearSteadily(3_600);
        assertThat(clock.correction(false))
                .isInstanceOfSatisfying(
                        Correction.Clock.class,
                        correction -> assertThat(correction.offset()).isEqualTo(Duration.ofHours(1)));
        answer(3_600_000, 5);
        assertThat(clock.known()).isNotNull().extracting(ClockOffset::basis).isEqualTo(Basis.EXCHANGE);
    }

    @Test
    void afterARestart_whatTheStoreKnowsLatestIsInForce() {
        var older = new ClockOffset(Duration.ofSeconds(9), Duration.ofMillis(1), NOON.minusSeconds(1), Basis.EXCHANGE);
        var latest = new ClockOffset(Duration.ofSeconds(5), Duration.ofMillis(1), NOON, Basis.EXCHANGE);
        var clocks = new Clocks(List.of(
                ledger("alpha", "lab", latest),
                ledger("alpha", "office", older),
                new CollectorLedger("beta", "lab", NOON, 0, 0, 0, 0, 0, null)));
        assertThat(clocks.of("alpha").known()).isEqualTo(latest);
        assertThat(clocks.of("alpha").correction(true)).isEqualTo(corrects(5_000, 1, true));
        assertThat(clocks.of("alpha")).isSameAs(clocks.of("alpha"));
        assertThat(clocks.of("beta").known()).isNull();
    }

    private void answer(int offsetMillis, int uncertaintyMillis) {
        now = now.plus(Duration.ofDays(1));
        clock.answer(
                now.minusMillis(uncertaintyMillis), now.plusMillis(offsetMillis), now.plusMillis(uncertaintyMillis));
    }

    private void hearSteadily(int offsetSeconds) {
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(1);
            var delays = new Delays();
            delays.add(now.plusSeconds(offsetSeconds), now);
            clock.hear(delays, now);
        }
    }

    private static Correction corrects(int offsetMillis, int uncertaintyMillis, boolean isStamp) {
        return new Correction.Clock(Duration.ofMillis(offsetMillis), Duration.ofMillis(uncertaintyMillis), isStamp);
    }

    private static CollectorLedger ledger(String collector, String dataset, ClockOffset clock) {
        return new CollectorLedger(collector, dataset, NOON, 0, 0, 0, 0, 0, clock);
    }
}
