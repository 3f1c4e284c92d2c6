package spoor.event.codec;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 *   <li>What is nested deeper than {@value #MAX_DEPTH} objects, or under a dotted name of more than {@value #LONGEST_PREFIX} characters,
 *       is its compact JSON text.
 *   <li>{@code null} is absent. Of a name that occurs twice, the last value holds.
 *   <li>A whole number beyond 64 bits, and a decimal that a double would change, is text as written; within JSON text, every
 *       number stays as written.
 *   <li>Bytes that are not UTF-8 become U+FFFD, U+0000 becomes U+2400 (␀), a lone surrogate becomes U+FFFD.
 * </ul>
 *
 * Thread-safe.
 */
public final class JsonFlattener {
    private static final int MAX_DEPTH = 32;
    private static final int LONGEST_TEXT = 64 << 20;

    /** Every field's name repeats it, so that without a bound a line of 400 kB would fill a heap of 1 GB. */
    private static final int LONGEST_PREFIX = 256;

    /** More than any double needs, 4.9e-324 without exponent included; to compare a decimal of a million digits takes 14 s. */
    private static final int LONGEST_DECIMAL = 400;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_TEXT)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonFlattener() {}

    /**
     * The fields of an object, in the order of their first occurrence.
     *
     * @throws MalformedJsonException if the bytes are anything but one JSON object
     */
    public static Map<String, Object> flatten(byte[] raw) throws MalformedJsonException {
        if (isUtf8(raw)) {
            return parse(raw);
        }
        try {
            return parse(new String(raw, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()), offsetInBytesAsTheyCame(raw));
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
                        Math.max(0, parser.currentTokenLocation().getByteOffset()));
            }
            return fields;
        } catch (JacksonException e) {
            JsonFault fault = JsonFault.of(e);
            throw new MalformedJsonException("Not JSON: " + fault.reason(), Math.min(fault.offset(), raw.length));
        }
    }

    private static void object(JsonParser parser, String prefix, int depth, Map<String, Object> fields) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(prefix + parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && depth < MAX_DEPTH && name.length() <= LONGEST_PREFIX) {
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
                copy(parser, generator);
                elements++;
            }
            generator.writeEndArray();
        }
        return elements == 1 && first.isScalarValue() ? only : storable(text.toString());
    }

    private static String text(JsonParser parser) {
        var text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            copy(parser, generator);
        }
        return storable(text.toString());
    }

    /** The current value, without recursion, for it may be nested deep. */
    private static void copy(JsonParser parser, JsonGenerator to) {
        int open = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> open++;
                case END_OBJECT, END_ARRAY -> open--;
                default -> {}
            }
            if (token.isNumeric()) {
                to.writeNumber(parser.getString());
            } else {
                to.copyCurrentEvent(parser);
            }
            if (open == 0) {
                return;
            }
        }
    }

    private static Object wholeNumber(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getString();
        };
    }

    private static Object decimal(String written) {
        if (written.length() > LONGEST_DECIMAL) {
            return written;
        }
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
        return isAscii(bytes) || Arrays.equals(bytes, withQuestionMarks(bytes));
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where reading fails: U+FFFD is longer than what it stands for, a question mark for each byte leaves every place as it was. */
    private static long offsetInBytesAsTheyCame(byte[] raw) {
        try {
            parse(withQuestionMarks(raw));
            return 0;
        } catch (MalformedJsonException e) {
            return e.byteOffset();
        }
    }

    /** The bytes with a question mark for each that is not UTF-8. */
    private static byte[] withQuestionMarks(byte[] raw) {
        byte[] shown = raw.clone();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(raw);
        CharBuffer out = CharBuffer.allocate(raw.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            int end = in.position() + result.length();
            Arrays.fill(shown, in.position(), end, (byte) '?');
            in.position(end);
            result = decoder.decode(in, out, true);
        }
        return shown;
    }
}
