package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionTest {
    /** When every event is received. */
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final Correction AHEAD = new Correction.Clock(Duration.ofHours(1), Duration.ofSeconds(1), false);
    private static final Correction BEHIND = new Correction.Clock(Duration.ofHours(-1), Duration.ofSeconds(1), false);

    @Test
    void withoutACorrection_whatTheSourceSaidHolds() {
        assertTime(Correction.none(), NOON.minusSeconds(3), TimeQuality.TOLD, NOON.minusSeconds(3));
        assertTime(
                Correction.none(),
                Instant.parse("2020-09-18T17:05:52Z"),
                TimeQuality.TOLD,
                Instant.parse("2020-09-18T17:05:52Z"));
    }

    @Test
    void sourceThatSaysNothing_fallsBackToReceipt() {
        assertTime(Correction.none(), null, TimeQuality.ABSENT, NOON);
        assertTime(AHEAD, null, TimeQuality.ABSENT, NOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01T00:00:00Z", "1970-01-01T00:03:17Z", "1601-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
    void clockThatWasNeverSet_fallsBackToReceipt(Instant zero) {
        assertTime(Correction.none(), zero, TimeQuality.ZERO, NOON);
        assertTime(Correction.shift(Duration.ofDays(9)), zero, TimeQuality.ZERO, NOON);
        assertTime(BEHIND, zero, TimeQuality.ZERO, NOON);
    }

    @Test
    void clockThatWasNeverSet_butStampsAllEventsAndIsMeasured_isCorrected() {
        Instant zero = Instant.parse("1970-01-01T00:03:17Z");
        var measured = new Correction.Clock(Duration.between(NOON, zero), Duration.ofMillis(1), true);
        assertTime(measured, zero.minusSeconds(7), TimeQuality.CORRECTED, NOON.minusSeconds(7));
    }

    @Test
    void farFuture_fallsBackToReceipt_aLittleOfItIsLetPass() {
        Instant edge = NOON.plus(Correction.FARTHEST_AHEAD);
        assertTime(Correction.none(), edge, TimeQuality.TOLD, edge);
        assertTime(Correction.none(), edge.plusNanos(1_000), TimeQuality.FUTURE, NOON);
        assertTime(Correction.none(), TimeRange.END.minusNanos(1_000), TimeQuality.FUTURE, NOON);
    }

    @Test
    void shiftedRecording_mayLeadIntoTheFuture() {
        assertTime(Correction.shift(Duration.ofDays(1)), NOON, TimeQuality.SHIFTED, NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void clockAhead_movesTimesThatAreImpossible() {
        assertTime(AHEAD, NOON.plusSeconds(3_590), TimeQuality.CORRECTED, NOON.minusSeconds(10));
        assertTime(AHEAD, NOON.plusSeconds(1), TimeQuality.CORRECTED, NOON.minusSeconds(3_599));
        assertTime(AHEAD, NOON.plusSeconds(3_601), TimeQuality.CORRECTED, NOON.plusSeconds(1));
    }

    @Test
    void clockAhead_leavesTimesThatArePossible_forTheyMayBeAnotherClocks() {
        assertTime(AHEAD, NOON, TimeQuality.TOLD, NOON);
        assertTime(AHEAD, NOON.minusSeconds(5), TimeQuality.TOLD, NOON.minusSeconds(5));
    }

    @Test
    void clockAhead_doesNotExplainATimeBeyondIt() {
        assertTime(AHEAD, NOON.plusSeconds(3_602), TimeQuality.FUTURE, NOON);
    }

    @Test
    void clockBehind_movesTimesThatSeemLateByJustThat() {
        assertTime(BEHIND, NOON.minusSeconds(3_600), TimeQuality.CORRECTED, NOON);
        assertTime(BEHIND, NOON.minusSeconds(3_599), TimeQuality.CORRECTED, NOON.plusSeconds(1));
        assertTime(BEHIND, NOON.minusSeconds(3_600 + 900), TimeQuality.CORRECTED, NOON.minus(Duration.ofMinutes(15)));
    }

    @Test
    void clockBehind_leavesWhatItWouldMoveBeyondReceipt_andRecordings() {
        assertTime(BEHIND, NOON.minusSeconds(3_598), TimeQuality.TOLD, NOON.minusSeconds(3_598));
        assertTime(BEHIND, NOON.minusSeconds(5), TimeQuality.TOLD, NOON.minusSeconds(5));
        assertTime(BEHIND, NOON.minusSeconds(3_600 + 901), TimeQuality.TOLD, NOON.minusSeconds(3_600 + 901));
    }

    @Test
    void clockThatStampsEveryEvent_appliesHoweverLateTheyCome() {
        var stamp = new Correction.Clock(Duration.ofHours(1), Duration.ofMillis(1), true);
        Instant lastWeek = NOON.minus(Duration.ofDays(7));
        assertTime(stamp, lastWeek, TimeQuality.CORRECTED, lastWeek.minusSeconds(3_600));
    }

    @Test
    void correctionThatLeadsOutOfTheCalendar_doesNotApply() {
        var absurd = new Correction.Clock(Duration.ofDays(4_000_000), Duration.ZERO, true);
        assertTime(absurd, NOON, TimeQuality.TOLD, NOON);
    }

    private static void assertTime(
            Correction correction, @Nullable Instant occurredAt, TimeQuality quality, Instant time) {
        assertThat(correction.quality(occurredAt, NOON)).isEqualTo(quality);
        assertThat(correction.time(occurredAt, NOON)).isEqualTo(time);
    }
}
