package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.Step;

/** Steps that tell what columns are like. */
final class SummarySteps {
    private static final int MOST_DESCRIBED = 64;

    private SummarySteps() {}

    static Relation describe(Relation rows, Step.Describe step, String at) {
        List<Column> columns =
                step.fields().isEmpty() ? rows.columns().all() : rows.columns().get(step.fields(), at);
        if (columns.size() > MOST_DESCRIBED) {
            throw RowSteps.invalid(
                    at, "There are " + columns.size() + " columns; name " + MOST_DESCRIBED + " of them at the most");
        }
        return stacked(columns, column -> {
            Value value = column.value();
            boolean isNumeric = value.isNumber() || value.type() == Column.Type.TEXT;
            Field<Double> number = isNumeric ? value.number() : DSL.castNull(SQLDataType.DOUBLE);
            List<Column> made = new ArrayList<>();
            made.add(Column.of("field", Value.text(DSL.inline(column.name()))));
            made.add(Column.of("type", Value.text(DSL.inline(column.type().word()))));
            made.add(Column.of("count", Value.whole(DSL.count(column.field()))));
            made.add(Column.of("missing", Value.whole(DSL.count().minus(DSL.count(column.field())))));
            made.add(Column.of("distinct", Value.whole(DSL.countDistinct(column.field()))));
            made.add(Column.of("mean", Value.number(DSL.avg(number))));
            made.add(Column.of("stddev", Value.number(DSL.stddevSamp(number))));
            made.add(Column.of("min", Value.text(new Value(value.type(), Sql.extreme(true, value)).text())));
            made.add(Column.of("q25", Value.number(Sql.quantile(0.25, number))));
            made.add(Column.of("median", Value.number(Sql.quantile(0.5, number))));
            made.add(Column.of("q75", Value.number(Sql.quantile(0.75, number))));
            made.add(Column.of("max", Value.text(new Value(value.type(), Sql.extreme(false, value)).text())));
            made.add(Column.of("mode", Value.text(new Value(value.type(), Sql.mode(column.field())).text())));
            return new Part(made, rows.table(), rows.condition());
        });
    }

