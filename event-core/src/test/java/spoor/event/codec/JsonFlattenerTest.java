package spoor.event.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFlattenerTest {
    @Test
    void nestedObjects_giveDottedNamesInOrder() throws Exception {
        assertThat(flatten("{\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"e.f\":true,\"g\":{}}"))
                .containsExactly(Map.entry("a.b", 1L), Map.entry("a.c.d", "x"), Map.entry("e.f", true));
    }

    @Test
    void arrays_areTheirOnlyScalarOrTheirText() throws Exception {
        assertThat(
                        flatten(
                                "{\"one\":[\"x\"],\"two\":[1, \"y\"],\"none\":[],\"in\":[[1],[2]],\"of\":[{\"k\" : 1}],\"nil\":[null]}"))
                .containsExactly(
                        Map.entry("one", "x"),
                        Map.entry("two", "[1,\"y\"]"),
                        Map.entry("in", "[[1],[2]]"),
                        Map.entry("of", "[{\"k\":1}]"));
    }

    @Test
    void numbers_keepEveryDigit() throws Exception {
        assertThat(
                        flatten(
                                "{\"l\":-9223372036854775808,\"big\":9223372036854775808,\"d\":0.1,\"long\":0.12345678901234567890123,\"huge\":1e999,\"tiny\":1e-99999999999}"))
                .containsExactly(
                        Map.entry("l", Long.MIN_VALUE),
                        Map.entry("big", "9223372036854775808"),
                        Map.entry("d", 0.1),
                        Map.entry("long", "0.12345678901234567890123"),
                        Map.entry("huge", "1e999"),
                        Map.entry("tiny", "1e-99999999999"));
    }

    @Test
    void numbersWithinJsonText_keepEveryDigit() throws Exception {
        assertThat(flatten("{\"a\":[0.12345678901234567890123,1.50,1e999,9223372036854775808]}"))
                .containsExactly(Map.entry("a", "[0.12345678901234567890123,1.50,1e999,9223372036854775808]"));
    }

    @Test
    @Timeout(5)
    void decimalOfAMillionDigits_isTextAtOnce() throws Exception {
        String written = "0." + "7".repeat(1_000_000);
        assertThat(flatten("{\"a\":" + written + "}")).containsExactly(Map.entry("a", written));
    }

    @Test
    void fieldsUnderALongName_areOneText() throws Exception {
        String name = "n".repeat(257);
        assertThat(flatten("{\"" + name + "\":{\"a\":1,\"b\":2}}"))
                .containsExactly(Map.entry(name, "{\"a\":1,\"b\":2}"));
        assertThat(flatten("{\"" + name.substring(1) + "\":{\"a\":1}}"))
                .containsExactly(Map.entry(name.substring(1) + ".a", 1L));
    }

    @Test
    void duplicateName_lastValueHolds_andNullIsAbsent() throws Exception {
        assertThat(flatten("{\"a\":1,\"a\":2,\"b\":null}")).containsExactly(Map.entry("a", 2L));
    }

    @Test
    void namesThatDifferInCase_areDifferentFields() throws Exception {
        assertThat(flatten("{\"ProcessId\":\"1\",\"ProcessID\":2}"))
                .containsExactly(Map.entry("ProcessId", "1"), Map.entry("ProcessID", 2L));
    }

    @Test
    void nulAndLoneSurrogate_becomeWhatTextCanHold() throws Exception {
        assertThat(flatten("{\"nul\":\"a\\u0000b\",\"lone\":\"\\ud800\"}"))
                .containsExactly(Map.entry("nul", "a\u2400b"), Map.entry("lone", "\ufffd"));
    }

    @Test
    void invalidUtf8_becomesReplacementCharacters() throws Exception {
        byte[] raw = "{\"a\":\"x?y\"}".getBytes(StandardCharsets.ISO_8859_1);
        raw[7] = (byte) 0xFF;
        assertThat(JsonFlattener.flatten(raw)).containsExactly(Map.entry("a", "x\ufffdy"));
    }

    @Test
    void overlongUtf8_isNotUtf8() throws Exception {
        byte[] slash = "{\"a\":\"x\u00c0\u00afy\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(JsonFlattener.flatten(slash)).containsExactly(Map.entry("a", "x\ufffd\ufffdy"));
    }

    @Test
    void malformedAfterInvalidUtf8_isAtItsPlaceInTheBytesAsTheyCame() {
        byte[] raw = "{\"a\":\"\u00ff\u00ff\u00ff\u00ff\",\"b\":nope}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonFlattener.flatten(raw))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        e -> assertThat(e.byteOffset()).isBetween(16L, 20L));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 1_000, 20_000, 1_100_000})
    void deepNesting_isTextBeyondTheLimit(int depth) throws Exception {
        Map<String, Object> fields = flatten("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        assertThat(fields).hasSize(1);
        assertThat(fields.keySet().iterator().next()).isEqualTo("a" + ".a".repeat(31));
        assertThat(fields.values().iterator().next())
                .asString()
                .startsWith("{\"a\":")
                .contains("1}");
        assertThat(flatten("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                .containsKey("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "42",
                "[1]",
                "\"x\"",
                "plain text",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{a:1}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":01}"
            })
    void anythingButOneObject_isMalformedAtAPlaceWithinTheBytes(String text) {
        assertThatThrownBy(() -> flatten(text))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        e -> assertThat(e.byteOffset())
                                .isBetween(0L, (long) text.getBytes(StandardCharsets.UTF_8).length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1 // b\n}",
                "{\"a\":",
                "{\"a\":\"\0\"}",
                "{\"a\":[}",
                "no"
            })
    void reason_saysNothingOfTheParsersSettings(String line) {
        assertThatThrownBy(() -> JsonFlattener.flatten(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageMatching("Not JSON: .+")
                .message()
                .doesNotContainIgnoringCase("feature")
                .doesNotContain("enable", "Source", "REDACTED");
    }

    @Test
    void everyPrefixOfAnObject_isMalformed() {
        byte[] whole = "{\"a\":{\"b\":[1,2,{\"c\":\"ü\"}]},\"d\":-1.5e3}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JsonFlattener.flatten(cut)).isInstanceOf(MalformedJsonException.class);
        }
    }

    /** Names that differ little, nested and dotted, twice and not at all; then a byte of it is changed. */
    @Test
    void someFields_areThoseOfTheWholeWhateverTheBytes() {
        for (long seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            byte[] raw = object(random, 3).getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
            }
            Set<String> wanted = Set.of("a", "a.b", "b.a.c", "c.c.c", "b");
            Object whole = outcome(raw, FieldSelection.ALL);
            Object some = outcome(raw, FieldSelection.of(wanted));
            if (whole instanceof Map<?, ?> fields) {
                fields.keySet().retainAll(wanted);
            }
            assertThat(some)
                    .as("seed %d: %s", seed, new String(raw, StandardCharsets.UTF_8))
                    .isEqualTo(whole);
        }
    }

    private static Object outcome(byte[] raw, FieldSelection wanted) {
        try {
            return JsonFlattener.flatten(raw, wanted);
        } catch (MalformedJsonException e) {
            return e.byteOffset() + " " + e.getMessage();
        }
    }

    private static String object(Random random, int depth) {
        List<String> names = List.of("a", "b", "c", "a.b", "\\u0000", "ü");
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> '"' + names.get(random.nextInt(names.size())) + "\":" + value(random, depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Random random, int depth) {
        List<String> scalars = List.of("1", "-2.50", "\"x\"", "\"\\ud800ü\"", "null", "true", "12345678901234567890");
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> object(random, depth - 1);
            case 2 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            case 3 -> "[" + value(random, depth - 1) + "]";
            default -> scalars.get(random.nextInt(scalars.size()));
        };
    }

    private static Map<String, Object> flatten(String json) throws MalformedJsonException {
        return JsonFlattener.flatten(json.getBytes(StandardCharsets.UTF_8));
    }
}
