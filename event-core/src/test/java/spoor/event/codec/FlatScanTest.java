package spoor.event.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
                "{\"a\":-9223372036854775809,\"b\":1000000000000000000,\"a long name\":-999999999999999999}",
                "{\"a\":1600448752.019,\"b\":-0.5,\"c\":1e3,\"d\":2.50E-7,\"e\":0.1e+400,\"f\":0.12345678901234567890}",
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
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":00.5}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-e1}",
                "{\"a\":{}}",
                "{\"a\":[[1]]}",
                "{\"a\":[1,2]}",
                "{\"a\":\"\\u0000\"}"
            })
    void anythingElse_isLeftToTheParser(String json) {
        assertThat(FlatScan.fields(json.getBytes(StandardCharsets.UTF_8), FieldSelection.ALL))
                .isNull();
    }

    /** Every character of ASCII at each of eight places, between bytes beyond it. */
    @Test
    void characterWhereverItStands_isReadOrLeft() {
        for (char c = 0; c < 128; c++) {
            for (int before = 0; before < 8; before++) {
                String text = "é".repeat(before) + c + "é".repeat(8);
                byte[] raw = "{\"a\":\"%s\",\"%s\":1}".formatted(text, text).getBytes(StandardCharsets.UTF_8);
                boolean isSure = c >= ' ' && c != '"' && c != '\\';
                assertThat(isSure(raw, FieldSelection.ALL))
                        .as("character %d after %d", (int) c, before)
                        .isEqualTo(isSure);
                assertAgrees("character " + (int) c, raw, FieldSelection.ALL);
            }
        }
    }

    /** Alike in what a name's place is made of, and as long as what is remembered, and longer. */
    @ParameterizedTest
    @ValueSource(strings = {"12345678%c12345678", "%c", "12345678%c"})
    void namesThatDifferInOneCharacter_staySeparate(String name) {
        for (String around : List.of("", "x".repeat(23), "x".repeat(24), "x".repeat(47), "x".repeat(100))) {
            String a = name.formatted('A') + around;
            String b = name.formatted('B') + around;
            FieldSelection onlyA = FieldSelection.of(Set.of(a));
            for (int again = 0; again < 3; again++) {
                byte[] raw = "{\"%s\":1,\"%s\":2}".formatted(a, b).getBytes(StandardCharsets.UTF_8);
                assertThat(FlatScan.fields(raw, FieldSelection.ALL)).isEqualTo(Map.of(a, 1L, b, 2L));
                assertThat(FlatScan.fields(raw, onlyA)).isEqualTo(Map.of(a, 1L));
            }
        }
    }

    /** Bytes taken away, doubled and changed, most of them into what means something in JSON. */
    @Test
    void whateverTheBytes_itAgreesWithTheParserOrLeavesIt() throws Exception {
        List<byte[]> events = events();
        FieldSelection some = FieldSelection.of(SOME);
        byte[] meaningful = "{}[]:,\"\\ \n-+.0123456789eEtruefalsn\u0000\u001f\u007f".getBytes(StandardCharsets.UTF_8);
        int sure = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            var random = new Random(seed);
            byte[] raw = events.get(random.nextInt(events.size()));
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(raw.length);
                byte[] instead = switch (random.nextInt(3)) {
                    case 0 -> new byte[0];
                    case 1 -> new byte[] {raw[at], raw[at]};
                    default -> new byte[] {meaningful[random.nextInt(meaningful.length)]};
                };
                raw = spliced(raw, at, instead);
            }
            if (new String(raw, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) {
                assertAgrees("seed " + seed, raw, FieldSelection.ALL);
                assertAgrees("seed " + seed, raw, some);
                sure += isSure(raw, FieldSelection.ALL) && isSure(raw, some) ? 1 : 0;
            }
        }
        assertThat(sure).as("of 30,000 changed events").isGreaterThan(5_000);
    }

    @Test
    void realEvents_areFlat() throws Exception {
        assertThat(events()).allSatisfy(event -> assertAgrees("", event, FieldSelection.ALL));
        assertThat(events().stream().filter(event -> isSure(event, FieldSelection.ALL)))
                .hasSizeGreaterThan(events().size() / 2);
    }

    private static void assertSure(String json) {
        byte[] raw = json.getBytes(StandardCharsets.UTF_8);
        assertThat(isSure(raw, FieldSelection.ALL)).as(json).isTrue();
        assertThat(isSure(raw, FieldSelection.of(SOME))).as(json).isTrue();
        assertAgrees(json, raw, FieldSelection.ALL);
        assertAgrees(json, raw, FieldSelection.of(SOME));
    }

    private static byte[] spliced(byte[] raw, int at, byte[] instead) {
        return ByteBuffer.allocate(raw.length - 1 + instead.length)
                .put(raw, 0, at)
                .put(instead)
                .put(raw, at + 1, raw.length - at - 1)
                .array();
    }

    private static boolean isSure(byte[] raw, FieldSelection wanted) {
        return FlatScan.fields(raw, wanted) != null;
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
