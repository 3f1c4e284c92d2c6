package spoor.analysis.mirror.table;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.AggregateFunction;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.WindowSpecification;
import org.jooq.WindowSpecificationRowsStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Expression.Call;

/**
 * Functions of a row and its neighbours, and what is computed of them. A rolling one looks at so many rows with the row itself as the last, or
 * at those of a duration up to it; where it is told a least number of values, it is empty with fewer.
 */
final class Windows implements Expression.Calls {
    private static final int MOST_ROWS = 1_000_000;
    private static final Map<String, Definition> ALL = new TreeMap<>();

    private record Definition(int least, int most, BiFunction<Windows, Call, Value> value) {}

    static {
        add("row_number", 0, 0, (part, call) -> Value.whole(DSL.rowNumber().over(part.ordered())));
        add("rank", 0, 0, (part, call) -> Value.whole(DSL.rank().over(part.ranked(call))));
        add("dense_rank", 0, 0, (part, call) -> Value.whole(DSL.denseRank().over(part.ranked(call))));
        add("percent_rank", 0, 0, (part, call) -> Value.number(DSL.percentRank().over(part.ranked(call))));
        add(
                "ntile",
                1,
                1,
                (part, call) ->
                        Value.whole(DSL.ntile(call.literalWhole(0, 1, 10_000)).over(part.ordered())));
        add("lag", 1, 2, (part, call) -> part.neighbour(call, true));
        add("lead", 1, 2, (part, call) -> part.neighbour(call, false));
        add(
                "first",
                1,
                1,
                (part, call) -> like(
                        call.value(0),
                        field -> DSL.firstValue(field)
                                .over(part.ordered()
                                        .rowsBetweenUnboundedPreceding()
                                        .andUnboundedFollowing())));
        add(
                "last",
                1,
                1,
                (part, call) -> like(
                        call.value(0),
                        field -> DSL.lastValue(field)
                                .over(part.ordered()
                                        .rowsBetweenUnboundedPreceding()
                                        .andUnboundedFollowing())));
        add("diff", 1, 2, Windows::difference);
        add(
                "share",
                1,
                1,
                (part, call) -> Value.number(call.number(0)
                        .div(DSL.nullif(
                                DSL.sum(call.number(0)).over(part.whole()).cast(SQLDataType.DOUBLE),
                                DSL.inline(0.0)))));
        add(
                "zscore",
                1,
                1,
                (part, call) -> Value.number(call.number(0)
                        .minus(DSL.avg(call.number(0)).over(part.whole()).cast(SQLDataType.DOUBLE))
                        .div(DSL.nullif(
                                DSL.stddevSamp(call.number(0))
                                        .over(part.whole())
                                        .cast(SQLDataType.DOUBLE),
                                DSL.inline(0.0)))));
        for (String name : List.of("sum", "mean", "min", "max", "count", "stddev", "variance")) {
            add("rolling_" + name, 2, 3, (part, call) -> part.rolling(call, name));
            add("cum_" + name, name.equals("count") ? 0 : 1, 1, (part, call) -> part.cumulative(call, name));
        }
    }

    private final List<Field<?>> by;
    private final List<SortField<?>> order;
    private final int given;
    private final @Nullable Field<Long> time;

    /**
     * @param order of a part's rows, made total
     * @param given how many of the order's columns the request says; these come first
     * @param time what they are ordered by where that is one time, ascending; else null
     */
    Windows(List<Field<?>> by, List<SortField<?>> order, int given, @Nullable Field<Long> time) {
        this.by = List.copyOf(by);
        this.order = List.copyOf(order);
        this.given = given;
        this.time = time;
    }

    private static void add(String name, int least, int most, BiFunction<Windows, Call, Value> value) {
        ALL.put(name, new Definition(least, most, value));
    }

    @Override
    public Value call(Call call) {
        Definition definition = ALL.get(call.function());
        if (definition == null) {
            if (!Functions.isOne(call.function())) {
                throw call.in().unknown(call.name(), ALL.keySet());
            }
            return Functions.call(call);
        }
        Functions.requireArguments(call, definition.least, definition.most);
        return definition.value.apply(this, call.within(Expression.Calls.OF_ROWS));
    }

    @Override
    public Value field(Tokens.Token name, Expression in) {
        return in.column(name);
    }

    private WindowSpecification whole() {
        return DSL.partitionBy(by);
    }

    private WindowSpecificationRowsStep ordered() {
        return DSL.partitionBy(by).orderBy(order);
    }

