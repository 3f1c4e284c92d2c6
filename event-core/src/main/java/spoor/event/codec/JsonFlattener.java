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
import java.util.Set;
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
import tools.jackson.core.util.JsonRecyclerPools;

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

    private static final char REPLACEMENT = '\uFFFD';
    private static final FieldSelection NO_FIELD = FieldSelection.of(Set.of());

    /** Buffers are kept by the thread that reads: the usual pool, which threads share, costs more than it saves at 100,000 parsers a second. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
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
        return flatten(raw, FieldSelection.ALL);
    }

    /**
     * Some of the fields, with the values that they have among all; the whole object is checked.
     *
     * @throws MalformedJsonException if the bytes are anything but one JSON object
     */
    public static Map<String, Object> flatten(byte[] raw, FieldSelection wanted) throws MalformedJsonException {
        if (isAscii(raw)) {
            return read(raw, wanted, true);
        }
        String shown = new String(raw, StandardCharsets.UTF_8);
        if (shown.indexOf(REPLACEMENT) < 0) {
            return read(raw, wanted, false);
        }
        try {
            return parse(shown.getBytes(StandardCharsets.UTF_8), wanted, false);
        } catch (MalformedJsonException e) {
            throw new MalformedJsonException(String.valueOf(e.getMessage()), offsetInBytesAsTheyCame(raw));
        }
    }

    /** @param raw UTF-8 without a fault */
    private static Map<String, Object> read(byte[] raw, FieldSelection wanted, boolean isAscii)
            throws MalformedJsonException {
        Map<String, Object> fields = raw.length > LONGEST_TEXT ? null : FlatScan.fields(raw, wanted);
        return fields == null ? parse(raw, wanted, isAscii && !hasUnicodeEscape(raw)) : fields;
    }

    static Map<String, Object> parse(byte[] raw, FieldSelection wanted, boolean isPlain) throws MalformedJsonException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), raw)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("An event is a JSON object, and this is something else", 0);
            }
            var flattening = new Flattening(parser, wanted, isPlain, new LinkedHashMap<>());
            flattening.object("", 1);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(
                        "Something follows the JSON object",
                        Math.max(0, parser.currentTokenLocation().getByteOffset()));
            }
            return flattening.fields();
        } catch (JacksonException e) {
            JsonFault fault = JsonFault.of(e);
            throw new MalformedJsonException("Not JSON: " + fault.reason(), Math.min(fault.offset(), raw.length));
        }
    }

    /**
     * One object's.
     *
     * @param isPlain whether no text can hold anything that has to be replaced
     */
    private record Flattening(JsonParser parser, FieldSelection wanted, boolean isPlain, Map<String, Object> fields) {
        void object(String prefix, int depth) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = storable(prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName());
                JsonToken value = parser.nextToken();
                boolean isOpened =
                        value == JsonToken.START_OBJECT && depth < MAX_DEPTH && name.length() <= LONGEST_PREFIX;
                if (isOpened ? !wanted.hasWithin(name) : !wanted.has(name)) {
                    parser.skipChildren();
                } else if (isOpened) {
                    object(name + ".", depth + 1);
                } else {
                    Object read = value == JsonToken.START_ARRAY ? array() : value(value);
                    if (read == null) {
                        fields.remove(name);
                    } else {
                        fields.put(name, read);
                    }
                }
            }
        }

        private @Nullable Object value(JsonToken token) {
            return switch (token) {
                case VALUE_STRING -> storable(parser.getString());
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT -> wholeNumber(parser);
                case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
                case VALUE_NULL -> null;
                default -> text();
            };
        }

        private @Nullable Object array() {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.END_ARRAY) {
                return null;
            }
            Object only = first.isScalarValue() ? value(first) : null;
            var text = new StringWriter();
            int elements = 0;
            try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                generator.writeStartArray();
                for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    copy(generator);
                    elements++;
                }
                generator.writeEndArray();
            }
            return elements == 1 && first.isScalarValue() ? only : storable(text.toString());
        }

        private String text() {
            var text = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                copy(generator);
            }
            return storable(text.toString());
        }

        /** The current value, without recursion, for it may be nested deep. */
        private void copy(JsonGenerator to) {
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

        private String storable(String text) {
            return isPlain ? text : StorableText.of(text);
        }
    }

    private static Object wholeNumber(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getString();
        };
    }

    /** A number with a fraction or an exponent. */
    static Object decimal(String written) {
        if (written.length() > LONGEST_DECIMAL) {
            return written;
        }
        double value = Double.parseDouble(written);
        return Double.isFinite(value) && isWritten(value, written) ? (Object) value : written;
    }

    private static boolean isWritten(double value, String written) {
        try {
            return new BigDecimal(written).compareTo(new BigDecimal(Double.toString(value))) == 0;
        } catch (NumberFormatException e) {
            return false; // JSON bounds no exponent, BigDecimal does.
        }
    }

    /** Without one, text of ASCII bytes holds neither U+0000 nor surrogates. */
    private static boolean hasUnicodeEscape(byte[] ascii) {
        return new String(ascii, StandardCharsets.ISO_8859_1).contains("\\u");
    }

    /** Eight bytes at a time; every event is looked through. */
    private static boolean isAscii(byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            if ((EightBytes.at(bytes, i) & EightBytes.SIGNS) != 0) {
                return false;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where reading fails: U+FFFD is longer than what it stands for, a question mark for each byte leaves every place as it was. */
    private static long offsetInBytesAsTheyCame(byte[] raw) {
        try {
            parse(withQuestionMarks(raw), NO_FIELD, false);
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
