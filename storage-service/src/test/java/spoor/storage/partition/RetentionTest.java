package spoor.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    @Test
    void firstKept_isSoManyDaysBeforeToday_andMonthsEndWhereTheyEnd() {
        assertThat(Retention.firstKept(Period.ofDays(1), NOON)).isEqualTo(LocalDate.parse("2026-03-30"));
        assertThat(Retention.firstKept(Period.parse("P4W"), NOON)).isEqualTo(LocalDate.parse("2026-03-03"));
        assertThat(Retention.firstKept(Period.ofMonths(1), NOON)).isEqualTo(LocalDate.parse("2026-02-28"));
    }

    @Test
    void everything_isKeptForItsTimeAtLeast() {
        Instant lastOfTheDay = Instant.parse("2026-03-30T23:59:59.999999Z");
        Instant before = Instant.parse("2026-03-31T23:59:59.999999Z");
        Instant after = Instant.parse("2026-04-01T00:00:00Z");
        LocalDate day = LocalDate.parse("2026-03-30");
        assertThat(lastOfTheDay).isBefore(after.minusSeconds(86_399));
        assertThat(Retention.firstKept(Period.ofDays(1), before)).isEqualTo(day);
        assertThat(Retention.firstKept(Period.ofDays(1), after)).isAfter(day);
    }

    @Test
    void noTimeAtAll_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.firstKept(Period.ZERO, NOON))
                .withMessageContaining("one day at least");
        assertThatIllegalArgumentException().isThrownBy(() -> Retention.firstKept(Period.ofDays(-3), NOON));
    }
}