    /** Ordered by what the request says alone, so that equal rows are equal. */
    private WindowSpecification ranked(Call call) {
        if (given == 0) {
            throw call.refuse(call.function() + " needs an order");
        }
        return DSL.partitionBy(by).orderBy(order.subList(0, given));
    }

    private Value neighbour(Call call, boolean isBefore) {
        int distance = call.size() == 1 ? 1 : call.literalWhole(1, 1, MOST_ROWS);
        return like(
                call.value(0),
                field -> (isBefore ? DSL.lag(field, distance) : DSL.lead(field, distance)).over(ordered()));
    }

    private Value difference(Call call) {
        Value value = call.value(0);
        if (value.type() == Column.Type.BOOLEAN) {
            throw call.refuse("diff is of numbers or times");
        }
        return difference(value, call.size() == 1 ? 1 : call.literalWhole(1, 1, MOST_ROWS));
    }

    /** By how much a value is greater than that of so many rows before, in seconds for a time. */
    Value difference(Value value, int distance) {
        return switch (value.type()) {
            case TIME -> {
                Field<Long> micros = value.micros().minus(before(value.micros(), distance));
                yield Value.number(micros.cast(SQLDataType.DOUBLE).div(DSL.inline(1e6)));
            }
            case LONG -> Value.whole(value.whole().minus(before(value.whole(), distance)));
            case DOUBLE, TEXT, BOOLEAN -> Value.number(value.number().minus(before(value.number(), distance)));
        };
    }

    private <T> Field<T> before(Field<T> field, int distance) {
        return DSL.lag(field, distance).over(ordered());
    }

    /** A call of an aggregate, of a row and all before it. */
    Value cumulative(Call call) {
        if (!ALL.containsKey("cum_" + call.function())) {
            throw call.in()
                    .unknown(
                            call.name(),
                            ALL.keySet().stream()
                                    .filter(name -> name.startsWith("cum_"))
                                    .map(name -> name.substring("cum_".length()))
                                    .toList());
        }
        Functions.requireArguments(call, call.function().equals("count") ? 0 : 1, 1);
        return cumulative(call.within(Expression.Calls.OF_ROWS), call.function());
    }

    private Value cumulative(Call call, String name) {
        return running(call, name, field -> field.over(ordered().rowsUnboundedPreceding()));
    }

    private Value rolling(Call call, String name) {
        String extent = call.literal(1, "how many rows, or a duration such as 'PT5M'");
        Function<AggregateFunction<?>, Field<?>> over;
        if (extent.startsWith("P")) {
            Duration duration = Functions.duration(call, 1);
            if (time == null) {
                throw call.refuse("A duration can roll only over rows whose order is one time, ascending");
            }
            over = field -> Sql.over(field, by, time, duration.toNanos() / 1_000 - 1);
        } else {
            int rows = call.literalWhole(1, 1, MOST_ROWS);
            over = field -> field.over(ordered().rowsBetweenPreceding(rows - 1).andCurrentRow());
        }
        Value value = running(call, name, over);
        if (call.size() < 3) {
            return value;
        }
        int least = call.literalWhole(2, 1, MOST_ROWS);
        Field<Long> there = over.apply(DSL.count(call.value(0).field())).cast(SQLDataType.BIGINT);
        return like(value, field -> DSL.when(there.ge((long) least), field));
    }

    private static Value running(Call call, String name, Function<AggregateFunction<?>, Field<?>> over) {
        if (call.size() == 0) {
            return Value.whole(over.apply(DSL.count()));
        }
        Value value = call.value(0);
        return switch (name) {
            case "count" -> Value.whole(over.apply(DSL.count(value.field())));
            case "min" -> like(value, _ -> over.apply(Sql.extreme(true, value)));
            case "max" -> like(value, _ -> over.apply(Sql.extreme(false, value)));
            case "sum" ->
                value.type() == Column.Type.LONG
                        ? Value.whole(over.apply(DSL.sum(value.whole())))
                        : Value.number(over.apply(DSL.sum(call.number(0))));
            case "mean" -> Value.number(over.apply(DSL.avg(call.number(0))));
            case "stddev" -> Value.number(over.apply(DSL.stddevSamp(call.number(0))));
            case "variance" -> Value.number(over.apply(DSL.varSamp(call.number(0))));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Value like(Value value, Function<Field<?>, Field<?>> function) {
        return new Value(value.type(), function.apply(value.field()));
    }
}
