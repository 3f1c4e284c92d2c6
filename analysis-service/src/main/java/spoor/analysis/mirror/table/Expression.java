package spoor.analysis.mirror.table;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jooq.CaseWhenStep;
import org.jooq.Comparator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.conf.ParseNameCase;
import org.jooq.conf.ParseUnknownFunctions;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.ParserException;
import org.jooq.impl.QOM;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;
import spoor.event.codec.StorableText;
import spoor.request.ErrorCode;
import spoor.request.Nearest;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Compiles an expression of a request. It is cut into {@link Tokens}; of these, jOOQ's parser is shown the operators alone, with f0, f1, … for
 * fields and literals and fn0(…), fn1(…), … for calls, and says how they belong together. The tree that it makes is then taken apart, what is
 * not known here is refused, and a new one is built of typed {@link Value}s. So what a request says is never part of SQL's text.
 *
 * <p>A text that spells a number counts as that number where one is needed, and as empty where it spells none. What is computed of
 * an empty value is empty, and a division by 0 too.
 */
final class Expression {
    /** DuckDB takes a thousand, of which an operation makes some three. */
    private static final int MOST_DEPTH = 200;

    private static final String OPERAND = "f";
    private static final String FUNCTION = "fn";
    private static final DSLContext PARSER = DSL.using(
            SQLDialect.DUCKDB,
            new Settings()
                    .withParseUnknownFunctions(ParseUnknownFunctions.IGNORE)
                    .withParseNameCase(ParseNameCase.AS_IS));

    private final String at;
    private final String text;
    private final Tokens tokens;
    private final Calls calls;
    private final Columns columns;

    /** How many operations lie around the one that is being compiled. */
    private int depth;

    private Expression(String text, String at, Tokens tokens, Calls calls, Columns columns) {
        this.at = at;
        this.text = text;
        this.tokens = tokens;
        this.calls = calls;
        this.columns = columns;
    }

    /**
     * What an expression is of a row.
     *
     * @param at its place in the request
     * @throws RequestException {@code invalid_expression}, {@code unknown_field} or {@code unknown_function}, with the place of the fault
     */
    static Value value(String text, String at, Columns columns) {
        return value(text, at, Calls.OF_ROWS, columns);
    }

    /** What an expression with other calls is, such as aggregates. */
    static Value value(String text, String at, Calls calls, Columns columns) {
        return new Expression(text, at, Tokens.of(text, at), calls, columns).compile();
    }

    /** Whether it is the same for all rows. */
    static boolean isConstant(String text) {
        return Tokens.of(text, "").all().stream().noneMatch(token -> token.kind() == Tokens.Kind.FIELD);
    }

    /** What must be true of a row. */
    static Condition condition(String text, String at, Columns columns) {
        Expression expression = new Expression(text, at, Tokens.of(text, at), Calls.OF_ROWS, columns);
        return expression.truth(expression.compile());
    }

    /** What a call may be, and where fields may stand. */
    interface Calls {
        Calls OF_ROWS = new Calls() {
            @Override
            public Value call(Call call) {
                return Functions.call(call);
            }

            @Override
            public Value field(Tokens.Token name, Expression in) {
                return in.column(name);
            }
        };

        Value call(Call call);

        /** What a field is that stands outside of the calls that this knows. */
        Value field(Tokens.Token name, Expression in);
    }

    /** A call of a function, whose arguments are compiled when they are asked for. */
    record Call(Tokens.Token name, List<? extends Field<?>> arguments, Expression in) {
        String function() {
            return name.text().toLowerCase(Locale.ROOT);
        }

        int size() {
            return arguments.size();
        }

        Call within(Calls calls) {
            return new Call(name, arguments, in.within(calls));
        }

        Value value(int i) {
            return in.compile(arguments.get(i));
        }

        Field<String> text(int i) {
            return value(i).text();
        }

        Field<Double> number(int i) {
            return in.number(value(i));
        }

        Field<Long> whole(int i) {
            Value value = value(i);
            if (value.type() != Column.Type.LONG) {
                throw refuse(i, "a whole number");
            }
            return value.whole();
        }

        Field<Long> time(int i) {
            Value value = value(i);
            if (value.type() != Column.Type.TIME) {
                throw refuse(i, "a time, such as time");
            }
            return value.micros();
        }

