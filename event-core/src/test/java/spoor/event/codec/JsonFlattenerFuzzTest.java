package spoor.event.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.event.FieldType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes: what is read of them is what the rules say of their tree, and can be stored. */
class JsonFlattenerFuzzTest {
    /** With dotted names of 256 characters and a character of its own, a value takes 6 bytes. */
    private static final int LONGEST_NAMES_PER_BYTE = 64;

    private static final int MAX_DEPTH = 32;
    private static final int LONGEST_PREFIX = 256;

    private static final JsonMapper TREE = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @FuzzTest(maxDuration = "60s")
    void bytes_becomeTheFieldsOfTheirTree(byte[] raw) {
        byte[] before = raw.clone();
        Map<String, Object> fields;
        try {
            fields = JsonFlattener.flatten(raw);
        } catch (MalformedJsonException e) {
            assertThat(e.byteOffset()).isBetween(0L, (long) raw.length);
            assertThat(e.getMessage()).isNotBlank().doesNotContain("tools.jackson", "`JsonToken", "`StreamRead");
            assertThat(tree(raw)).as("no parser reads it").isNull();
            return;
        } finally {
            assertThat(raw).as("left as it was").isEqualTo(before);
        }
        assertStorable(fields, raw.length);
        assertSelectionAgrees(raw, fields);
        assertShortWayAgrees(raw);
        JsonNode tree = tree(raw);
        if (tree != null && hasNoHugeNumber(raw)) {
            Map<String, JsonNode> expected = new LinkedHashMap<>();
            flatten("", 1, tree, expected);
            assertThat(fields.keySet()).isEqualTo(expected.keySet());
            fields.forEach((name, value) -> assertIs(expected.get(name), value));
        }
    }

    private static void assertStorable(Map<String, Object> fields, int rawBytes) {
        long names = 0;
        long values = 0;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            assertText(field.getKey());
            FieldType.of(field.getValue());
            names += field.getKey().length();
            if (field.getValue() instanceof String text) {
                assertText(text);
                values += text.length();
            }
        }
        assertThat(names).as("characters of names").isLessThanOrEqualTo((long) LONGEST_NAMES_PER_BYTE * rawBytes);
        assertThat(values).as("characters of values").isLessThanOrEqualTo(rawBytes);
    }

    private static void assertText(String text) {
        assertThat(text).doesNotContain("\0");
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    /** Of some fields each has the value that it has among all. */
    private static void assertSelectionAgrees(byte[] raw, Map<String, Object> fields) {
        List<String> some = fields.keySet().stream()
                .filter(name -> name.hashCode() % 2 == 0)
                .toList();
        Map<String, Object> expected = new LinkedHashMap<>(fields);
        expected.keySet().retainAll(some);
        try {
            assertThat(JsonFlattener.flatten(raw, FieldSelection.of(some))).isEqualTo(expected);
        } catch (MalformedJsonException e) {
            throw new AssertionError("All fields can be read, and some can't", e);
        }
    }

    /** It takes nothing that the parser refuses, and gives the same fields in the same order. */
    private static void assertShortWayAgrees(byte[] raw) {
        boolean isUtf8 = new String(raw, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
        Map<String, Object> fields = isUtf8 ? FlatScan.fields(raw, FieldSelection.ALL) : null;
        if (fields != null) {
            try {
                assertThat(List.copyOf(fields.entrySet()))
                        .isEqualTo(List.copyOf(JsonFlattener.parse(raw, FieldSelection.ALL, false)
                                .entrySet()));
            } catch (MalformedJsonException e) {
                throw new AssertionError("The parser refuses it", e);
            }
        }
    }

    /** What another reading makes of it: null where it is no object, or names something twice. */
    private static @Nullable JsonNode tree(byte[] raw) {
        try {
            JsonNode tree = TREE.readTree(new String(raw, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            return tree.isObject() ? tree : null;
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** A number of a few characters can be one of a billion digits, which no tree should be asked for. */
    private static boolean hasNoHugeNumber(byte[] raw) {
        return !new String(raw, StandardCharsets.ISO_8859_1).matches("(?s).*[eE][+-]?0*[0-9]{4}.*");
    }

    private static void flatten(String prefix, int depth, JsonNode object, Map<String, JsonNode> into) {
        object.properties().forEach(property -> {
            String name = storable(prefix + property.getKey());
            JsonNode value = property.getValue();
            if (value.isObject() && depth < MAX_DEPTH && name.length() <= LONGEST_PREFIX) {
                flatten(name + ".", depth + 1, value, into);
            } else if (value.isNull()
                    || (value.isArray()
                            && (value.isEmpty()
                                    || (value.size() == 1 && value.get(0).isNull())))) {
                into.remove(name);
            } else {
                into.put(
                        name,
                        value.isArray() && value.size() == 1 && value.get(0).isValueNode() ? value.get(0) : value);
            }
        });
    }

    private static void assertIs(JsonNode expected, Object value) {
        switch (value) {
            case Boolean truth -> assertThat(expected.booleanValue()).isEqualTo(truth);
            case Long number ->
                assertThat(expected.bigIntegerValue().longValueExact()).isEqualTo(number);
            case Double number -> assertThat(expected.decimalValue()).isEqualByComparingTo(number.toString());
            case String text when expected.isString() -> assertThat(text).isEqualTo(storable(expected.stringValue()));
            case String text
            when expected.isNumber() -> assertThat(expected.decimalValue()).isEqualByComparingTo(text);
            case String text ->
                assertThat(text)
                        .as("compact JSON")
                        .satisfiesAnyOf(
                                json -> assertThat(TREE.readTree(json)).isEqualTo(expected),
                                json -> assertThat(json).containsAnyOf("\u2400", "\uFFFD"));
            default -> throw new AssertionError("No value of a field: " + value);
        }
    }

    private static String storable(String text) {
        int[] characters = text.codePoints()
                .map(c -> c == 0 ? 0x2400 : Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .toArray();
        return new String(characters, 0, characters.length);
    }
}
