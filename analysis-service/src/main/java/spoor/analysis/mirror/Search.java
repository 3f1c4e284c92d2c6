package spoor.analysis.mirror;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.event.Micros;
import spoor.event.codec.StorableText;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Turns a query in Lucene's syntax into a condition. An event without the field matches no term, and so matches its NOT. What is accepted
 * beyond Lucene's syntax stands in {@link QueryText}.
 */
final class Search {
    private static final String ANY = "*any*";
    private static final int LONGEST = 20_000;

    /** As in Lucene itself; some thousands would end the whole process, for DuckDB compiles them by recursion. */
    private static final int MOST_COMPARISONS = 1_024;

    private static final int DEEPEST = 100;
    private static final Pattern BEYOND_INT = Pattern.compile("@\\s*(\\d{10,})");
    private static final List<String> BARE =
            List.of("message", "process.command_line", "process.name", "host.name", "user.name", "file.path");
    private static final List<String> LONG_TEXTS = List.of("message", "process.command_line");

    private final QueryText asked;
    private final String query;
    private final String at;
    private final Columns columns;
    private int comparisons;
    private int depth;

    private Search(QueryText asked, String at, Columns columns) {
        this.asked = asked;
        this.query = asked.lucene();
        this.at = at;
        this.columns = columns;
    }

    /** @param at the query's place in the request */
    static Condition condition(String query, String at, Columns columns) {
        if (query.isBlank()) {
            return DSL.noCondition();
        }
        if (query.length() > LONGEST) {
            throw new RequestException(
                    ErrorCode.INVALID_QUERY,
                    Problem.at(
                            at, "The query has " + query.length() + " characters; at most " + LONGEST + " are read"));
        }
        QueryText asked = QueryText.of(query, name -> columns.find(name) != null);
        try {
            return new Search(asked, at, columns).parse();
        } catch (RequestException e) {
            throw asked.asWritten(e);
        }
    }

    private Condition parse() {
        try {
            return condition(new StandardSyntaxParser().parse(query, ANY));
        } catch (QueryNodeParseException e) {
            int offset = query.length();
            if (e instanceof ParseException syntax && syntax.currentToken != null && syntax.currentToken.next != null) {
                offset = Math.clamp(syntax.currentToken.next.beginColumn, 0, query.length());
            }
            throw new RequestException(ErrorCode.INVALID_QUERY, SyntaxAdvice.of(query, at, offset));
        } catch (NumberFormatException e) { // of how many clauses must match
            Matcher number = BEYOND_INT.matcher(query);
            boolean isFound = number.find();
            throw invalid(
                    isFound ? number.start(1) : 0,
                    isFound ? number.group(1).length() : query.length(),
                    "This number is too large");
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
        Optional<String> network = asked.network(node.getBegin());
        if (network.isPresent()) {
            return network(node, network.get());
        }
        String text = StorableText.of(node.getTextAsString());
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
            count();
            return columns.get(text, "query", node.getBegin()).field().isNotNull();
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
            case TEXT -> DSL.lower(column.text()).eq(text.toLowerCase(Locale.ROOT));
            case TIME -> column.field().cast(SQLDataType.BIGINT).eq(micros(node));
            case LONG, DOUBLE -> equal(column, node);
            case BOOLEAN -> DSL.lower(column.text()).eq(text.toLowerCase(Locale.ROOT));
        };
    }

    private Condition network(FieldQueryNode node, String written) {
        if (ANY.equals(node.getFieldAsString())) {
            throw invalid(node, "A network needs a field before it, as in source.ip:" + written);
        }
        Column column = column(node.getFieldAsString());
        return Network.parse(written)
                .orElseThrow(() -> invalid(
                        node,
                        "'" + written
                                + "' is no network; write an address and how many of its bits count, such as 10.0.0.0/8"
                                + " or 2001:db8::/32, or put it in quotes"))
                .contains(column.text());
    }

    private Condition range(TermRangeQueryNode range) {
        Column column = column(String.valueOf(range.getField()));
        List<Condition> conditions = new ArrayList<>();
        if (!isOpen(range.getLowerBound())) {
            conditions.add(compare(column, range.getLowerBound(), range.isLowerInclusive() ? ">=" : ">"));
        }
        if (!isOpen(range.getUpperBound())) {
            conditions.add(compare(column, range.getUpperBound(), range.isUpperInclusive() ? "<=" : "<"));
        }
        conditions.add(column.field().isNotNull());
        return DSL.and(conditions);
    }

    private Condition compare(Column column, FieldQueryNode bound, String operator) {
        if (column.type() == Column.Type.TIME) {
            return against(column.field().cast(SQLDataType.BIGINT), micros(bound), operator);
        }
        Double number = Numbers.parse(bound.getTextAsString());
        if (number != null) {
            return against(column.number(), number, operator);
        }
        if (column.type() != Column.Type.TEXT) {
            throw noNumber(column, bound);
        }
        return against(
                DSL.lower(column.text()),
                StorableText.of(bound.getTextAsString()).toLowerCase(Locale.ROOT),
                operator);
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
                column.text(),
                DSL.val(StorableText.of(node.getText().toString()))));
    }

    private Condition equal(Column column, FieldQueryNode value) {
        try {
            if (column.type() == Column.Type.LONG) {
                return column.field().cast(SQLDataType.BIGINT).eq(Long.parseLong(value.getTextAsString()));
            }
        } catch (NumberFormatException e) {
            throw noNumber(column, value);
        }
        Double number = Numbers.parse(value.getTextAsString());
        if (number == null) {
            throw noNumber(column, value);
        }
        return column.number().eq(number);
    }

    private RequestException noNumber(Column column, FieldQueryNode value) {
        return invalid(value, "'" + column.name() + "' holds numbers, and '" + value.getTextAsString() + "' is none");
    }

    private long micros(FieldQueryNode time) {
        try {
            return Micros.ofNearest(OffsetDateTime.parse(time.getTextAsString()).toInstant());
        } catch (DateTimeException e) {
            throw invalid(
                    time,
                    "'" + time.getTextAsString() + "' is no time; write one in quotes, such as \"" + Instant.EPOCH
                            + "\"");
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
        Column column = columns.find(name);
        if (column == null) {
            var place = QueryWords.of(query).field(name).orElse(new QueryWords.Place(0, query.length()));
            throw columns.unknown(name, at, place.offset(), place.length());
        }
        return column;
    }

    private static Condition like(Column column, String pattern) {
        return DSL.lower(column.text()).like(pattern.toLowerCase(Locale.ROOT), '!');
    }

    /** DuckDB looks for a text in half the time that it takes to match a pattern. */
    private static Condition contains(Column column, String text) {
        return DSL.condition(DSL.function(
                "contains", SQLDataType.BOOLEAN, DSL.lower(column.text()), DSL.val(text.toLowerCase(Locale.ROOT))));
    }

    private static Condition not(Condition condition) {
        return DSL.condition(DSL.coalesce(DSL.field(condition), DSL.inline(false)))
                .not();
    }

    private static boolean isOpen(FieldQueryNode bound) {
        String text = bound.getTextAsString();
        return text.isEmpty() || "*".equals(text);
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
        return hasWildcard ? StorableText.of(pattern.toString()) : null;
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

    private RequestException invalid(FieldQueryNode value, String message) {
        return invalid(value.getBegin(), value.getEnd() - value.getBegin(), message);
    }

    private RequestException invalid(int offset, int length, String message) {
        return new RequestException(ErrorCode.INVALID_QUERY, new Problem(at, offset, length, message, List.of()));
    }
}
