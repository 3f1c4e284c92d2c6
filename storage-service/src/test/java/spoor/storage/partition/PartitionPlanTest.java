package spoor.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionPlanTest {
    private static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-02-27");
    private static final PartitionPlan TWO_AHEAD = new PartitionPlan(2, 7);

    @Test
    void due_isTodayAndTheDaysAhead_overTheMonthsEnd_todayFirst() {
        assertThat(TWO_AHEAD.due(Map.of(7, TODAY, 3, TODAY.minusDays(1)), NOON))
                .containsExactly(
                        partition(3, "2026-02-27"),
                        partition(7, "2026-02-27"),
                        partition(3, "2026-02-28"),
                        partition(7, "2026-02-28"),
                        partition(3, "2026-03-01"),
                        partition(7, "2026-03-01"));
    }

    @Test
    void day_changesAtMidnightUtc() {
        var today = new PartitionPlan(0, 1);
        LocalDate before = LocalDate.parse("2028-02-28");
        assertThat(today.due(Map.of(1, before), Instant.parse("2028-02-28T23:59:59.999999Z")))
                .containsExactly(partition(1, "2028-02-28"));
        assertThat(today.due(Map.of(1, before), Instant.parse("2028-02-29T00:00:00Z")))
                .containsExactly(partition(1, "2028-02-29"));
    }

    @Test
    void datasetThatIsQuietForLonger_isNotPreparedFor() {
        var today = new PartitionPlan(0, 7);
        assertThat(today.due(Map.of(1, TODAY.minusDays(7), 2, TODAY.minusDays(8), 3, TODAY.plusDays(1)), NOON))
                .containsExactly(partition(1, "2026-02-27"), partition(3, "2026-02-27"));
    }

    @Test
    void missing_isWhatIsDueAndNotThere() {
        assertThat(TWO_AHEAD.missing(
                        Map.of(1, TODAY, 2, TODAY),
                        NOON,
                        List.of(
                                partition(1, "2026-02-26"),
                                partition(1, "2026-02-27"),
                                partition(1, "2026-02-28"),
                                partition(2, "2026-03-01"),
                                partition(9, "2026-02-27"))))
                .containsExactly(partition(2, "2026-02-27"), partition(2, "2026-02-28"), partition(1, "2026-03-01"));
    }

    @Test
    void nothingIsDue_withoutDatasets() {
        assertThat(TWO_AHEAD.due(Map.of(), NOON)).isEmpty();
    }

    @Test
    void negativeDays_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartitionPlan(-1, 7))
                .withMessageContaining("-1 ahead and 7 quiet");
        assertThatIllegalArgumentException().isThrownBy(() -> new PartitionPlan(2, -1));
    }

    private static Partition partition(int dataset, String day) {
        return new Partition(dataset, LocalDate.parse(day));
    }
}
