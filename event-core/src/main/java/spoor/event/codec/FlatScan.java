package spoor.event.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The short way through what most events are: one flat object of texts, numbers and arrays of one of these. It is sure of an object or
 * leaves it: an object within, a wanted array of several, a {@code \}{@code u} escape, a control character and whatever JSON does not allow are for the
 * parser, which also says what is wrong. What it is sure of it reads as {@link JsonFlattener} defines. Goes through text
 * eight bytes at a time (H. S. Warren, Hacker's Delight, 6-1). Not thread-safe; for one object.
 */
final class FlatScan {
    private static final long QUOTES = '"' * EightBytes.ONES;
    private static final long BACKSLASHES = '\\' * EightBytes.ONES;
    private static final long SPACES = ' ' * EightBytes.ONES;
    private static final String MOST = String.valueOf(Long.MAX_VALUE);
    private static final String LEAST = String.valueOf(Long.MIN_VALUE);

    /** More than most events have; it only spares growing. */
    private static final int USUAL_FIELDS = 48;

    /** A value that is absent, as of {@code null} and of an empty array, or was looked over since nobody wants it. */
    private static final Object NONE = new Object();

    private final byte[] raw;
    private final FieldSelection wanted;
    private int at;

    private FlatScan(byte[] raw, FieldSelection wanted) {
        this.raw = raw;
        this.wanted = wanted;
    }

    /**
     * Something is not as simple as this way needs it; where, the parser will tell. Not a value, for it ends the way from within at any
     * depth; without a trace, for it may happen to every event.
     */
    private static final class NotFlatException extends Exception {
        private static final long serialVersionUID = 1;

        private NotFlatException() {
            super("", null, false, false);
        }
    }

    /**
     * The wanted fields, or null where the parser has to look.
     *
     * @param raw UTF-8 without a fault
     */
    static @Nullable Map<String, Object> fields(byte[] raw, FieldSelection wanted) {
        try {
            return new FlatScan(raw, wanted).object();
        } catch (NotFlatException e) {
            return null;
        }
    }

    private Map<String, Object> object() throws NotFlatException {
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(USUAL_FIELDS);
        expect('{');
        if (next() == '}') {
            at++;
        } else {
            do {
                field(fields);
            } while (goesOn('}'));
        }
        skipSpace();
        require(at == raw.length);
        return fields;
    }

    private void field(Map<String, Object> fields) throws NotFlatException {
        expect('"');
        int start = at;
        require(endOfRun() == '"');
        FieldSelection.Name name = wanted.name(raw, start, at++);
        expect(':');
        Object value = value(name.isWanted());
        if (name.isWanted()) {
            if (value == NONE) {
                fields.remove(name.text());
            } else {
                fields.put(name.text(), value);
            }
        }
    }

    /** Past a comma, or past the end. */
    private boolean goesOn(char end) throws NotFlatException {
        byte found = next();
        at++;
        require(found == ',' || found == end);
        return found == ',';
    }

    private Object value(boolean isWanted) throws NotFlatException {
        return next() == '[' ? array(isWanted) : scalar(isWanted);
    }

    /** Its only scalar; of several, which are text, this way makes none. */
    private Object array(boolean isWanted) throws NotFlatException {
        at++;
        if (next() == ']') {
            at++;
            return NONE;
        }
        Object only = scalar(isWanted);
        while (goesOn(']')) {
            require(!isWanted);
            scalar(false);
        }
        return only;
    }

    private Object scalar(boolean isWanted) throws NotFlatException {
        return switch (next()) {
            case '"' -> text(isWanted);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NONE);
            default -> number(isWanted);
        };
    }

    private Object word(String word, Object value) throws NotFlatException {
        for (int i = 0; i < word.length(); i++) {
            require(at < raw.length && raw[at] == word.charAt(i));
            at++;
        }
        return value;
    }

    private Object number(boolean isWanted) throws NotFlatException {
        int start = at;
        skip('-');
        int first = at;
        digits();
        require(raw[first] != '0' || at == first + 1);
        boolean isWhole = true;
        if (skip('.')) {
            digits();
            isWhole = false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('-')) {
                skip('+');
            }
            digits();
            isWhole = false;
        }
        if (!isWanted) {
            return NONE;
        }
        String written = new String(raw, start, at - start, StandardCharsets.ISO_8859_1);
        return isWhole ? wholeNumber(written) : JsonFlattener.decimal(written);
    }

    /** As text where it is beyond 64 bits. */
    private static Object wholeNumber(String written) {
        String bound = written.charAt(0) == '-' ? LEAST : MOST;
        boolean fits = written.length() < bound.length()
                || (written.length() == bound.length() && written.compareTo(bound) <= 0);
        return fits ? (Object) Long.parseLong(written) : written;
    }

    private void digits() throws NotFlatException {
        int first = at;
        while (at < raw.length && raw[at] >= '0' && raw[at] <= '9') {
            at++;
        }
        require(at > first);
    }

    /** Whether the character was there; then it is passed. */
    private boolean skip(char c) {
        boolean isThere = at < raw.length && raw[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Object text(boolean isWanted) throws NotFlatException {
        at++;
        int start = at;
        byte end = endOfRun();
        if (end == '"') {
            int length = at++ - start;
            return isWanted ? new String(raw, start, length, StandardCharsets.UTF_8) : NONE;
        }
        return isWanted ? unescaped(start) : skipEscaped(end);
    }

    private Object skipEscaped(byte first) throws NotFlatException {
        for (byte end = first; end != '"'; end = endOfRun()) {
            escape();
        }
        at++;
        return NONE;
    }

    private String unescaped(int start) throws NotFlatException {
        byte[] plain = new byte[Math.max(16, 2 * (at - start))];
        int length = 0;
        int from = start;
        while (true) {
            int run = at - from;
            if (length + run >= plain.length) {
                plain = Arrays.copyOf(plain, 2 * (length + run));
            }
            System.arraycopy(raw, from, plain, length, run);
            length += run;
            if (raw[at] == '"') {
                at++;
                return new String(plain, 0, length, StandardCharsets.UTF_8);
            }
            plain[length++] = escape();
            from = at;
            endOfRun();
        }
    }

    /** What the escape here stands for; it is passed. */
    private byte escape() throws NotFlatException {
        require(at + 1 < raw.length && raw[at] == '\\');
        byte escaped = raw[at + 1];
        at += 2;
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new NotFlatException();
        };
    }

    /** Goes to the next quote, backslash or control character, and gives it. */
    private byte endOfRun() throws NotFlatException {
        while (at <= raw.length - Long.BYTES) {
            long special = special(EightBytes.at(raw, at));
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) / Byte.SIZE;
                return raw[at];
            }
            at += Long.BYTES;
        }
        for (; at < raw.length; at++) {
            byte found = raw[at];
            if (found == '"' || found == '\\' || (found >= 0 && found < ' ')) {
                return found;
            }
        }
        throw new NotFlatException();
    }

    /**
     * The highest bit of the first byte that is a quote, a backslash or a control character; bits above it say nothing. Subtracting sets the
     * highest bit of a byte that was less than what was taken; a borrow comes from such a byte only, so the lowest is right.
     */
    private static long special(long bytes) {
        long quotes = bytes ^ QUOTES;
        long backslashes = bytes ^ BACKSLASHES;
        return (((quotes - EightBytes.ONES) & ~quotes)
                        | ((backslashes - EightBytes.ONES) & ~backslashes)
                        | ((bytes - SPACES) & ~bytes))
                & EightBytes.SIGNS;
    }

    private void expect(char c) throws NotFlatException {
        require(next() == c);
        at++;
    }

    /** What follows white space, not passed. */
    private byte next() throws NotFlatException {
        skipSpace();
        require(at < raw.length);
        return raw[at];
    }

    private void skipSpace() {
        while (at < raw.length && isSpace(raw[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static void require(boolean isFlat) throws NotFlatException {
        if (!isFlat) {
            throw new NotFlatException();
        }
    }
}
