package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Any text: what is read as a time is what the JDK reads, and a syslog time has a year whenever it came. */
class PlainTimeFuzzTest {
    private static final TimeSource SYSLOG = new TimeSource("time", TimeSource.Format.RFC3164, null, null, null);
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

    @FuzzTest(maxDuration = "60s")
    void time_isWhatTheJdkReads(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Instant plain = PlainTime.parse(text, "");
        if (plain != null) {
            assertThat(plain)
                    .isEqualTo(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
            assertThat(PlainTime.parse(text + "Z", "Z")).isEqualTo(plain);
        }
        TimeSource.Told told = SYSLOG.of(Map.of("time", text));
        if (told != null && told.yearless() != null) {
            Instant nearest = told.yearless().nearest(RECEIVED);
            assertThat(nearest.atZone(ZoneOffset.UTC).getYear()).isBetween(2018, 2034);
        }
    }
}
