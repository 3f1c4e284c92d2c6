package spoor.analysis.mirror.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Step;

/** Steps that look at one row after the other. */
final class RowSteps {
    private static final int LONGEST = 2_000;

    private RowSteps() {}

    static Relation derive(Relation rows, Step.Derive step, String at) {
        Columns columns = rows.columns();
        boolean isLong = false;
        for (Map.Entry<String, String> column : step.columns().entrySet()) {
            Value value = Expression.value(column.getValue(), at + "." + column.getKey(), rows.columns());
            // A constant would be taken for a column's place where rows are grouped or sorted by it.
            isLong |= Expression.isConstant(column.getValue()) || Sql.length(value.field()) > LONGEST;
            columns = columns.with(Column.of(column.getKey(), value));
        }
        // What is derived of the derived again and again would double with each step if it were written out.
        return isLong ? rows.with(columns).nested() : rows.with(columns);
    }

    static Relation filter(Relation rows, Step.Filter step, String at) {
        return rows.where(Expression.condition(step.condition(), at, rows.columns()));
    }

    static Relation bucket(Relation rows, Step.Bucket step, String at) {
        return rows.with(
                new Column(step.as(), Column.Type.TIME, bucket(rows, step.field(), step.every(), at + ".field")));
    }

    /** The start of a time's bucket. */
    static Field<Long> bucket(Relation rows, String name, Duration every, String at) {
        long micros = every.toNanos() / 1_000;
        Rollup rollup = rows.rollup();
        if (rollup != null && rows.isRolledUp(name) && micros % Rollup.MINUTE == 0) {
            rows.columns().ask(rollup.minute());
            return bucket(rollup.minute().value().micros(), micros);
        }
        return bucket(time(rows, name, at).value().micros(), micros);
    }

    static Field<Long> bucket(Field<Long> time, long every) {
        return Sql.floorDiv(time, every).times(DSL.inline(every));
    }

    /** A column that holds times. */
    static Column time(Relation rows, String name, String at) {
        Column column = rows.columns().get(name, at);
        if (column.type() != Column.Type.TIME) {
            throw invalid(at, "'" + name + "' holds no times");
        }
        return column;
    }

    static RequestException invalid(String at, String message) {
        return new RequestException(ErrorCode.INVALID_REQUEST, Problem.at(at, message));
    }

    static Relation select(Relation rows, Step.Select step, String at) {
        return rows.with(rows.columns()
                .only(rows.columns().get(step.columns(), at).stream().distinct().toList()));
    }

    static Relation sort(Relation rows, Step.Sort step, String at) {
        List<Order> order = order(rows, step.keys(), at);
        order.addAll(rows.order());
        return rows.in(order);
    }

    /** The order that keys make, {@code -} before a name meaning descending. */
    static List<Order> order(Relation rows, List<String> keys, String at) {
        List<Order> order = new ArrayList<>();
        for (String key : keys) {
            boolean isDescending = key.startsWith("-");
            Column column = rows.columns()
                    .get(isDescending ? key.substring(1) : key, at + "[" + order.size() + "]", isDescending ? 1 : 0);
            order.add(new Order(column, isDescending));
        }
        return order;
    }

    static Relation sample(Relation rows, Step.Sample step) {
        List<Field<?>> place = new ArrayList<>();
        place.add(DSL.inline(String.valueOf(step.seed())));
        for (Order key : rows.order()) {
            rows.columns().ask(key.column());
            place.add(DSL.inline(" "));
            place.add(DSL.coalesce(key.column().value().text(), DSL.inline("")));
        }
        Column lot = new Column("", Column.Type.TEXT, DSL.md5(DSL.concat(place.toArray(Field[]::new))));
        Relation drawn = rows.in(Order.then(Order.ascending(lot), rows.order())).first(step.rows());
        return drawn.in(drawn.order().subList(1, drawn.order().size()));
    }

    static Relation distinct(Relation rows, Step.Distinct step, String at) {
        List<Column> by =
                step.columns().isEmpty() ? rows.columns().all() : rows.columns().get(step.columns(), at);
        Field<?> number = DSL.rowNumber()
                .over(DSL.partitionBy(by.stream().map(Column::field).toList()).orderBy(rows.ordered()));
        return rows.nested(
                Value.whole(number),
                (numbered, place) -> numbered.where(place.whole().eq(1L)));
    }

    static Relation melt(Relation rows, Step.Melt step, String at) {
        List<Column> keep = rows.columns().get(step.keep(), at + ".keep");
        List<Column> columns = step.columns().isEmpty()
                ? rows.columns().all().stream()
                        .filter(column -> !step.keep().contains(column.name()))
                        .toList()
                : rows.columns().get(step.columns(), at + ".columns");
        if (columns.isEmpty()) {
            throw invalid(at + ".columns", "No column is left whose values could stand below each other");
        }
        List<Value> values = columns.stream().map(Column::value).toList();
        Column.Type type = Value.common(values).orElse(Column.Type.TEXT);
        Table<?> which = Sql.series(0, columns.size() - 1L, 1);
        List<Condition> is =
                LongStream.range(0, columns.size()).mapToObj(Sql.START::eq).toList();
        Value name = Value.oneOf(
                is,
                columns.stream()
                        .map(column -> Value.text(DSL.inline(column.name())))
                        .toList(),
                Column.Type.TEXT);
        Value value = Value.oneOf(is, values, type);
        Columns made =
                rows.columns().only(keep).with(Column.of(step.name(), name)).with(Column.of(step.value(), value));
        List<Order> order = new ArrayList<>(rows.order());
        order.add(Order.ascending(new Column("", Column.Type.LONG, Sql.START)));
        return new Relation(rows.table().crossJoin(which), rows.condition(), made, order).nested();
    }
}
