package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.ErrorCode;
import spoor.request.Nearest;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Step;

/** Steps that make one row of many. */
final class GroupSteps {
    private static final int MOST_COLUMNS = 1_000;

    private GroupSteps() {}

    static Relation group(Relation rows, Step.Group step, String at) {
        if (step.by().isEmpty() && step.agg().isEmpty()) {
            throw RowSteps.invalid(at, "A group needs 'by', 'agg' or both");
        }
        List<Column> by = rows.columns().get(step.by(), at + ".by");
        return group(rows, by, aggregates(rows, step.by(), step.agg(), at + ".agg"));
    }

    /** Columns that are aggregates. */
    static List<Column> aggregates(Relation rows, List<String> by, Map<String, String> agg, String at) {
        Aggregates calls = new Aggregates(rows, Set.copyOf(by));
        List<Column> made = new ArrayList<>();
        agg.forEach((name, text) ->
                made.add(Column.of(name, Expression.value(text, at + "." + name, calls, rows.columns()))));
        return made;
    }

    /** One row for each combination, in the order of these. */
    static Relation group(Relation rows, List<Column> by, List<Column> agg) {
        Columns made = new Columns();
        by.forEach(made::add);
        agg.forEach(made::add);
        Column weight = rows.weight();
        if (weight != null) {
            rows.columns().ask(weight);
            weight = Column.of(
                    "", Value.whole(DSL.coalesce(DSL.sum(weight.value().whole()), DSL.inline(0))));
        }
        Relation of = new Relation(
                rows.table(),
                rows.condition(),
                made,
                by.stream().map(Order::ascending).toList(),
                weight,
                null);
        List<Field<?>> keys = new ArrayList<>();
        by.forEach(column -> keys.add(column.field()));
        return Subquery.of(
                of,
                fields -> keys.isEmpty()
                        ? DSL.select(withAggregate(fields)).from(rows.table()).where(rows.condition())
                        : DSL.select(fields)
                                .from(rows.table())
                                .where(rows.condition())
                                .groupBy(keys));
    }

    /** With an aggregate in any case, without which there would be a row for each row. */
    private static List<Field<?>> withAggregate(List<Field<?>> fields) {
        List<Field<?>> all = new ArrayList<>(fields);
        all.add(DSL.count().as("rows"));
        return all;
    }

    static Relation pivot(Relation rows, Step.Pivot step, String at, TableSource source) {
        if (!Aggregates.isOne(step.agg())
                || step.agg().equals("quantile")
                || step.agg().equals("corr")) {
            List<String> near = Nearest.to(step.agg(), Aggregates.names());
            throw new RequestException(
                    ErrorCode.UNKNOWN_FUNCTION,
                    new Problem(
                            at + ".agg",
                            0,
                            step.agg().length(),
                            "There is no aggregate of one column named '" + step.agg() + "'; the nearest names are "
                                    + String.join(", ", near),
                            near));
        }
        rows.columns().get(step.rows(), at + ".rows");
        Column columns = rows.columns().get(step.columns(), at + ".columns");
        rows.columns().get(step.value(), at + ".value");
        Relation inner = rows.with(
                        new Column("#name", Column.Type.TEXT, columns.value().text()))
                .nested();
        Column named = inner.columns().get("#name", at);
        List<String> names = source
                .fetch(DSL.selectDistinct(named.field())
                        .from(inner.table())
                        .where(named.field().isNotNull())
                        .orderBy(named.field())
                        .limit(MOST_COLUMNS + 1))
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
        if (names.size() > MOST_COLUMNS) {
            throw RowSteps.invalid(
                    at + ".columns",
                    "'" + step.columns() + "' has more than " + MOST_COLUMNS
                            + " values, each of which would be a column");
        }
        List<Column> made = new ArrayList<>();
        Set<String> taken = new HashSet<>(step.rows());
        for (String value : names) {
            String name = Columns.free(value, taken);
            taken.add(name);
            Columns seen = inner.columns();
            Column of = seen.get(step.value(), at + ".value");
            Condition is = named.value().text().eq(DSL.inline(value));
            Column when = Column.of("#value", Value.oneOf(List.of(is), List.of(of.value()), of.type()));
            made.add(Column.of(
                    name,
                    Expression.value(
                            step.agg() + "(\"#value\")",
                            at + ".agg",
                            new Aggregates(inner, Set.of()),
                            seen.with(when))));
        }
        return group(inner, inner.columns().get(step.rows(), at + ".rows"), made);
    }

