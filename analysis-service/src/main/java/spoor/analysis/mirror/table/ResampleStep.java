package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.WindowSpecificationRowsStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.Step;

/** Buckets of time without gaps: every part has every bucket from the first to the last of all. */
final class ResampleStep {
    private static final long MOST_BUCKETS = 1_000_000;
    private static final long MOST_ROWS = 5_000_000;
    private static final String THERE = "#there";
    private static final String BEFORE = "#before";
    private static final String AFTER = "#after";

    private ResampleStep() {}

    static Relation resample(Relation rows, Step.Resample step, String at, TableSource source) {
        long every = step.every().toNanos() / 1_000;
        Column bucket = new Column(
                step.field(), Column.Type.TIME, RowSteps.bucket(rows, step.field(), step.every(), at + ".field"));
        List<Column> by = rows.columns().get(step.by(), at + ".by");
        List<Column> keys = new ArrayList<>(by);
        keys.add(bucket);
        List<Column> agg = GroupSteps.aggregates(rows, step.by(), step.agg(), at + ".agg");
        if (step.fill() == Step.Resample.Fill.zero || step.fill() == Step.Resample.Fill.linear) {
            agg.stream().filter(column -> !column.value().isNumber()).forEach(column -> {
                throw RowSteps.invalid(
                        at + ".agg." + column.name(),
                        "'" + column.name() + "' is no number, and only numbers can be filled in");
            });
        }
        Relation there = rows.where(bucket.field().isNotNull());
        Record ends = source.fetch(DSL.select(
                                DSL.min(bucket.value().micros()),
                                DSL.max(bucket.value().micros()))
                        .from(there.table())
                        .where(there.condition()))
                .getFirst();
        Long first = ends.get(0, Long.class);
        Long last = ends.get(1, Long.class);
        if (first == null || last == null) {
            first = 0L;
            last = -1L;
        }
        long buckets = (last - first) / every + 1;
        if (buckets > MOST_BUCKETS) {
            throw RowSteps.invalid(
                    at + ".every",
                    buckets + " buckets are too many; the most are " + MOST_BUCKETS + ": take longer ones");
        }
        Relation counted = GroupSteps.group(there, keys, agg).nested("c");
        Relation parts =
                by.isEmpty() ? counted : GroupSteps.group(there, by, List.of()).nested("p");
        long rowsInAll = buckets
                * (by.isEmpty() ? 1 : source.fetch(parts.count()).getFirst().get(0, Long.class));
        if (rowsInAll > MOST_ROWS) {
            throw RowSteps.invalid(
                    at + ".by", rowsInAll + " buckets of all parts are too many; the most are " + MOST_ROWS);
        }
        Table<?> steps = Sql.series(first, last, every);
        Condition isSame =
                counted.columns().get(step.field(), at).value().micros().eq(Sql.START);
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
        Column starting = new Column(step.field(), Column.Type.TIME, Sql.START);
        made.add(starting);
        order.add(Order.ascending(starting));
        agg.forEach(column -> made.add(counted.columns().get(column.name(), at)));
        Column isThere = new Column(
                THERE,
                Column.Type.LONG,
                DSL.when(counted.columns().get(step.field(), at).field().isNotNull(), DSL.inline(1L))
                        .otherwise(DSL.inline(0L)));
        made.add(isThere);
        Table<?> all = by.isEmpty()
                ? steps.leftJoin(counted.table()).on(isSame)
                : parts.table().crossJoin(steps).leftJoin(counted.table()).on(isSame);
        Relation gaps = new Relation(all, DSL.noCondition(), new Columns().only(made), order).nested();
        Relation filled = step.fill() == Step.Resample.Fill.previous || step.fill() == Step.Resample.Fill.linear
                ? counted(gaps, step, at)
                : gaps;
        List<Column> result = new ArrayList<>(filled.columns().get(step.by(), at));
        result.add(filled.columns().get(step.field(), at));
        agg.forEach(column -> result.add(Column.of(
                column.name(),
                filled(filled, filled.columns().get(column.name(), at).value(), step, at))));
        return filled.with(filled.columns().only(result)).nested();
    }

    /** With the numbers of buckets that are not empty up to a bucket, and from it on: empty buckets have those of their neighbours. */
    private static Relation counted(Relation gaps, Step.Resample step, String at) {
        Field<Long> there = gaps.columns().get(THERE, at).value().whole();
        Column before = Column.of(BEFORE, Value.whole(DSL.sum(there).over(along(gaps, List.of(), step, at, false))));
        Column after = Column.of(AFTER, Value.whole(DSL.sum(there).over(along(gaps, List.of(), step, at, true))));
        return gaps.with(gaps.columns().with(before).with(after)).nested();
    }

    private static Value filled(Relation rows, Value value, Step.Resample step, String at) {
        Condition isThere = rows.columns().get(THERE, at).value().whole().eq(1L);
        return switch (step.fill()) {
            case none -> value;
            case zero -> {
                Value zero = Value.whole(DSL.inline(0L));
                yield Value.oneOf(List.of(isThere), List.of(value, zero), value.type());
            }
            case previous -> new Value(value.type(), neighbour(rows, value.field(), BEFORE, step, at));
            case linear -> {
                Field<Long> time = rows.columns().get(step.field(), at).value().micros();
                Field<Double> before = neighbour(rows, value.number(), BEFORE, step, at);
                Field<Double> after = neighbour(rows, value.number(), AFTER, step, at);
                Field<Double> since =
                        time.minus(neighbour(rows, time, BEFORE, step, at)).cast(SQLDataType.DOUBLE);
                Field<Double> between = neighbour(rows, time, AFTER, step, at)
                        .minus(neighbour(rows, time, BEFORE, step, at))
                        .cast(SQLDataType.DOUBLE);
                Field<Double> line =
                        before.plus(after.minus(before).times(since).div(DSL.nullif(between, DSL.inline(0.0))));
                yield Value.oneOf(
                        List.of(isThere),
                        List.of(Value.number(value.number()), Value.number(line)),
                        Column.Type.DOUBLE);
            }
        };
    }

    /** What a bucket's neighbour has that is not empty, or it itself. */
    private static <T> Field<T> neighbour(Relation rows, Field<T> field, String side, Step.Resample step, String at) {
        Column number = rows.columns().get(side, at);
        Field<T> nearest =
                DSL.firstValue(field).over(along(rows, List.of(number.field()), step, at, side.equals(AFTER)));
        return DSL.when(number.value().whole().gt(0L), nearest);
    }

    private static WindowSpecificationRowsStep along(
            Relation rows, List<Field<?>> more, Step.Resample step, String at, boolean isBackwards) {
        List<Field<?>> part = new ArrayList<>(more);
        rows.columns().get(step.by(), at).forEach(column -> part.add(column.field()));
        Field<?> time = rows.columns().get(step.field(), at).field();
        return DSL.partitionBy(part).orderBy(isBackwards ? time.desc() : time.asc());
    }
}
