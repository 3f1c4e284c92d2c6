package spoor.analysis.mirror.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.table.Expression.Call;

/** The functions of a row. */
final class Functions {
    private static final long SECOND = 1_000_000;
    private static final int LONGEST_PATTERN = 1_000;

    private static final Map<String, Definition> ALL = new TreeMap<>();

    /** A function, and how many arguments it takes. */
    private record Definition(int least, int most, Function<Call, Value> value) {}

    static {
        add("lower", 1, 1, call -> Value.text(DSL.lower(call.text(0))));
        add("upper", 1, 1, call -> Value.text(DSL.upper(call.text(0))));
        add("trim", 1, 1, call -> Value.text(DSL.trim(call.text(0))));
        add("length", 1, 1, call -> Value.whole(DSL.charLength(call.text(0))));
        add("left", 2, 2, call -> Value.text(DSL.left(call.text(0), call.literalWhole(1, 0, 100_000))));
        add("right", 2, 2, call -> Value.text(DSL.right(call.text(0), call.literalWhole(1, 0, 100_000))));
        add("substring", 2, 3, Functions::substring);
        add("replace", 3, 3, call -> Value.text(DSL.replace(call.text(0), call.text(1), call.text(2))));
        add(
                "split_part",
                3,
                3,
                call -> Value.text(DSL.splitPart(call.text(0), call.text(1), DSL.val(call.literalWhole(2, 1, 1_000)))));
        add(
                "starts_with",
                2,
                2,
                call -> Value.truth(DSL.position(call.text(0), call.text(1)).eq(1)));
        add(
                "contains",
                2,
                2,
                call -> Value.truth(DSL.position(call.text(0), call.text(1)).gt(0)));
        add("ends_with", 2, 2, Functions::endsWith);
        add("file_name", 1, 1, call -> Value.text(Sql.fileName(call.text(0))));
        add("matches", 2, 2, call -> Value.truth(DSL.condition(Sql.matches(call.text(0), pattern(call)))));
        add("extract", 2, 2, call -> Value.text(Sql.match(call.text(0), pattern(call))));

        add("abs", 1, 1, call -> number(call, DSL::abs));
        add("sign", 1, 1, call -> Value.whole(DSL.sign(call.number(0))));
        add("floor", 1, 1, call -> Value.number(DSL.floor(call.number(0))));
        add("ceil", 1, 1, call -> Value.number(DSL.ceil(call.number(0))));
        add("round", 1, 2, Functions::round);
        add("sqrt", 1, 1, call -> Value.number(DSL.sqrt(when(call.number(0), 0, true))));
        add("exp", 1, 1, call -> Value.number(Sql.finite(DSL.exp(call.number(0)).cast(SQLDataType.DOUBLE))));
        add("ln", 1, 1, call -> Value.number(DSL.ln(when(call.number(0), 0, false))));
        add(
                "log2",
                1,
                1,
                call -> Value.number(DSL.ln(when(call.number(0), 0, false)).div(DSL.inline(Math.log(2)))));
        add(
                "log10",
                1,
                1,
                call -> Value.number(DSL.ln(when(call.number(0), 0, false)).div(DSL.inline(Math.log(10)))));
        add(
                "power",
                2,
                2,
                call -> Value.number(
                        Sql.finite(DSL.power(call.number(0), call.number(1)).cast(SQLDataType.DOUBLE))));
        add("greatest", 2, 8, call -> Value.number(extreme(call, true)));
        add("least", 2, 8, call -> Value.number(extreme(call, false)));

        add("year", 1, 1, call -> date(call, DatePart.YEAR));
        add("month", 1, 1, call -> date(call, DatePart.MONTH));
        add("day", 1, 1, call -> date(call, DatePart.DAY));
        add(
                "weekday",
                1,
                1,
                call -> Value.whole(
                        Sql.floorMod(Sql.floorDiv(call.time(0), 86_400 * SECOND).plus(DSL.inline(3L)), 7)
                                .plus(DSL.inline(1L))));
        add("hour", 1, 1, call -> Value.whole(Sql.floorMod(Sql.floorDiv(call.time(0), 3_600 * SECOND), 24)));
        add("minute", 1, 1, call -> Value.whole(Sql.floorMod(Sql.floorDiv(call.time(0), 60 * SECOND), 60)));
        add("second", 1, 1, call -> Value.whole(Sql.floorMod(Sql.floorDiv(call.time(0), SECOND), 60)));
        add(
                "epoch",
                1,
                1,
                call -> Value.number(call.time(0).cast(SQLDataType.DOUBLE).div(DSL.inline(1e6))));
        add("bucket", 2, 2, call -> {
            long every = duration(call, 1).toNanos() / 1_000;
            return Value.time(Sql.floorDiv(call.time(0), every).times(DSL.inline(every)));
        });

        add("coalesce", 1, 16, Functions::coalesce);
        add("if", 3, 3, Functions::choose);
        add("number", 1, 1, call -> Value.number(call.value(0).number()));
        add("whole", 1, 1, call -> Value.whole(Sql.truncated(call.number(0))));
        add("text", 1, 1, call -> Value.text(call.text(0)));
    }