        Condition truth(int i) {
            return in.truth(value(i));
        }

        /** The name of the field that an argument is; null where it is something else. */
        @Nullable
        String field(int i) {
            Tokens.Token token = arguments.get(i) instanceof TableField<?, ?> field ? in.operand(field) : null;
            return token != null && token.kind() == Tokens.Kind.FIELD ? token.text() : null;
        }

        /** A literal, as it is meant. */
        String literal(int i, String what) {
            if (arguments.get(i) instanceof TableField<?, ?> field) {
                Tokens.Token token = in.operand(field);
                if (token.kind() == Tokens.Kind.LITERAL) {
                    return token.text().startsWith("'") ? unquoted(token.text()) : token.text();
                }
            }
            throw refuse(i, what + ", written as it is");
        }

        /** A whole number that is written as such. */
        int literalWhole(int i, int min, int max) {
            String what = "a whole number from " + min + " to " + max;
            try {
                int number = Integer.parseInt(literal(i, what));
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw refuse(i, what);
            }
            throw refuse(i, what);
        }

        /** An argument that is not what it should be. */
        RequestException refuse(int i, String what) {
            Tokens.Token token = arguments.get(i) instanceof TableField<?, ?> field ? in.operand(field) : name;
            return in.invalid(token, "Argument " + (i + 1) + " of " + function() + " is " + what);
        }

        RequestException refuse(String message) {
            return in.invalid(name, message);
        }
    }

    private Expression within(Calls other) {
        Expression within = new Expression(text, at, tokens, other, columns);
        within.depth = depth;
        return within;
    }

    private Value compile() {
        StringBuilder operators = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        for (Tokens.Token token : tokens.all()) {
            starts.add(operators.length());
            int i = starts.size() - 1;
            operators
                    .append(
                            switch (token.kind()) {
                                case FIELD, LITERAL -> "\"" + OPERAND + i + "\"";
                                case FUNCTION -> FUNCTION + i;
                                case WORD -> word(token, i);
                                case SIGN -> token.text();
                            })
                    .append(' ');
        }
        if (starts.isEmpty()) {
            throw Tokens.invalid(at, 0, 0, "An expression is missing");
        }
        try {
            return compile(PARSER.parser().parseField(operators.toString()));
        } catch (ParserException e) {
            int i = (int) starts.stream().filter(start -> start <= e.position()).count() - 1;
            if (e.position() >= operators.length() - 1) {
                throw Tokens.invalid(at, text.length(), 0, "The expression ends too early");
            }
            Tokens.Token token = tokens.all().get(Math.max(i, 0));
            throw invalid(token, "'" + token.text() + "' can't stand at character " + (token.offset() + 1));
        }
    }

    private String word(Tokens.Token token, int i) {
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean isNegated = i > 0 && tokens.all().get(i - 1).text().equalsIgnoreCase("not");
        if (word.equals("between") && isNegated) {
            throw invalid(token, "Write not (x between a and b) instead of x not between a and b");
        }
        if (word.equals("escape")) {
            throw invalid(token, "There is no escape; in a pattern % stands for any signs and _ for one");
        }
        return word;
    }

    private Value compile(QueryPart part) {
        if (depth == MOST_DEPTH) {
            throw everywhere("More than " + MOST_DEPTH
                    + " operations lie within each other; derive a part of them in a step of its own");
        }
        depth++;
        Value compiled = compileOne(part);
        depth--;
        return compiled;
    }

