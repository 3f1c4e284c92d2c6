package spoor.event.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-09-18T17:05:52",
                "2020-09-18 17:05:52.7",
                "2020-02-29T00:00:00.000000001",
                "0001-01-01T23:59:59.999999999"
            })
    void theUsualForm_isRead(String text) {
        Instant expected = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        assertThat(PlainTime.parse(text, "")).isEqualTo(expected);
        assertThat(PlainTime.parse(text + "Z", "Z")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2020-09-18",
                "2020-09-18T17:05",
                "2020-09-18T17:05:52Z",
                "2020-09-18T17:05:52+02:00",
                "2020-09-18T17:05:52.",
                "2020-09-18T17:05:52.1234567890",
                "2020-09-18T17:05:52,1",
                "2020-13-18T17:05:52",
                "2021-02-29T17:05:52",
                "2020-09-18T24:00:00",
                "2020-09-18T17:60:52",
                "2020-09-18T17:05:60",
                "2020-00-18T17:05:52",
                "2020-09-00T17:05:52",
                "٢٠٢٠-09-18T17:05:52"
            })
    void anyOtherForm_isLeftToOthers(String text) {
        assertThat(PlainTime.parse(text, "")).isNull();
    }

    /** What it reads, the general parser reads alike, whatever was changed. */
    @Test
    void changedAnywhere_isReadAsByTheGeneralParserOrNotAtAll() {
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder("2024-02-28T17:05:52.724319");
            text.setCharAt(random.nextInt(text.length()), "0123456789-:.TZ +".charAt(random.nextInt(17)));
            text.setLength(text.length() - random.nextInt(8));
            Instant read = PlainTime.parse(text.toString(), "");
            if (read != null) {
                assertThat(read).as("seed %d: %s", seed, text).isEqualTo(general(text.toString()));
            }
        }
    }

    private static Instant general(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
