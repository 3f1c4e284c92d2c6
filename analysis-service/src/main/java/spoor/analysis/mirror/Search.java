package spoor.analysis.mirror;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.QueryNodeParseException;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BoostQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.apache.lucene.queryparser.flexible.standard.nodes.RegexpQueryNode;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Turns a query in Lucene's syntax into a condition. An event without the field matches no term, and so matches its NOT. */
final class Search {
    private static final String ANY = "*any*";
    private static final int LONGEST = 20_000;

    /** As in Lucene itself; some thousands would end the whole process, for DuckDB compiles them by recursion. */
    private static final int MOST_COMPARISONS = 1_024;

    private static final int DEEPEST = 100;
    private static final List<String> BARE =
            List.of("message", "process.command_line", "process.name", "host.name", "user.name", "file.path");
    private static final List<String> LONG_TEXTS = List.of("message", "process.command_line");
    private static final Pattern NETWORK = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}");

    private final String query;
    private final Columns columns;
    private int comparisons;
    private int depth;

    private Search(String query, Columns columns) {
        this.query = query;
        this.columns = columns;
    }

    static Condition condition(String query, Columns columns) {
        if (query.isBlank()) {
            return DSL.noCondition();
        }
        return new Search(query, columns).parse();
    }

    private Condition parse() {
        if (query.length() > LONGEST) {
            throw tooLarge("The query has " + query.length() + " characters; at most " + LONGEST + " are read");
        }
        Matcher network = NETWORK.matcher(query);
        if (network.find() && !query.substring(0, network.start()).endsWith("\"")) {
            String start = network.group().substring(0, network.group().indexOf('.'));
            throw invalid(
                    network.start(),
                    network.group().length(),
                    "A network such as " + network.group() + " can't be searched for; write a wildcard, such as "
                            + start + ".*");
        }
        try {
            return condition(new StandardSyntaxParser().parse(query, ANY));
        } catch (QueryNodeParseException e) {
            int offset = query.length();
            if (e instanceof ParseException syntax && syntax.currentToken != null && syntax.currentToken.next != null) {
                offset = Math.clamp(syntax.currentToken.next.beginColumn, 0, query.length());
            }
            throw invalid(
                    offset,
                    Math.min(1, query.length() - offset),
                    "The query can't be read at character " + (offset + 1)
                            + "; put a value with signs such as / : \\ in quotes, with \\\\ for each \\");
        }
    }

    private Condition condition(QueryNode node) {
        return switch (node) {
            case MatchAllDocsQueryNode _ -> DSL.trueCondition();
            case GroupQueryNode brackets -> within(brackets);
            case BoostQueryNode boost -> condition(boost.getChild());
            case ModifierQueryNode modifier ->
                modifier.getModifier() == ModifierQueryNode.Modifier.MOD_NOT
                        ? not(condition(modifier.getChild()))
                        : condition(modifier.getChild());
            case AndQueryNode and ->
                DSL.and(and.getChildren().stream().map(this::condition).toList());
            case OrQueryNode or ->
                DSL.or(or.getChildren().stream().map(this::condition).toList());
            case BooleanQueryNode clauses -> clauses(clauses.getChildren());
            case TermRangeQueryNode range -> range(range);
            case RegexpQueryNode regexp -> regexp(regexp);
            case QuotedFieldQueryNode phrase -> term(phrase, true);
            case FieldQueryNode term -> term(term, false);
            default ->
                throw invalid(
                        0,
                        query.length(),
                        "Terms, phrases, wildcards, ranges, regular expressions, AND, OR, NOT and brackets can be used;"
                                + " nothing else of the syntax");
        };
    }

    private Condition within(GroupQueryNode brackets) {
        if (++depth > DEEPEST) {
            throw tooLarge("The query has brackets within more than " + DEEPEST + " others");
        }
        Condition condition = condition(brackets.getChild());
        depth--;
        return condition;
    }

    /** Lucene's clauses without operators: those with + must match, those with - must not, of the others one if there is no +. */
    private Condition clauses(List<QueryNode> children) {
        List<Condition> must = new ArrayList<>();
        List<Condition> may = new ArrayList<>();
        boolean isAnyRequired = false;
        for (QueryNode child : children) {
            Condition condition = condition(child);
            if (child instanceof ModifierQueryNode modifier
                    && modifier.getModifier() != ModifierQueryNode.Modifier.MOD_NONE) {
                must.add(condition);
                isAnyRequired |= modifier.getModifier() == ModifierQueryNode.Modifier.MOD_REQ;
            } else {
                may.add(condition);
            }
        }
        if (!isAnyRequired && !may.isEmpty()) {
            must.add(DSL.or(may));
        }
        return DSL.and(must);
    }

    private Condition term(FieldQueryNode node, boolean isPhrase) {
        String name = node.getFieldAsString();
        String text = node.getTextAsString();
        String pattern = isPhrase ? null : pattern(node.getText());
        boolean isEverything = !isPhrase && "*".equals(text) && pattern != null;
        if (ANY.equals(name)) {
            List<Condition> conditions = new ArrayList<>();
            for (String bare : BARE) {
                Column column = columns.find(bare);
                if (column != null) {
                    count();
                    conditions.add(pattern == null ? contains(column, text) : like(column, "%" + pattern + "%"));
                }
            }
            return isEverything ? DSL.trueCondition() : DSL.or(conditions);
        }
        if ("*".equals(name) && isEverything) {
            return DSL.trueCondition();
        }
        if ("_exists_".equals(name)) {
            return column(text).field().isNotNull();
        }
        Column column = column(name);
        if (isEverything) {
            return column.field().isNotNull();
        }
        if (pattern != null) {
            return like(column, LONG_TEXTS.contains(name) ? "%" + pattern + "%" : pattern);
        }
        if (LONG_TEXTS.contains(name)) {
            return contains(column, text);
        }
        return switch (column.type()) {
            case TEXT -> DSL.lower(text(column)).eq(text.toLowerCase(Locale.ROOT));
            case TIME -> number(column).eq((double) micros(text));
            case LONG, DOUBLE -> equal(column, text);
            case BOOLEAN -> DSL.lower(column.field().cast(SQLDataType.VARCHAR)).eq(text.toLowerCase(Locale.ROOT));
        };
    }

    private Condition range(TermRangeQueryNode range) {
        Column column = column(String.valueOf(range.getField()));
        String lower = range.getLowerBound().getTextAsString();
        String upper = range.getUpperBound().getTextAsString();
        List<Condition> conditions = new ArrayList<>();
        if (!isOpen(lower)) {
            conditions.add(compare(column, lower, range.isLowerInclusive() ? ">=" : ">"));
        }
        if (!isOpen(upper)) {
            conditions.add(compare(column, upper, range.isUpperInclusive() ? "<=" : "<"));
        }
        conditions.add(column.field().isNotNull());
        return DSL.and(conditions);
    }

    private Condition compare(Column column, String bound, String operator) {
        if (column.type() == Column.Type.TIME) {
            return against(column.field().cast(SQLDataType.BIGINT), micros(bound), operator);
        }
        Double number = parse(bound);
        if (number != null) {
            return against(number(column), number, operator);
        }
        if (column.type() != Column.Type.TEXT) {
            throw invalid(
                    Math.max(query.indexOf(bound), 0),
                    bound.length(),
                    "'" + column.name() + "' holds numbers, and '" + bound + "' is none");
        }
        return against(DSL.lower(text(column)), bound.toLowerCase(Locale.ROOT), operator);
    }

    private static <T> Condition against(Field<T> field, T bound, String operator) {
        return switch (operator) {
            case ">=" -> field.ge(bound);
            case ">" -> field.gt(bound);
            case "<=" -> field.le(bound);
            default -> field.lt(bound);
        };
    }

    private Condition regexp(RegexpQueryNode node) {
        Column column = column(node.getFieldAsString());
        return DSL.condition(DSL.function(
                "regexp_full_match",
                SQLDataType.BOOLEAN,
                text(column),
                DSL.val(node.getText().toString())));
    }

    private Condition equal(Column column, String text) {
        try {
            if (column.type() == Column.Type.LONG) {
                return column.field().cast(SQLDataType.BIGINT).eq(Long.parseLong(text));
            }
            return number(column).eq(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw invalid(
                    Math.max(query.indexOf(text), 0),
                    text.length(),
                    "'" + column.name() + "' holds numbers, and '" + text + "' is none");
        }
    }

    private long micros(String text) {
        try {
            return Times.micros(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw invalid(
                    Math.max(query.indexOf(text), 0),
                    text.length(),
                    "'" + text + "' is no time; write one in quotes, such as \"" + Instant.EPOCH + "\"");
        }
    }

    private Column column(String name) {
        if (ANY.equals(name)) {
            throw invalid(
                    0,
                    query.length(),
                    "A range or a regular expression needs a field before it, as in process.name:/power.*/");
        }
        count();
        return columns.get(name, "query", Math.max(query.indexOf(name), 0));
    }

    private static Condition like(Column column, String pattern) {
        return DSL.lower(text(column)).like(pattern.toLowerCase(Locale.ROOT), '!');
    }

    /** DuckDB looks for a text in half the time that it takes to match a pattern. */
    private static Condition contains(Column column, String text) {
        return DSL.condition(DSL.function(
                "contains", SQLDataType.BOOLEAN, DSL.lower(text(column)), DSL.val(text.toLowerCase(Locale.ROOT))));
    }

    private static Field<String> text(Column column) {
        return column.field().cast(SQLDataType.VARCHAR);
    }

    private static Field<Double> number(Column column) {
        return DSL.tryCast(column.field(), SQLDataType.DOUBLE);
    }

    private static Condition not(Condition condition) {
        return DSL.condition(DSL.coalesce(DSL.field(condition), DSL.inline(false)))
                .not();
    }

    private static boolean isOpen(String bound) {
        return bound.isEmpty() || "*".equals(bound);
    }

    private static @Nullable Double parse(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The pattern for LIKE if the text has a wildcard that is not escaped, else null. */
    private static @Nullable String pattern(CharSequence text) {
        StringBuilder pattern = new StringBuilder();
        boolean hasWildcard = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isWildcard = (c == '*' || c == '?') && !UnescapedCharSequence.wasEscaped(text, i);
            hasWildcard |= isWildcard;
            pattern.append(isWildcard ? (c == '*' ? "%" : "_") : escaped(String.valueOf(c)));
        }
        return hasWildcard ? pattern.toString() : null;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private void count() {
        if (++comparisons > MOST_COMPARISONS) {
            throw tooLarge("The query compares more than " + MOST_COMPARISONS + " times; a word without a field counts "
                    + BARE.size() + " times");
        }
    }

    private RequestException tooLarge(String message) {
        return invalid(0, query.length(), message);
    }

    private static RequestException invalid(int offset, int length, String message) {
        return new RequestException("invalid_query", new Problem("query", offset, length, message, List.of()));
    }
}