    private Value compileOne(QueryPart part) {
        return switch (part) {
            case TableField<?, ?> operand -> value(operand(operand));
            case Param<?> word ->
                word.getValue() == null ? Value.NOTHING : Value.truth(DSL.condition((Boolean) word.getValue()));
            case QOM.Add<?> sum -> add(compile(sum.$arg1()), compile(sum.$arg2()));
            case QOM.Sub<?> difference -> subtract(compile(difference.$arg1()), compile(difference.$arg2()));
            case QOM.Mul<?> product -> multiply(compile(product.$arg1()), compile(product.$arg2()));
            case QOM.Div<?> quotient ->
                Value.number(number(quotient.$arg1()).div(DSL.nullif(number(quotient.$arg2()), DSL.inline(0.0))));
            case QOM.Mod<?> rest -> remainder(compile(rest.$arg1()), compile(rest.$arg2()));
            case QOM.Neg<?> negative -> negate(compile(negative.$arg1()));
            case QOM.Concat texts ->
                Value.text(DSL.concat(texts.$arg1().stream()
                        .map(this::compile)
                        .map(Value::text)
                        .toArray(Field[]::new)));
            case QOM.And both -> Value.truth(DSL.and(truths(both)));
            case QOM.Or either -> Value.truth(DSL.or(truths(either)));
            case QOM.Not not -> Value.truth(DSL.not(truth(not.$arg1())));
            case QOM.FieldCondition truth -> compile(truth.$field());
            case QOM.ConditionAsField truth -> compile(truth.$condition());
            case QOM.IsNull empty -> Value.truth(compile(empty.$arg1()).field().isNull());
            case QOM.IsNotNull there ->
                Value.truth(compile(there.$arg1()).field().isNotNull());
            case QOM.Eq<?> equal -> Value.truth(compare(equal.$arg1(), equal.$arg2(), Comparator.EQUALS));
            case QOM.Ne<?> unequal -> Value.truth(compare(unequal.$arg1(), unequal.$arg2(), Comparator.NOT_EQUALS));
            case QOM.Lt<?> less -> Value.truth(compare(less.$arg1(), less.$arg2(), Comparator.LESS));
            case QOM.Le<?> atMost -> Value.truth(compare(atMost.$arg1(), atMost.$arg2(), Comparator.LESS_OR_EQUAL));
            case QOM.Gt<?> more -> Value.truth(compare(more.$arg1(), more.$arg2(), Comparator.GREATER));
            case QOM.Ge<?> atLeast ->
                Value.truth(compare(atLeast.$arg1(), atLeast.$arg2(), Comparator.GREATER_OR_EQUAL));
            case QOM.Between<?> within -> {
                List<Field<Object>> alike = alike(List.of(within.$arg1(), within.$arg2(), within.$arg3()));
                yield Value.truth(alike.getFirst().between(alike.get(1), alike.get(2)));
            }
            case QOM.InList<?> list -> Value.truth(isAmong(list.$arg1(), list.$arg2()));
            case QOM.NotInList<?> list -> Value.truth(DSL.not(isAmong(list.$arg1(), list.$arg2())));
            case QOM.Like like -> Value.truth(Sql.like(text(like.$arg1()), text(like.$arg2())));
            case QOM.NotLike like -> Value.truth(DSL.not(Sql.like(text(like.$arg1()), text(like.$arg2()))));
            case QOM.LikeIgnoreCase like ->
                Value.truth(Sql.like(DSL.lower(text(like.$arg1())), DSL.lower(text(like.$arg2()))));
            case QOM.NotLikeIgnoreCase like ->
                Value.truth(DSL.not(Sql.like(DSL.lower(text(like.$arg1())), DSL.lower(text(like.$arg2())))));
            case QOM.CaseSearched<?> cases ->
                oneOf(
                        cases.$when().stream().map(when -> truth(when.$1())).toList(),
                        cases.$when().stream().map(QOM.Tuple2::$2).toList(),
                        cases.$else());
            case QOM.CaseSimple<?, ?> cases -> caseOf(cases);
            case QOM.Function<?> call -> call(call, call.$args());
            // INVARIANT: what is not known here does not get into a query.
            default -> throw unreadable();
        };
    }

    private RequestException unreadable() {
        return Tokens.invalid(at, 0, text.length(), "Such an expression can't be read: " + text);
    }

    private Value call(Field<?> call, List<? extends Field<?>> arguments) {
        return calls.call(new Call(token(FUNCTION, call.getName()), arguments, this));
    }

    private Tokens.Token operand(TableField<?, ?> operand) {
        return token(OPERAND, operand.getName());
    }

    /** The token that a placeholder stands for; an operator where a value should be is read as a name by the parser, and is none. */
    private Tokens.Token token(String placeholder, String name) {
        if (!name.matches(placeholder + "\\d+")) {
            throw unreadable();
        }
        return tokens.all().get(Integer.parseInt(name.substring(placeholder.length())));
    }

    private Value value(Tokens.Token operand) {
        return operand.kind() == Tokens.Kind.LITERAL ? literal(operand) : calls.field(operand, this);
    }

