package spoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearlessTimeTest {
    @ParameterizedTest
    @CsvSource({
        // what is told, when it is received, when it was
        "--10-11, 22:14:15, UTC, 2026-10-11T22:14:16Z, 2026-10-11T22:14:15Z",
        "--12-31, 23:59:59, UTC, 2027-01-01T00:00:02Z, 2026-12-31T23:59:59Z",
        "--01-01, 00:00:01, UTC, 2026-12-31T23:59:59Z, 2027-01-01T00:00:01Z",
        "--06-30, 12:00:00, UTC, 2026-01-01T00:00:00Z, 2026-06-30T12:00:00Z",
        "--07-03, 12:00:00, UTC, 2026-01-01T00:00:00Z, 2025-07-03T12:00:00Z",
        "--02-29, 12:00:00, UTC, 2026-03-01T00:00:00Z, 2024-02-29T12:00:00Z",
        "--02-29, 12:00:00, UTC, 2026-03-02T00:00:00Z, 2028-02-29T12:00:00Z",
        "--02-29, 12:00:00, UTC, 2099-03-02T00:00:00Z, 2096-02-29T12:00:00Z",
        "--01-01, 00:30:00, Europe/Vienna, 2026-12-31T23:30:01Z, 2026-12-31T23:30:00Z",
        "--07-01, 12:00:00, Europe/Vienna, 2026-07-01T10:00:05Z, 2026-07-01T10:00:00Z",
        "--01-01, 00:00:00, UTC, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "--12-31, 23:59:59, UTC, 9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void year_isTheOneNearestToReceipt(MonthDay day, LocalTime time, ZoneId zone, Instant receivedAt, Instant was) {
        assertThat(new YearlessTime(day, time, zone).nearest(receivedAt)).isEqualTo(was);
    }
}
