package spoor.event.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it is sure of is what the parser gives, in the parser's order; it is sure of nearly every event. */
class FlatScanTest {
    private static final Set<String> SOME =
            Set.of("EventID", "Message", "Hostname", "a", "a long name", "tags", "Keywords");

    /** Around each place where eight bytes end. */
    @Test
    void textsOfAnyLength_areRead() {
        for (int length = 0; length < 40; length++) {
            String text = "é".repeat(length / 3) + "x".repeat(length - length / 3);
            assertSure("{\"%s\":\"%s\",\"a\":\"%s\\n%s\"}".formatted(text, text, text, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { \"a\" : 1 , \"a long name\" : -0 } \r\n\t",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"a\":null,\"b\":true,\"c\":false,\"a\":[]}",
                "{\"a\":[1],\"a long name\":[ null ],\"b\":[\"x\"]}",
                "{\"Keywords\":-9223372036854775808,\"a\":9223372036854775807,\"b\":9223372036854775808}",
                "{\"a\":123456789012345678901234567890,\"a\":-12}",
                "{\"ключ\":\"значение 😀\",\"a\":\"\u007f\"}"
            })
    void flatObject_isRead(String json) {
        assertSure(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1x}",
                "{\"a\":truE}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"tab\there\"}",
                "{\"\\u0061\":1}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":{}}",
                "{\"a\":[[1]]}",
                "{\"a\":[1,2]}",
                "{\"a\":\"\\u0000\"}"
            })
    void anythingElse_isLeftToTheParser(String json) {
        assertThat(FlatScan.fields(json.getBytes(StandardCharsets.UTF_8), FieldSelection.ALL))
                .isNull();
    }

    /** Bytes taken away, doubled and changed, most of them into what means something in JSON. */
    @Test
    void whateverTheBytes_itAgreesWithTheParserOrLeavesIt() throws Exception {
        List<byte[]> events = events();
        byte[] meaningful = "{}[]:,\"\\ \n-+.0123456789eEtruefalsn\u0000\u001f\u007f".getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < 30_000; seed++) {
            var random = new Random(seed);
            byte[] raw = events.get(random.nextInt(events.size())).clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int from = random.nextInt(raw.length - 1);
                switch (random.nextInt(3)) {
                    case 0 -> System.arraycopy(raw, from + 1, raw, from, raw.length - from - 1);
                    case 1 -> System.arraycopy(raw, from, raw, from + 1, raw.length - from - 1);
                    default -> raw[from] = meaningful[random.nextInt(meaningful.length)];
                }
            }
            if (new String(raw, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) {
                assertAgrees("seed " + seed, raw, FieldSelection.ALL);
                assertAgrees("seed " + seed, raw, FieldSelection.of(SOME));
            }
        }
    }

    @Test
    void realEvents_areFlat() throws Exception {
        assertThat(events()).allSatisfy(event -> assertAgrees("", event, FieldSelection.ALL));
        assertThat(events().stream().filter(event -> FlatScan.fields(event, FieldSelection.ALL) != null))
                .hasSizeGreaterThan(events().size() / 2);
    }

    private static void assertSure(String json) {
        byte[] raw = json.getBytes(StandardCharsets.UTF_8);
        assertThat(FlatScan.fields(raw, FieldSelection.ALL)).as(json).isNotNull();
        assertThat(FlatScan.fields(raw, FieldSelection.of(SOME))).as(json).isNotNull();
        assertAgrees(json, raw, FieldSelection.ALL);
        assertAgrees(json, raw, FieldSelection.of(SOME));
    }

    private static void assertAgrees(String what, byte[] raw, FieldSelection wanted) {
        Map<String, Object> fields = FlatScan.fields(raw, wanted);
        if (fields != null) {
            assertThat(parsed(raw, wanted))
                    .as(() -> what + ": " + new String(raw, StandardCharsets.UTF_8))
                    .isEqualTo(List.copyOf(fields.entrySet()));
        }
    }

    private static @Nullable List<Map.Entry<String, Object>> parsed(byte[] raw, FieldSelection wanted) {
        try {
            return List.copyOf(JsonFlattener.parse(raw, wanted, false).entrySet());
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    private static List<byte[]> events() throws IOException {
        List<byte[]> events = new ArrayList<>();
        try (InputStream sample = FlatScanTest.class.getResourceAsStream("/spoor/windows-sample.ndjson")) {
            new String(sample.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .forEach(events::add);
        }
        return events;
    }
}