    /** The field that a token names. */
    Value column(Tokens.Token name) {
        Column column = columns.find(name.text());
        if (column == null) {
            throw columns.unknown(name.text(), at, name.offset(), name.length());
        }
        return column.value();
    }

    /** A field that a function needs without being told. */
    Value columnOf(String name, Tokens.Token call) {
        return columns.get(name, at, call.offset()).value();
    }

    private Value literal(Tokens.Token token) {
        if (token.text().startsWith("'")) {
            return Value.text(DSL.val(unquoted(token.text())));
        }
        try {
            return Value.whole(DSL.val(Long.valueOf(token.text())));
        } catch (NumberFormatException e) {
            double number = Double.parseDouble(token.text());
            if (Double.isInfinite(number)) {
                throw invalid(token, "The number " + token.text() + " is too large");
            }
            return Value.number(DSL.val(number));
        }
    }

    private static String unquoted(String literal) {
        return StorableText.of(literal.substring(1, literal.length() - 1).replace("''", "'"));
    }

    private Value add(Value one, Value other) {
        if (one.type() == Column.Type.TIME) {
            return Value.time(one.micros().plus(micros(other)));
        }
        if (other.type() == Column.Type.TIME) {
            return Value.time(other.micros().plus(micros(one)));
        }
        return areWhole(one, other)
                ? Value.whole(one.whole().plus(other.whole()))
                : Value.number(number(one).plus(number(other)));
    }

    private Value subtract(Value one, Value other) {
        if (one.type() == Column.Type.TIME && other.type() == Column.Type.TIME) {
            return Value.number(
                    one.micros().minus(other.micros()).cast(SQLDataType.DOUBLE).div(DSL.inline(1e6)));
        }
        if (one.type() == Column.Type.TIME) {
            return Value.time(one.micros().minus(micros(other)));
        }
        return areWhole(one, other)
                ? Value.whole(one.whole().minus(other.whole()))
                : Value.number(number(one).minus(number(other)));
    }

    private Value multiply(Value one, Value other) {
        return areWhole(one, other)
                ? Value.whole(one.whole().times(other.whole()))
                : Value.number(number(one).times(number(other)));
    }

    private Value remainder(Value one, Value other) {
        if (!areWhole(one, other)) {
            throw everywhere("% is of whole numbers");
        }
        return Value.whole(one.whole().mod(DSL.nullif(other.whole(), DSL.inline(0L))));
    }

    private Value negate(Value value) {
        return value.type() == Column.Type.LONG
                ? Value.whole(value.whole().neg())
                : Value.number(number(value).neg());
    }

    /** Seconds as the microseconds that times are kept in. */
    private Field<Long> micros(Value seconds) {
        return DSL.round(number(seconds).times(DSL.inline(1e6))).cast(SQLDataType.BIGINT);
    }

    private static boolean areWhole(Value one, Value other) {
        return one.type() == Column.Type.LONG && other.type() == Column.Type.LONG;
    }

    private Condition isAmong(Field<?> value, List<? extends Field<?>> list) {
        List<Field<?>> all = new ArrayList<>(List.of(value));
        all.addAll(list);
        List<Field<Object>> alike = alike(all);
        return alike.getFirst().in(alike.subList(1, alike.size()));
    }

    private Condition compare(Field<?> one, Field<?> other, Comparator comparator) {
        List<Field<Object>> alike = alike(List.of(one, other));
        return alike.getFirst().compare(comparator, alike.getLast());
    }

