package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Step;

/**
 * Rows that are yet to be computed: of a table, those that meet a condition, with columns as expressions. Steps make new
 * relations; only grouping and limiting nest a query. The order ends in columns that make it total.
 */
record Relation(Table<?> table, Condition condition, Columns columns, List<SortField<?>> order) {
    /** So long before 1970, in microseconds, that from there every time, and every bucket of it, is ahead. */
    private static final long BEFORE_ALL_MICROS = 1_000_000_000_000_000_000L;

    Relation apply(DSLContext sql, Step step, String at) {
        return switch (step) {
            case Step.Bucket bucket -> bucket(bucket, at);
            case Step.Group group -> group(sql, group, at);
            case Step.Sort sort -> sort(sort, at);
            case Step.Select select -> select(select, at);
            case Step.Limit limit -> nested(query(sql, limit.rows()), columns, order);
        };
    }

    /** The query for the first rows. */
    Select<Record> query(DSLContext sql, int rows) {
        return sql.select(aliased(columns))
                .from(table)
                .where(condition)
                .orderBy(order)
                .limit(rows);
    }

    private Relation bucket(Step.Bucket step, String at) {
        Column of = columns.get(step.field(), at + ".bucket.field", 0);
        if (of.type() != Column.Type.TIME) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(at + ".bucket.field", "'" + step.field() + "' holds no times"));
        }
        long every = step.every().toNanos() / 1_000;
        long origin = -Math.ceilDiv(BEFORE_ALL_MICROS, every) * every;
        // The time stands in its bucket once: if it stood there twice, buckets of buckets would double with each step.
        Field<Long> ahead = of.field().cast(SQLDataType.BIGINT).minus(DSL.inline(origin));
        Field<Long> start = DSL.function("divide", SQLDataType.BIGINT, ahead, DSL.inline(every))
                .times(DSL.inline(every))
                .plus(DSL.inline(origin));
        return new Relation(table, condition, columns.with(new Column(step.as(), Column.Type.TIME, start)), order);
    }

    private Relation group(DSLContext sql, Step.Group step, String at) {
        Columns made = new Columns();
        List<Field<?>> by = new ArrayList<>();
        for (String name : step.by()) {
            Column column = columns.get(name, at + ".group.by[" + by.size() + "]", 0);
            made.add(column);
            by.add(column.field());
        }
        for (Map.Entry<String, String> agg : step.agg().entrySet()) {
            made = made.with(
                    Aggregate.compile(agg.getKey(), agg.getValue(), at + ".group.agg." + agg.getKey(), columns));
        }
        if (made.all().isEmpty()) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, Problem.at(at + ".group", "A group needs 'by', 'agg' or both"));
        }
        Select<Record> grouped = by.isEmpty()
                ? sql.select(aliased(made)).from(table).where(condition)
                : sql.select(aliased(made)).from(table).where(condition).groupBy(by);
        Relation relation = nested(grouped, made, List.of());
        List<SortField<?>> order = new ArrayList<>();
        for (Column column : relation.columns.all()) {
            order.add(column.field().asc().nullsLast());
        }
        return new Relation(relation.table, relation.condition, relation.columns, order);
    }

    private Relation sort(Step.Sort step, String at) {
        List<SortField<?>> sorted = new ArrayList<>();
        for (String key : step.keys()) {
            boolean isDescending = key.startsWith("-");
            String name = isDescending ? key.substring(1) : key;
            Field<?> field = columns.get(name, at + ".sort[" + sorted.size() + "]", isDescending ? 1 : 0)
                    .field();
            sorted.add((isDescending ? field.desc() : field.asc()).nullsLast());
        }
        sorted.addAll(order);
        return new Relation(table, condition, columns, sorted);
    }

    private Relation select(Step.Select step, String at) {
        Columns kept = new Columns();
        for (int i = 0; i < step.columns().size(); i++) {
            kept.add(columns.get(step.columns().get(i), at + ".select[" + i + "]", 0));
        }
        return new Relation(table, condition, kept, order);
    }

    /** A relation over a query whose columns are named x0, x1, …: DuckDB folds the case of names, and ours may differ in it. */
    private static Relation nested(Select<? extends Record> query, Columns of, List<SortField<?>> order) {
        Columns named = new Columns();
        Map<Field<?>, Field<?>> renamed = new HashMap<>();
        int i = 0;
        for (Column column : of.all()) {
            Field<?> field = DSL.field(DSL.name("x" + i++), column.field().getDataType());
            named.add(new Column(column.name(), column.type(), field));
            renamed.put(column.field(), field);
        }
        List<SortField<?>> kept = new ArrayList<>();
        for (SortField<?> sort : order) {
            Field<?> field = renamed.get(sort.$field());
            if (field != null) {
                kept.add((sort.getOrder() == SortOrder.DESC ? field.desc() : field.asc()).nullsLast());
            }
        }
        Table<?> table = DSL.table(query).as(DSL.name("r"));
        return new Relation(table, DSL.noCondition(), named, kept);
    }

    private static List<Field<?>> aliased(Columns columns) {
        List<Field<?>> fields = new ArrayList<>();
        for (Column column : columns.all()) {
            fields.add(column.field().as(DSL.name("x" + fields.size())));
        }
        return fields;
    }
}
