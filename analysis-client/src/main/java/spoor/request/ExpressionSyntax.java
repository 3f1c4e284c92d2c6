package spoor.request;

import java.util.Locale;
import java.util.Set;

/** How expressions are written, as far as both who writes and who reads them must know. */
public final class ExpressionSyntax {
    /** The words that operators are made of; a field of such a name stands in double quotes. */
    public static final Set<String> WORDS = Set.of(
            "and", "or", "not", "is", "null", "like", "ilike", "escape", "in", "between", "case", "when", "then",
            "else", "end", "true", "false");

    private ExpressionSyntax() {}

    /** A field's name as it stands in an expression, whatever signs it has. */
    public static String field(String name) {
        boolean isPlain = name.matches("[A-Za-z_@][A-Za-z0-9_@]*(\\.[A-Za-z0-9_@]+)*")
                && !WORDS.contains(name.toLowerCase(Locale.ROOT));
        return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