    /**
     * Parts as what they can be compared as: as times where any is one, else as numbers, else as text. INVARIANT: each is compiled and written
     * once, or nested comparisons would grow without bound.
     */
    @SuppressWarnings("unchecked") // all are of one type
    private List<Field<Object>> alike(List<? extends Field<?>> parts) {
        List<Value> values = parts.stream().map(this::compile).toList();
        List<Field<Object>> alike = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            Field<?> field;
            if (values.stream().anyMatch(any -> any.type() == Column.Type.TIME)) {
                field = instant(value, parts.get(i));
            } else if (values.stream().allMatch(any -> any.type() == Column.Type.LONG)) {
                field = value.whole();
            } else if (values.stream().anyMatch(Value::isNumber)) {
                field = number(value);
            } else {
                field = value.text();
            }
            alike.add((Field<Object>) field);
        }
        return alike;
    }

    private Value caseOf(QOM.CaseSimple<?, ?> cases) {
        List<Field<?>> compared = new ArrayList<>(List.of(cases.$value()));
        cases.$when().forEach(when -> compared.add(when.$1()));
        List<Field<Object>> alike = alike(compared);
        List<Value> values = new ArrayList<>();
        cases.$when().forEach(when -> values.add(compile(when.$2())));
        values.add(cases.$else() == null ? Value.NOTHING : compile(cases.$else()));
        Column.Type type = common(values);
        CaseWhenStep<Object, Object> choice = DSL.choose(alike.getFirst())
                .when(alike.get(1), values.getFirst().of(type));
        for (int i = 1; i < values.size() - 1; i++) {
            choice = choice.when(alike.get(i + 1), values.get(i).of(type));
        }
        return new Value(type, choice.otherwise(values.getLast().of(type)));
    }

    /** A time, or text in quotes that is one. */
    private Field<Long> instant(Value value, Field<?> part) {
        if (value.type() == Column.Type.TIME) {
            return value.micros();
        }
        if (part instanceof TableField<?, ?> operand) {
            Tokens.Token token = operand(operand);
            try {
                if (token.text().startsWith("'") && token.kind() == Tokens.Kind.LITERAL) {
                    return DSL.val(Micros.ofNearest(
                            OffsetDateTime.parse(unquoted(token.text())).toInstant()));
                }
            } catch (DateTimeException e) {
                throw invalid(token, token.text() + " is no time; write one as '2020-05-02T02:55:00Z'");
            }
        }
        throw everywhere("A time is compared with a time, such as '2020-05-02T02:55:00Z'");
    }

    private Value oneOf(List<Condition> when, List<? extends Field<?>> then, @Nullable Field<?> otherwise) {
        List<Value> values = new ArrayList<>();
        then.forEach(part -> values.add(compile(part)));
        values.add(otherwise == null ? Value.NOTHING : compile(otherwise));
        return Value.oneOf(when, values, common(values));
    }

    /** The type that values have which may stand for each other. */
    Column.Type common(List<Value> values) {
        return Value.common(values)
                .orElseThrow(() -> everywhere("The results are of different types: "
                        + values.stream()
                                .map(value -> value.type().word())
                                .distinct()
                                .collect(Collectors.joining(", "))));
    }

    private Field<String> text(Field<?> part) {
        return compile(part).text();
    }

    private Field<Double> number(Field<?> part) {
        return number(compile(part));
    }

    private Field<Double> number(Value value) {
        if (value.type() == Column.Type.BOOLEAN || value.type() == Column.Type.TIME) {
            throw everywhere("A number is needed, and here is a " + value.type().word());
        }
        return value.number();
    }

    private Condition truth(QueryPart part) {
        return truth(compile(part));
    }

    /**
     * What a chain of the same operator connects. INVARIANT: it is not nested, for DuckDB takes minutes to plan two hundred alternatives
     * within each other.
     */
    private List<Condition> truths(QOM.CombinedCondition<?> chain) {
        Deque<Condition> truths = new ArrayDeque<>();
        QueryPart left = chain;
        while (left instanceof QOM.CombinedCondition<?> both && both.getClass() == chain.getClass()) {
            truths.addFirst(truth(both.$arg2()));
            left = both.$arg1();
        }
        truths.addFirst(truth(left));
        return List.copyOf(truths);
    }

    private Condition truth(Value value) {
        if (value.type() != Column.Type.BOOLEAN && !value.isNothing()) {
            throw everywhere("A condition is needed, such as process.pid = 4, and here is a "
                    + value.type().word());
        }
        return value.condition();
    }

    RequestException invalid(Tokens.Token token, String message) {
        return Tokens.invalid(at, token.offset(), token.length(), message);
    }

    private RequestException everywhere(String message) {
        return Tokens.invalid(at, 0, text.length(), message);
    }

    /** A function that there is not. */
    RequestException unknown(Tokens.Token name, Collection<String> functions) {
        List<String> near = Nearest.to(name.text(), functions);
        return new RequestException(
                ErrorCode.UNKNOWN_FUNCTION,
                new Problem(
                        at,
                        name.offset(),
                        name.length(),
                        "There is no function '" + name.text() + "' here; the nearest names are "
                                + String.join(", ", near),
                        near));
    }
}
