package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.Reading;
import spoor.event.Schema;
import spoor.event.TimeRange;

/** Any bytes: the two readings agree, and what is read can be stored, whatever is known of the collector's clock. */
class MappingsFuzzTest {
    private static final Mappings MAPPINGS = Mappings.bundled();
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private static final List<Correction> CORRECTIONS = List.of(
            Correction.none(),
            Correction.shift(Duration.ofDays(3_652_425)),
            Correction.shift(Duration.ofDays(-3_652_425)),
            new Correction.Clock(Duration.ofDays(1), Duration.ofMillis(1), true),
            new Correction.Clock(Duration.ofDays(-1), Duration.ofMillis(1), false));

    private static final List<String> COLUMNS = Schema.PROMOTED.stream()
            .filter(Schema.Promoted::isColumn)
            .map(Schema.Promoted::name)
            .toList();

    @FuzzTest(maxDuration = "60s")
    void bothReadings_agree(byte[] raw) {
        Reading whole = MAPPINGS.read(raw);
        Reading columns = MAPPINGS.readColumns(raw);
        assertThat(MAPPINGS.read(raw)).as("read again").isEqualTo(whole);
        switch (whole) {
            case Reading.Malformed malformed -> {
                assertThat(columns).isEqualTo(malformed);
                assertThat(malformed.byteOffset()).isBetween(0L, (long) raw.length);
            }
            case Reading.Read read -> {
                Map<String, Object> fields = read.fields().asMap();
                assertThat(columns).isInstanceOfSatisfying(Reading.Read.class, some -> {
                    assertThat(some.occurredAt()).isEqualTo(read.occurredAt());
                    assertThat(some.yearless()).isEqualTo(read.yearless());
                    assertThat(some.fields().asMap()).isEqualTo(columns(fields));
                });
                CORRECTIONS.forEach(correction -> assertTimes(Event.received(read, RECEIVED, correction)));
            }
        }
    }

    private static Map<String, Object> columns(Map<String, Object> fields) {
        return COLUMNS.stream().filter(fields::containsKey).collect(Collectors.toMap(name -> name, fields::get));
    }

    private static void assertTimes(Event event) {
        assertThat(TimeRange.contains(event.time())).isTrue();
        assertThat(event.occurredAt() == null || TimeRange.contains(event.occurredAt()))
                .isTrue();
    }
}
