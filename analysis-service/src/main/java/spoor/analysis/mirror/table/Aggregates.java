package spoor.analysis.mirror.table;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.table.Expression.Call;

/**
 * Aggregates of a group's rows, and what is computed of them, such as {@code sum(network.bytes) / count()}. Rows where the argument is empty
 * are left out of account; of none an aggregate is empty, a count 0. A field outside an aggregate must be one that is grouped by.
 */
final class Aggregates implements Expression.Calls {
    private static final Map<String, Definition> ALL = new TreeMap<>();

    /** @param isOfRollups whether it can tell as much of a {@link Rollup} as of rows */
    private record Definition(int least, int most, boolean isOfRollups, BiFunction<Call, Relation, Value> value) {}

    static {
        addOfRollups("count", 0, 1, Aggregates::count);
        addOfRollups("count_if", 1, 1, (call, rows) -> Value.whole(rows.size(DSL.when(call.truth(0), DSL.inline(1)))));
        addOfRollups(
                "distinct",
                1,
                1,
                (call, _) -> Value.whole(DSL.countDistinct(call.value(0).field())));
        addOfRollups("share", 0, 1, Aggregates::share);
        addOfRollups("min", 1, 1, (call, rows) -> extreme(true, call, rows));
        addOfRollups("max", 1, 1, (call, rows) -> extreme(false, call, rows));
        add("sum", 1, 1, Aggregates::sum);
        add("mean", 1, 1, call -> Value.number(DSL.avg(call.number(0))));
        add("median", 1, 1, call -> Value.number(Sql.quantile(0.5, call.number(0))));
        add("quantile", 2, 2, call -> Value.number(Sql.quantile(probability(call, 1), call.number(0))));
        add("stddev", 1, 1, call -> Value.number(DSL.stddevSamp(call.number(0))));
        add("variance", 1, 1, call -> Value.number(DSL.varSamp(call.number(0))));
        add("first", 1, 2, call -> like(call.value(0), field -> Sql.at(true, field, place(call))));
        add("last", 1, 2, call -> like(call.value(0), field -> Sql.at(false, field, place(call))));
        add("mode", 1, 1, call -> like(call.value(0), Sql::mode));
        add("entropy", 1, 1, call -> Value.number(Sql.entropy(call.value(0).field())));
        add(
                "corr",
                2,
                2,
                call -> Value.number(
                        Sql.finite(DSL.corr(call.number(0), call.number(1)).cast(SQLDataType.DOUBLE))));
    }

    private final Relation rows;

    /** Of the columns that are grouped by. */
    private final Set<String> grouped;

    Aggregates(Relation rows, Set<String> grouped) {
        this.rows = rows;
        this.grouped = Set.copyOf(grouped);
    }

    private static void add(String name, int least, int most, Function<Call, Value> value) {
        ALL.put(name, new Definition(least, most, false, (call, _) -> value.apply(call)));
    }

    private static void addOfRollups(String name, int least, int most, BiFunction<Call, Relation, Value> value) {
        ALL.put(name, new Definition(least, most, true, value));
    }

    static boolean isOne(String name) {
        return ALL.containsKey(name);
    }

    static Set<String> names() {
        return ALL.keySet();
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
        if (!definition.isOfRollups) {
            rows.requireRows();
        }
        return definition.value.apply(call.within(Expression.Calls.OF_ROWS), rows);
    }

    @Override
    public Value field(Tokens.Token name, Expression in) {
        if (!grouped.contains(name.text())) {
            throw in.invalid(
                    name, "'" + name.text() + "' has many values in a group; write an aggregate such as max of it");
        }
        return in.column(name);
    }

    private static Value count(Call call, Relation rows) {
        return Value.whole(
                call.size() == 0 ? rows.size() : rows.size(call.value(0).field()));
    }

    private static Value sum(Call call) {
        Value value = call.value(0);
        return value.type() == Column.Type.LONG
                ? Value.whole(DSL.sum(value.whole()))
                : Value.number(DSL.sum(call.number(0)));
    }

    /** Of all groups' rows, sums of a number, or counts of other values, the part of this one. */
    private static Value share(Call call, Relation rows) {
        Field<Double> of;
        if (call.size() == 0) {
            of = rows.size().cast(SQLDataType.DOUBLE);
        } else if (call.value(0).isNumber()) {
            rows.requireRows();
            of = DSL.sum(call.number(0)).cast(SQLDataType.DOUBLE);
        } else {
            of = rows.size(call.value(0).field()).cast(SQLDataType.DOUBLE);
        }
        return Value.number(of.div(DSL.nullif(DSL.sum(of).over().cast(SQLDataType.DOUBLE), DSL.inline(0.0))));
    }

    private static Value like(Value value, Function<Field<?>, Field<?>> aggregate) {
        return new Value(value.type(), aggregate.apply(value.field()));
    }

    private static Value extreme(boolean isLeast, Call call, Relation rows) {
        String name = call.field(0);
        if (name != null && rows.isRolledUp(name)) {
            return Value.time(rows.extreme(isLeast, name, ""));
        }
        Value value = call.value(0);
        return new Value(value.type(), Sql.extreme(isLeast, value));
    }

    private static Field<?> place(Call call) {
        return call.size() == 2
                ? call.value(1).field()
                : call.in().columnOf("time", call.name()).field();
    }

    private static double probability(Call call, int i) {
        String what = "a number from 0 to 1";
        try {
            double number = Double.parseDouble(call.literal(i, what));
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw call.refuse(i, what);
        }
        throw call.refuse(i, what);
    }
}