    private Functions() {}

    private static void add(String name, int least, int most, Function<Call, Value> value) {
        ALL.put(name, new Definition(least, most, value));
    }

    static boolean isOne(String name) {
        return ALL.containsKey(name);
    }

    static Value call(Call call) {
        Definition definition = ALL.get(call.function());
        if (definition == null) {
            throw call.in().unknown(call.name(), ALL.keySet());
        }
        requireArguments(call, definition.least, definition.most);
        return definition.value.apply(call);
    }

    static void requireArguments(Call call, int least, int most) {
        if (call.size() < least || call.size() > most) {
            throw call.refuse(call.function() + " takes " + (least == most ? least : least + " to " + most)
                    + (most == 1 ? " argument, not " : " arguments, not ") + call.size());
        }
    }

    /** A duration that is written as ISO 8601 has it, from a millisecond to 36,500 days. */
    static Duration duration(Call call, int i) {
        String text = call.literal(i, "a duration such as 'PT5M'");
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(Duration.ofDays(36_500)) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw call.refuse("'" + text + "' is no duration; write one as 'PT1M', 'PT1H' or 'P1D'");
        }
        throw call.refuse("A duration is from PT0.001S to P36500D here, not " + text);
    }

    private static Value substring(Call call) {
        int start = call.literalWhole(1, 1, 100_000);
        return Value.text(
                call.size() == 2
                        ? DSL.substring(call.text(0), start)
                        : DSL.substring(call.text(0), start, call.literalWhole(2, 0, 100_000)));
    }

    private static Value endsWith(Call call) {
        Field<String> text = call.text(0);
        Field<String> end = call.text(1);
        return Value.truth(DSL.right(text, DSL.charLength(end)).eq(end));
    }

    private static Value number(Call call, Function<Field<? extends Number>, Field<?>> function) {
        Value value = call.value(0);
        return value.type() == Column.Type.LONG
                ? Value.whole(function.apply(value.whole()))
                : Value.number(function.apply(call.number(0)));
    }

    private static Value round(Call call) {
        int digits = call.size() == 1 ? 0 : call.literalWhole(1, 0, 12);
        return Value.number(Sql.rounded(call.number(0), digits));
    }

    /** The number where it is above a bound, or also at it, else empty. */
    private static Field<Double> when(Field<Double> number, double bound, boolean isInclusive) {
        return DSL.when(isInclusive ? number.ge(bound) : number.gt(bound), number);
    }

    private static Field<Double> extreme(Call call, boolean isGreatest) {
        Field<Double> first = call.number(0);
        Field<?>[] others =
                IntStream.range(1, call.size()).mapToObj(call::number).toArray(Field[]::new);
        return isGreatest ? DSL.greatest(first, others) : DSL.least(first, others);
    }

    private static Value date(Call call, DatePart part) {
        return Value.whole(DSL.extract(Sql.date(call.time(0)), part));
    }

    private static Value coalesce(Call call) {
        List<Value> values =
                IntStream.range(0, call.size()).mapToObj(call::value).toList();
        Column.Type type = call.in().common(values);
        List<Field<Object>> fields =
                values.stream().map(value -> value.of(type)).toList();
        return new Value(type, DSL.field("coalesce({0})", Sql.type(type), DSL.list(fields)));
    }

    private static Value choose(Call call) {
        List<Value> values = List.of(call.value(1), call.value(2));
        return Value.oneOf(List.of(call.truth(0)), values, call.in().common(values));
    }

    private static Field<String> pattern(Call call) {
        String pattern = call.literal(1, "a regular expression such as '^power.*'");
        if (pattern.length() > LONGEST_PATTERN) {
            throw call.refuse("A regular expression has at most " + LONGEST_PATTERN + " characters");
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw call.refuse("The regular expression can't be read at its character " + (e.getIndex() + 1));
        }
        return DSL.val(pattern);
    }
}