    static Relation correlate(Relation rows, Step.Correlate step, String at) {
        List<Column> columns = rows.columns().get(step.fields(), at + ".fields");
        List<List<Column>> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                pairs.add(List.of(columns.get(i), columns.get(j)));
            }
        }
        return stacked(pairs, pair -> {
            Field<Double> x = pair.getFirst().value().number();
            Field<Double> y = pair.getLast().value().number();
            Table<?> both = DSL.select(
                            ranked(x, step.method()).as("x"),
                            ranked(y, step.method()).as("y"))
                    .from(rows.table())
                    .where(rows.condition())
                    .and(x.isNotNull())
                    .and(y.isNotNull())
                    .asTable("q");
            Field<Double> left = DSL.field(DSL.name("q", "x"), SQLDataType.DOUBLE);
            Field<Double> right = DSL.field(DSL.name("q", "y"), SQLDataType.DOUBLE);
            return new Part(
                    List.of(
                            Column.of("x", Value.text(DSL.inline(pair.getFirst().name()))),
                            Column.of("y", Value.text(DSL.inline(pair.getLast().name()))),
                            Column.of("n", Value.whole(DSL.count())),
                            Column.of(
                                    "r",
                                    Value.number(
                                            Sql.finite(DSL.corr(left, right).cast(SQLDataType.DOUBLE))))),
                    both,
                    DSL.noCondition());
        });
    }

    /** Equal numbers share the mean of their ranks. */
    private static Field<Double> ranked(Field<Double> number, Step.Correlate.Method method) {
        return switch (method) {
            case pearson -> number;
            case spearman ->
                DSL.rank()
                        .over(DSL.orderBy(number))
                        .cast(SQLDataType.DOUBLE)
                        .plus(DSL.count()
                                .over(DSL.partitionBy(number))
                                .minus(1)
                                .cast(SQLDataType.DOUBLE)
                                .div(DSL.inline(2.0)));
        };
    }

    static Relation histogram(Relation rows, Step.Histogram step, String at, TableSource source) {
        Field<Double> number =
                rows.columns().get(step.field(), at + ".field").value().number();
        List<Column> by = rows.columns().get(step.by(), at + ".by");
        Relation there = rows.where(number.isNotNull());
        Record ends = source.fetch(DSL.select(DSL.min(number), DSL.max(number))
                        .from(there.table())
                        .where(there.condition()))
                .getFirst();
        Double least = ends.get(0, Double.class);
        Double greatest = ends.get(1, Double.class);
        double from = least == null ? 0 : least;
        double width = greatest == null || greatest <= from ? 1 : (greatest - from) / step.bins();
        int bins = least == null ? 0 : step.bins();
        Field<Long> bin = DSL.least(
                        DSL.floor(number.minus(DSL.inline(from)).div(DSL.inline(width))),
                        DSL.inline((double) (bins - 1)))
                .cast(SQLDataType.BIGINT);
        Column which = new Column("#bin", Column.Type.LONG, bin);
        List<Column> keys = new ArrayList<>(by);
        keys.add(which);
        Relation counted = GroupSteps.group(there, keys, List.of(Column.of("count", Value.whole(DSL.count()))))
                .nested("c");
        Relation parts =
                by.isEmpty() ? counted : GroupSteps.group(there, by, List.of()).nested("p");
        Table<?> all = Sql.series(0, bins - 1, 1);
        Field<Long> one = Sql.START;
        Condition isSame = counted.columns().get("#bin", at).value().whole().eq(one);
        List<Column> made = new ArrayList<>();
        List<Order> order = new ArrayList<>();
        for (String name : step.by()) {
            Column part = parts.columns().get(name, at);
            made.add(part);
            order.add(Order.ascending(part));
            isSame = isSame.and(DSL.condition(
                    "{0} is not distinct from {1}",
                    part.field(), counted.columns().get(name, at).field()));
        }
        order.add(Order.ascending(new Column("", Column.Type.LONG, one)));
        Field<Double> left = DSL.inline(from).plus(one.cast(SQLDataType.DOUBLE).times(DSL.inline(width)));
        Field<Double> right =
                DSL.inline(from).plus(one.plus(1L).cast(SQLDataType.DOUBLE).times(DSL.inline(width)));
        made.add(Column.of("from", Value.number(left)));
        made.add(Column.of(
                "to",
                Value.number(
                        greatest == null
                                ? right
                                : DSL.when(one.eq(bins - 1L).and(DSL.inline(greatest > from)), DSL.inline(greatest))
                                        .otherwise(right))));
        made.add(Column.of(
                "count",
                Value.whole(
                        DSL.coalesce(counted.columns().get("count", at).value().whole(), DSL.inline(0L)))));
        Table<?> joined = by.isEmpty()
                ? all.leftJoin(counted.table()).on(isSame)
                : parts.table().crossJoin(all).leftJoin(counted.table()).on(isSame);
        return new Relation(joined, DSL.noCondition(), new Columns().only(made), order).nested();
    }

    static Relation quantiles(Relation rows, Step.Quantiles step, String at) {
        Field<Double> number =
                rows.columns().get(step.field(), at + ".field").value().number();
        List<Column> by = rows.columns().get(step.by(), at + ".by");
        List<Column> agg = new ArrayList<>();
        for (double p : step.at()) {
            agg.add(Column.of("#" + agg.size(), Value.number(Sql.quantile(p, number))));
        }
        Relation found = GroupSteps.group(rows, by, agg);
        List<String> columns = agg.stream().map(Column::name).toList();
        Relation melted = RowSteps.melt(found, new Step.Melt(step.by(), columns, "p", "value"), at);
        Field<String> which = melted.columns().get("p", at).value().text();
        List<Condition> is =
                columns.stream().map(name -> which.eq(DSL.inline(name))).toList();
        Value p = Value.oneOf(
                is,
                step.at().stream()
                        .map(probability -> Value.number(DSL.inline(probability)))
                        .toList(),
                Column.Type.DOUBLE);
        return melted.with(Column.of("p", p)).nested();
    }

    private record Part(List<Column> columns, Table<?> table, Condition condition) {}

    /** One row for each of some things, below each other in their order. */
    private static <T> Relation stacked(List<T> things, Function<T, Part> part) {
        Select<?> all = null;
        List<Column> columns = List.of();
        for (T thing : things) {
            Part made = part.apply(thing);
            columns = made.columns();
            List<Field<?>> fields = new ArrayList<>();
            fields.add(DSL.inline(things.indexOf(thing)).as("i"));
            columns.forEach(column -> fields.add(column.field().as("y" + fields.size())));
            Select<?> one = DSL.select(fields).from(made.table()).where(made.condition());
            all = all == null ? one : union(all, one);
        }
        if (all == null) {
            throw new IllegalArgumentException("Nothing to describe");
        }
        List<Column> made = new ArrayList<>();
        for (Column column : columns) {
            made.add(new Column(
                    column.name(),
                    column.type(),
                    DSL.field(
                            DSL.name("u", "y" + (made.size() + 1)),
                            column.field().getDataType())));
        }
        Column place = new Column("", Column.Type.LONG, DSL.field(DSL.name("u", "i"), SQLDataType.BIGINT));
        return new Relation(
                DSL.table("({0})", all).as("u"),
                DSL.noCondition(),
                new Columns().only(made),
                List.of(Order.ascending(place)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both have the same columns
    private static Select<?> union(Select<?> some, Select<?> more) {
        return ((Select) some).unionAll((Select) more);
    }
}
