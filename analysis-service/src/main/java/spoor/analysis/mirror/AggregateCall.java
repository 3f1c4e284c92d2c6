package spoor.analysis.mirror;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * An aggregate as it is written: {@code count()}, {@code sum(network.bytes)} or {@code quantile("Logon Type", 0.95)}. The name of a field
 * stands in quotes where it has a space, a comma, a bracket or a quote in it; a quote within is written twice.
 *
 * @param at the place in the request
 * @param field null where there is none
 * @param number the second argument; null where there is none
 */
record AggregateCall(
        String at,
        Word function,
        @Nullable Word field,
        @Nullable Word number) {
    private static final Pattern SPACE = Pattern.compile("\\s*+");
    private static final Pattern NAME = Pattern.compile("\\w++");
    private static final Pattern OPEN = Pattern.compile("\\(");
    private static final Pattern FIELD = Pattern.compile("\"(?:[^\"]|\"\")++\"|[^,()\\s\"][^,()\\s]*+");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern NUMBER = Pattern.compile("[0-9.]++");
    private static final Pattern CLOSE = Pattern.compile("\\)");

    /** A part of the text, at an offset in it. */
    record Word(String text, int offset) {}

    /**
     * Reads one.
     *
     * @throws RequestException {@code invalid_request}, with the offset from which on it is none
     */
    static AggregateCall parse(String text, String at) {
        return new Parser(text, at).call();
    }

    /** Of this call as a whole, or of a word of it. */
    RequestException refused(ErrorCode code, Word word, String message, List<String> suggestions) {
        return new RequestException(
                code, new Problem(at, word.offset(), word.text().length(), message, suggestions));
    }

    private static final class Parser {
        private final String text;
        private final String at;
        private final Matcher matcher;
        private int offset;

        Parser(String text, String at) {
            this.text = text;
            this.at = at;
            matcher = SPACE.matcher(text);
        }

        AggregateCall call() {
            Word function = need(NAME, "a name such as count");
            need(OPEN, "an opening bracket");
            Word field = next(FIELD);
            Word number = null;
            if (field != null && next(COMMA) != null) {
                number = need(NUMBER, "a number such as 0.95");
            }
            need(CLOSE, "a closing bracket");
            next(SPACE);
            if (offset < text.length()) {
                throw expected("the end");
            }
            return new AggregateCall(at, function, field == null ? null : unquoted(field), number);
        }

        private static Word unquoted(Word field) {
            String written = field.text();
            return written.startsWith("\"")
                    ? new Word(written.substring(1, written.length() - 1).replace("\"\"", "\""), field.offset() + 1)
                    : field;
        }

        private Word need(Pattern token, String words) {
            Word word = next(token);
            if (word == null) {
                throw expected(words);
            }
            return word;
        }

        private @Nullable Word next(Pattern token) {
            offset = end(SPACE);
            int end = end(token);
            if (end < 0) {
                return null;
            }
            Word word = new Word(text.substring(offset, end), offset);
            offset = end;
            return word;
        }

        /** Where what matches here ends, or -1. */
        private int end(Pattern token) {
            matcher.usePattern(token).region(offset, text.length());
            return matcher.lookingAt() ? matcher.end() : -1;
        }

        private RequestException expected(String words) {
            return new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    new Problem(
                            at,
                            offset,
                            Math.min(1, text.length() - offset),
                            "Expected " + words + " at character " + (offset + 1)
                                    + "; an aggregate is written as count(), sum(network.bytes) or"
                                    + " quantile(\"Logon Type\", 0.95)",
                            List.of()));
        }
    }
}