    static Relation top(Relation rows, Step.Top step, String at, TableSource source) {
        Column field = rows.columns().get(step.field(), at + ".field");
        Value weight = number(rows, step.by(), at + ".by");
        Relation there = rows.where(field.field().isNotNull());
        Relation weighed = group(there, List.of(field), List.of(Column.of(step.as(), weight)));
        Relation heaviest = weighed.in(List.of(
                        new Order(weighed.columns().get(step.as(), at), true),
                        Order.ascending(weighed.columns().get(step.field(), at))))
                .first(step.rows());
        List<Field<?>> values = new ArrayList<>();
        for (Record row : source.fetch(heaviest.query(step.rows()))) {
            values.add(DSL.inline(row.get(0), field.field().getDataType()));
        }
        Condition isAmong = values.isEmpty() ? DSL.falseCondition() : among(field.field(), values);
        Column kept = new Column(
                step.field(), field.type(), DSL.when(isAmong, field.value().of(field.type())));
        Column others = Column.of(
                "others",
                Value.whole(DSL.countDistinct(
                        DSL.when(DSL.not(isAmong), field.value().of(field.type())))));
        Relation all = group(there, List.of(kept), List.of(Column.of(step.as(), weight), others));
        Column value = all.columns().get(step.field(), at);
        Column isRest = Column.of(
                "", Value.whole(DSL.when(value.field().isNull(), DSL.inline(1)).otherwise(DSL.inline(0))));
        return all.in(List.of(
                Order.ascending(isRest), new Order(all.columns().get(step.as(), at), true), Order.ascending(value)));
    }

    private static <T> Condition among(Field<T> field, List<Field<?>> values) {
        @SuppressWarnings("unchecked") // they are values of the field
        List<Field<T>> of = (List<Field<T>>) (List<?>) values;
        return field.in(of);
    }

    /** A number that is an aggregate. */
    static Value number(Relation rows, String text, String at) {
        Value value = Expression.value(text, at, new Aggregates(rows, Set.of()), rows.columns());
        if (!value.isNumber()) {
            throw RowSteps.invalid(at, "A weight is a number, such as count() or sum(network.bytes)");
        }
        return value;
    }

    static Relation rarity(Relation rows, Step.Rarity step, String at) {
        List<Column> of = rows.columns().get(step.of(), at + ".of");
        List<Column> given = rows.columns().get(step.given(), at + ".given");
        Relation there = rows.where(
                DSL.and(of.stream().map(column -> column.field().isNotNull()).toList()));
        List<Column> by = new ArrayList<>(given);
        of.stream().filter(column -> !given.contains(column)).forEach(by::add);
        Relation counted = group(there, by, List.of(Column.of("count", Value.whole(rows.size()))));
        Field<Double> count = counted.columns().get("count", at).value().number();
        Field<Double> all = DSL.sum(count)
                .over(DSL.partitionBy(counted.columns().get(step.given(), at + ".given").stream()
                        .map(Column::field)
                        .toList()))
                .cast(SQLDataType.DOUBLE);
        Column bits = Column.of(step.as(), Value.number(DSL.ln(all.div(count)).div(DSL.inline(Math.log(2)))));
        Relation rare = counted.with(bits).nested();
        return rare.in(Order.then(new Order(rare.columns().get(step.as(), at), true), rare.order()));
    }

    static Relation firstSeen(Relation rows, Step.FirstSeen step, String at) {
        List<Column> of = rows.columns().get(step.of(), at + ".of");
        Relation there = rows.where(
                DSL.and(of.stream().map(column -> column.field().isNotNull()).toList()));
        Relation seen = group(
                there,
                of,
                List.of(
                        Column.of("firstSeen", Value.time(rows.extreme(true, step.time(), at + ".time"))),
                        Column.of("lastSeen", Value.time(rows.extreme(false, step.time(), at + ".time"))),
                        Column.of("count", Value.whole(rows.size()))));
        return seen.in(Order.then(new Order(seen.columns().get("firstSeen", at), true), seen.order()));
    }
}
