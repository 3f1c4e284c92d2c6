package spoor.event.codec;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object (RFC 8259) into flat fields. The bytes are kept elsewhere, so a reading may simplify; what it makes of the odd cases
 * is defined:
 *
 * <ul>
 *   <li>An object within the object gives dotted names: {@code {"a":{"b":1}}} is {@code a.b = 1}; an empty one gives nothing.
 *   <li>An array of one scalar is that scalar; any other array is its compact JSON text; an empty one is absent.
 *   <li>What is nested deeper than {@value #MAX_DEPTH} objects is its compact JSON text.
 *   <li>{@code null} is absent. Of a name that occurs twice, the last value holds.
 *   <li>A whole number beyond 64 bits, and a decimal that a double would change, is text as written.
 *   <li>Bytes that are not UTF-8 become U+FFFD, U+0000 becomes U+2400 (␀), a lone surrogate becomes U+FFFD.
 * </ul>
 *
 * Thread-safe.
 */
public final class JsonFlattener {
    private static final int MAX_DEPTH = 32;
    private static final int UNBOUNDED_DEPTH = 1_000_000;
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(UNBOUNDED_DEPTH)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_TEXT)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(UNBOUNDED_DEPTH)
                    .build())
            .build();

    private JsonFlattener() {}

    /**
     * The fields of an object, in the order of their first occurrence.
     *
     * @throws MalformedJsonException if the bytes are anything but one JSON object
     */
    public static Map<String, Object> flatten(byte[] raw) throws MalformedJsonException {
        try {
            return parse(raw);
        } catch (MalformedJsonException e) {
            if (isUtf8(raw)) {
                throw e;
            }
            return parse(new String(raw, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> parse(byte[] raw) throws MalformedJsonException {
        var fields = new LinkedHashMap<String, Object>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), raw)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("An event is a JSON object, and this is something else", 0);
            }
            object(parser, "", 1, fields);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(
                        "Something follows the JSON object",
                        parser.currentTokenLocation().getByteOffset());
            }
            return fields;
        } catch (JacksonException e) {
            long offset =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new MalformedJsonException("Not JSON: " + e.getOriginalMessage(), Math.min(offset, raw.length));
        }
    }

    private static void object(JsonParser parser, String prefix, int depth, Map<String, Object> fields) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(prefix + parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
                object(parser, name + ".", depth + 1, fields);
            } else {
                Object read = value == JsonToken.START_ARRAY ? array(parser) : value(parser, value);
                if (read == null) {
                    fields.remove(name);
                } else {
                    fields.put(name, read);
                }
            }
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> storable(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            case VALUE_NULL -> null;
            default -> text(parser);
        };
    }

    private static @Nullable Object array(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.END_ARRAY) {
            return null;
        }
        Object only = first.isScalarValue() ? value(parser, first) : null;
        var text = new StringWriter();
        int elements = 0;
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartArray();
            for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                generator.copyCurrentStructure(parser);
                elements++;
            }
            generator.writeEndArray();
        }
        return elements == 1 && first.isScalarValue() ? only : storable(text.toString());
    }

    private static String text(JsonParser parser) {
        var text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return storable(text.toString());
    }

    private static Object wholeNumber(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getString();
        };
    }

    private static Object decimal(String written) {
        double value = Double.parseDouble(written);
        boolean isKept = Double.isFinite(value)
                && new BigDecimal(written).compareTo(new BigDecimal(Double.toString(value))) == 0;
        return isKept ? (Object) value : written;
    }

    /** Text that PostgreSQL and UTF-8 can hold. */
    private static String storable(String text) {
        String shown = text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
        boolean hasSurrogates = shown.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return hasSurrogates
                ? new String(
                        shown.codePoints()
                                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                                .toArray(),
                        0,
                        shown.codePointCount(0, shown.length()))
                : shown;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
