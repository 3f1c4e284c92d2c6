package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spoor.event.YearlessTime;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TimeSourceTest {
    private static final Map<String, Object> SYSLOG = Map.of("when", "Oct 11 22:14:15");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    @Test
    void syslogTime_inAZoneThatTheMappingNames_leavesOnlyTheYearToBeAssumed() {
        assertThat(source("{field: when, format: rfc3164, zone: Europe/Vienna}").of(SYSLOG))
                .isEqualTo(told(ZoneId.of("Europe/Vienna"), "year"));
        assertThat(source("{field: when, format: rfc3164, zone: \"+05:30\"}").of(SYSLOG))
                .isEqualTo(told(ZoneOffset.ofHoursMinutes(5, 30), "year"));
        assertThat(source("{field: when, format: rfc3164}").of(SYSLOG))
                .isEqualTo(told(ZoneOffset.UTC, "year and zone"));
    }

    @Test
    void secondsSince1970_areReadToTheMicrosecond() {
        assertThat(source("{field: when, format: epoch_seconds}").of(Map.of("when", 1.600450072000001e9)))
                .isEqualTo(new TimeSource.Told(Instant.parse("2020-09-18T17:27:52.000001Z"), null, null));
    }

    private static TimeSource.Told told(ZoneId zone, String assumed) {
        return new TimeSource.Told(
                null, new YearlessTime(MonthDay.of(10, 11), LocalTime.of(22, 14, 15), zone), assumed);
    }

    private static TimeSource source(String yaml) {
        return YAML.readValue(yaml, TimeSource.class);
    }
}
