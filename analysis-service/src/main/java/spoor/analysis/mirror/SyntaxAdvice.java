package spoor.analysis.mirror;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.jspecify.annotations.Nullable;
import spoor.request.Problem;

/** What is wrong with a query that Lucene's parser can't read, and how to write it: its own words tell of tokens. */
final class SyntaxAdvice {
    private static final Set<Integer> COMPARISONS = Set.of(
            StandardSyntaxParserConstants.OP_EQUAL,
            StandardSyntaxParserConstants.OP_LESSTHAN,
            StandardSyntaxParserConstants.OP_LESSTHANEQ,
            StandardSyntaxParserConstants.OP_MORETHAN,
            StandardSyntaxParserConstants.OP_MORETHANEQ);
    private static final Set<Integer> BETWEEN =
            Set.of(StandardSyntaxParserConstants.AND, StandardSyntaxParserConstants.OR);
    private static final Set<Integer> BEFORE_A_CLAUSE = Set.of(
            StandardSyntaxParserConstants.NOT, StandardSyntaxParserConstants.PLUS, StandardSyntaxParserConstants.MINUS);
    private static final Set<Integer> RANGE_STARTS =
            Set.of(StandardSyntaxParserConstants.RANGEIN_START, StandardSyntaxParserConstants.RANGEEX_START);
    private static final Set<Integer> RANGE_ENDS =
            Set.of(StandardSyntaxParserConstants.RANGEIN_END, StandardSyntaxParserConstants.RANGEEX_END);
    private static final String RANGE = "write it as [1 TO 5], or with * for an end that is open";

    private final String query;
    private final QueryWords read;
    private final List<Token> words;
    private final int gaveUp;

    private SyntaxAdvice(String query, int gaveUp) {
        this.query = query;
        this.gaveUp = gaveUp;
        read = QueryWords.of(query);
        words = read.words();
    }

    /**
     * The problem of a query.
     *
     * @param at the query's place in the request
     * @param gaveUp the offset at which the parser gave up
     */
    static Problem of(String query, String at, int gaveUp) {
        Advice advice = new SyntaxAdvice(query, gaveUp).advice();
        return new Problem(at, advice.offset(), advice.length(), advice.message(), advice.suggestions());
    }

    private record Advice(int offset, int length, String message, List<String> suggestions) {
        Advice(int offset, int length, String message) {
            this(offset, length, message, List.of());
        }
    }

    private Advice advice() {
        if (read.end() < query.length()) {
            return unreadable(read.end());
        }
        int next = 0;
        while (next < words.size() && words.get(next).beginColumn < gaveUp) {
            next++;
        }
        Advice advice = between(word(next - 1), word(next), next);
        if (advice != null) {
            return advice;
        }
        advice = unclosed(next);
        return advice != null ? advice : unknown();
    }

    /** Where no word can begin. */
    private Advice unreadable(int offset) {
        Token range = openRange();
        if (range != null) {
            return new Advice(range.beginColumn, 1, "The range is not closed; " + RANGE);
        }
        return switch (query.charAt(offset)) {
            case '"' -> new Advice(offset, 1, "The quote is not closed; write another \" where it ends");
            case '/' ->
                new Advice(
                        offset,
                        1,
                        "A / begins a regular expression, which ends with another /; put a value that has one in quotes");
            case '\\' -> new Advice(offset, 1, "A \\ makes the sign after it plain text; write \\\\ for the \\ itself");
            default -> unknown();
        };
    }

    /** What can't follow each other. */
    private @Nullable Advice between(@Nullable Token before, @Nullable Token after, int next) {
        boolean isEnd = after == null || after.kind == StandardSyntaxParserConstants.RPAREN;
        if (before != null && before.kind == StandardSyntaxParserConstants.OP_COLON) {
            if (after != null && COMPARISONS.contains(after.kind)) {
                return comparison(next);
            }
            return isEnd ? missing(before, "a value after it, or * for any") : null;
        }
        if (before != null && COMPARISONS.contains(before.kind) && isEnd) {
            return missing(before, "a value after it");
        }
        boolean isOperator = after != null && BETWEEN.contains(after.kind);
        if (before != null
                && (BETWEEN.contains(before.kind) || BEFORE_A_CLAUSE.contains(before.kind))
                && (isEnd || isOperator)) {
            return missing(before, "something to search for after it");
        }
        if (after != null && isOperator && isStart(before)) {
            return missing(after, "something to search for before it");
        }
        if (after != null && after.kind == StandardSyntaxParserConstants.RPAREN) {
            return isStart(before)
                    ? new Advice(after.beginColumn, 1, before == null ? noneOpen() : "Nothing stands in the brackets")
                    : closing(after, next);
        }
        return null;
    }

    private @Nullable Advice closing(Token bracket, int next) {
        return openBracket(next) == null ? new Advice(bracket.beginColumn, 1, noneOpen()) : null;
    }

    private static String noneOpen() {
        return "No bracket is open that this one closes; leave it out, or put it in quotes";
    }

    /** As others write it: {@code port:>100}. */
    private Advice comparison(int next) {
        Token field = words.get(Math.max(0, next - 2));
        Token operator = words.get(next);
        Token value = word(next + 1);
        int end = value == null ? operator.endColumn : value.endColumn;
        String written = field.image + operator.image + (value == null ? "…" : value.image);
        return new Advice(
                field.beginColumn,
                end - field.beginColumn,
                "A comparison has no colon; write " + written,
                value == null ? List.of() : List.of(written));
    }

    private Advice missing(Token word, String what) {
        return new Advice(word.beginColumn, word.endColumn - word.beginColumn, "'" + word.image + "' needs " + what);
    }

    /** What was opened before the parser gave up. */
    private @Nullable Advice unclosed(int next) {
        Token range = openRange();
        if (range != null) {
            return new Advice(range.beginColumn, 1, "The range is not closed; " + RANGE);
        }
        for (int i = Math.min(next, words.size()) - 1; i >= 0 && !RANGE_ENDS.contains(words.get(i).kind); i--) {
            if (RANGE_STARTS.contains(words.get(i).kind)) {
                return new Advice(words.get(i).beginColumn, 1, "The range has no two ends; " + RANGE);
            }
        }
        Token bracket = next >= words.size() ? openBracket(next) : null;
        return bracket == null
                ? null
                : new Advice(bracket.beginColumn, 1, "The bracket is not closed; write ) where it ends");
    }

    private @Nullable Token openRange() {
        Token open = null;
        for (Token word : words) {
            if (RANGE_STARTS.contains(word.kind)) {
                open = word;
            } else if (RANGE_ENDS.contains(word.kind)) {
                open = null;
            }
        }
        return open;
    }

    /** The innermost bracket that is open before a word. */
    private @Nullable Token openBracket(int next) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token word : words.subList(0, Math.min(next, words.size()))) {
            if (word.kind == StandardSyntaxParserConstants.LPAREN) {
                open.push(word);
            } else if (word.kind == StandardSyntaxParserConstants.RPAREN) {
                open.poll();
            }
        }
        return open.peek();
    }

    private Advice unknown() {
        int offset = Math.clamp(Math.min(gaveUp, read.end()), 0, query.length());
        return new Advice(
                offset,
                Math.min(1, query.length() - offset),
                "The query can't be read at character " + (offset + 1)
                        + "; put a value with signs such as / : \\ in quotes, with \\\\ for each \\");
    }

    private @Nullable Token word(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : null;
    }

    private static boolean isStart(@Nullable Token before) {
        return before == null || before.kind == StandardSyntaxParserConstants.LPAREN;
    }
}
