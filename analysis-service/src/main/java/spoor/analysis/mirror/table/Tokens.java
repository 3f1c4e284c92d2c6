package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spoor.request.ErrorCode;
import spoor.request.ExpressionSyntax;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * The tokens of an expression. What is a name and what is a function's is decided here, before any parser sees the text: a word of SQL that
 * is not among {@link ExpressionSyntax#WORDS} is a name like every other, so nothing but operators, literals, fields and calls gets any further.
 */
record Tokens(List<Token> all) {
    private static final int LONGEST = 10_000;

    /** Who reads them recurses. */
    private static final int MOST = 1_000;

    /** Some functions are written with their argument twice, so that each level may double what is written. */
    private static final int DEEPEST = 10;

    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s++)"
            + "|(?<text>'(?:[^']|'')*+')"
            + "|\"(?<quoted>(?:[^\"]|\"\")++)\""
            + "|(?<number>(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?+\\d++)?+)(?![\\w@])"
            + "|(?<word>[\\p{L}_@][\\p{L}\\p{N}_@]*+(?:\\.[\\p{L}\\p{N}_@]++)*+)"
            + "|(?<sign><>|!=|<=|>=|\\|\\||[-+*/%=<>(),])");

    /** What a token is. */
    enum Kind {
        FIELD,
        FUNCTION,
        WORD,
        LITERAL,
        SIGN
    }

    /**
     * A token.
     *
     * @param text a field's or function's name as it is meant, everything else as it is written
     * @param offset of its first character, 0-based
     * @param length as it is written
     */
    record Token(Kind kind, String text, int offset, int length) {}

    Tokens {
        all = List.copyOf(all);
    }

    /**
     * @param at the expression's place in the request
     * @throws RequestException where a token can't be read
     */
    static Tokens of(String expression, String at) {
        if (expression.length() > LONGEST) {
            throw invalid(
                    at,
                    0,
                    expression.length(),
                    "The expression has " + expression.length() + " characters; at most " + LONGEST + " are read");
        }
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        Matcher token = TOKEN.matcher(expression);
        int offset = 0;
        while (offset < expression.length()) {
            if (!token.region(offset, expression.length()).lookingAt()) {
                throw invalid(at, offset, 1, unreadable(expression.charAt(offset), offset));
            }
            if (token.group("space") == null) {
                tokens.add(new Token(kind(token, expression), text(token), offset, token.end() - offset));
                depth += deeper(tokens.getLast());
                if (tokens.size() > MOST || depth > DEEPEST) {
                    throw invalid(
                            at,
                            offset,
                            token.end() - offset,
                            "An expression has at most " + MOST
                                    + " words and signs, and brackets and cases within at most " + DEEPEST + " others");
                }
            }
            offset = token.end();
        }
        return new Tokens(tokens);
    }

    private static int deeper(Token token) {
        return switch (token.kind()) {
            case SIGN -> token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            case WORD ->
                token.text().equalsIgnoreCase("case") ? 1 : token.text().equalsIgnoreCase("end") ? -1 : 0;
            case FIELD, FUNCTION, LITERAL -> 0;
        };
    }

    static RequestException invalid(String at, int offset, int length, String message) {
        return new RequestException(ErrorCode.INVALID_EXPRESSION, new Problem(at, offset, length, message, List.of()));
    }

    private static Kind kind(Matcher token, String expression) {
        if (token.group("text") != null || token.group("number") != null) {
            return Kind.LITERAL;
        }
        if (token.group("sign") != null) {
            return Kind.SIGN;
        }
        String word = token.group("word");
        if (word == null) {
            return Kind.FIELD;
        }
        if (ExpressionSyntax.WORDS.contains(word.toLowerCase(Locale.ROOT))) {
            return Kind.WORD;
        }
        int next = token.end();
        while (next < expression.length() && Character.isWhitespace(expression.charAt(next))) {
            next++;
        }
        return next < expression.length() && expression.charAt(next) == '(' ? Kind.FUNCTION : Kind.FIELD;
    }

    private static String text(Matcher token) {
        String quoted = token.group("quoted");
        return quoted == null ? token.group() : quoted.replace("\"\"", "\"");
    }

    private static String unreadable(char sign, int offset) {
        return switch (sign) {
            case '\'' -> "The text that begins at character " + (offset + 1) + " has no end; write ' within it as ''";
            case '"' -> "The name that begins at character " + (offset + 1) + " is empty or has no end";
            default ->
                "'" + sign + "' at character " + (offset + 1)
                        + " can't be read; write text in ' ' and a field whose name has such signs in \" \"";
        };
    }
}
