package spoor.analysis.mirror.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are yet to be computed: of a table, those that meet a condition, with columns as expressions.
 *
 * @param order of the rows; it ends in columns that make it total, which need not be among {@code columns}
 * @param weight how many of the selected events a row stands for, so that all rows together tell how many those are; null where that is
 *     not known
 * @param rollup what a row is, where that is not one row but many alike; null for one
 */
public record Relation(
        Table<?> table,
        Condition condition,
        Columns columns,
        List<Order> order,
        @Nullable Column weight,
        @Nullable Rollup rollup) {
    /** Of rows that are events, and nothing else. */
    private static final Column ITSELF = Column.of("", Value.whole(DSL.inline(1L)));

    private static final String KEY = "#key";

    public Relation {
        order = List.copyOf(order);
    }

    Relation(Table<?> table, Condition condition, Columns columns, List<Order> order) {
        this(table, condition, columns, order, null, null);
    }

    /** Those of a table of events, in the order of some columns, which are always there. */
    public static Relation of(Table<?> table, Condition condition, Columns columns, List<Field<Long>> order) {
        return new Relation(
                table,
                condition,
                columns,
                order.stream()
                        .map(field -> Order.ascending(new Column("", Column.Type.LONG, field)))
                        .toList(),
                ITSELF,
                null);
    }

    /** Events as a rollup's rows, which have no order. */
    public static Relation of(Table<?> table, Columns columns, Rollup rollup) {
        return new Relation(table, DSL.noCondition(), columns, List.of(), rollup.events(), rollup);
    }

    /** The query for the first rows, all columns, each of its type, which are named x0, x1, …. */
    public Select<Record> query(long rows) {
        List<Field<?>> fields = new ArrayList<>();
        columns.all().forEach(column -> fields.add(typed(column).as(DSL.name("x" + fields.size()))));
        return select(fields).orderBy(ordered()).limit(rows);
    }

    /**
     * The query for the first rows with one column more, how many events were selected, the same in each row: what groups events sees all of
     * them, so they need not be looked for once more to be counted. Empty where only that second look can tell.
     */
    public Optional<Select<Record>> queryWithTotal(long rows) {
        if (weight == null) {
            return Optional.empty();
        }
        columns.ask(weight);
        List<Field<?>> fields = new ArrayList<>();
        columns.all().forEach(column -> fields.add(typed(column).as(DSL.name("x" + fields.size()))));
        fields.add(
                DSL.sum(weight.value().whole()).over().cast(SQLDataType.BIGINT).as("total"));
        return Optional.of(select(fields).orderBy(ordered()).limit(rows));
    }

    private static Field<?> typed(Column column) {
        return column.field().cast(Sql.type(column.type()));
    }

    /** The query for how many rows there are. */
    public Select<?> count() {
        return DSL.select(size()).from(table).where(condition);
    }

    /** How many rows there are, for a query that groups them. */
    public Field<?> size() {
        return rollup == null ? DSL.count() : DSL.coalesce(DSL.sum(events(rollup)), DSL.inline(0));
    }

    /** In how many rows a field is not empty, likewise. */
    Field<?> size(Field<?> field) {
        return rollup == null
                ? DSL.count(field)
                : DSL.coalesce(DSL.sum(DSL.when(field.isNotNull(), events(rollup))), DSL.inline(0));
    }

    private Field<Long> events(Rollup counts) {
        columns.ask(counts.events());
        return counts.events().value().whole();
    }

    /**
     * The earliest or the latest time, likewise.
     *
     * @param at where the request names the column
     */
    public Field<Long> extreme(boolean isEarliest, String time, String at) {
        Field<Long> micros;
        if (rollup != null && isRolledUp(time)) {
            Column end = isEarliest ? rollup.first() : rollup.last();
            columns.ask(end);
            micros = end.value().micros();
        } else {
            micros = RowSteps.time(this, time, at).value().micros();
        }
        return isEarliest ? DSL.min(micros) : DSL.max(micros);
    }

    /** Whether a name is that of the time that is rolled up. */
    boolean isRolledUp(String name) {
        return rollup != null && rollup.time().equals(columns.unasked(name));
    }

    /** Whether each row is one of the events that were selected, as it was stored. */
    boolean isOfEvents() {
        return ITSELF.equals(weight);
    }

    /** What is not a rollup. */
    Relation requireRows() {
        if (rollup != null) {
            throw new NotRolledUpException();
        }
        return this;
    }

    /**
     * A number that is an aggregate of rows, for a query that groups them.
     *
     * @param at its place in the request
     */
    public Field<Double> aggregate(String text, String at) {
        return GroupSteps.number(this, text, at).number();
    }

    /** The start of a time's bucket, counted from 1970-01-01 UTC, in microseconds since then. */
    public Field<Long> bucket(String time, Duration every, String at) {
        return RowSteps.bucket(this, time, every, at);
    }

    /**
     * One row for each text that is computed of these rows, with aggregates of those that it is computed of.
     *
     * @param key the text, of which there may be several, or none, to a row; the first column
     * @param aggregates column name → aggregate
     */
    public Relation groupedBy(Field<String> key, Map<String, String> aggregates, String at) {
        Relation keyed = with(new Column(KEY, Column.Type.TEXT, key)).nested();
        Column by = keyed.columns().get(KEY, at);
        Relation there = keyed.where(by.field().isNotNull());
        return GroupSteps.group(there, List.of(by), GroupSteps.aggregates(there, List.of(), aggregates, at));
    }

    /** Those that meet one more condition, which selects events. */
    public Relation selecting(Condition more) {
        return new Relation(table, condition.and(more), columns, order, weight, rollup);
    }

    /** Those that meet one more condition. */
    Relation where(Condition more) {
        return new Relation(table, condition.and(more), columns, order, null, rollup);
    }

    Relation with(Column column) {
        return with(columns.with(column));
    }

    Relation with(Columns changed) {
        return new Relation(table, condition, changed, order, weight, rollup);
    }

    Relation in(List<Order> changed) {
        return new Relation(table, condition, columns, changed, weight, rollup);
    }

    /** The same as columns of a query within the next: for what can't stand in a condition, or would be written too often. */
    Relation nested() {
        return nested("r");
    }

    Relation nested(String alias) {
        return Subquery.of(alias, this, this::select);
    }

    /**
     * The same as columns of a query within the next, with one more that has no name.
     *
     * @param use what is made of them and the one more
     */
    Relation nested(Value more, BiFunction<Relation, Value, Relation> use) {
        Column hidden = Column.of("", more);
        Relation nested = in(Order.then(Order.ascending(hidden), order)).nested();
        Column found = nested.order.getFirst().column();
        nested.columns.ask(found);
        return use.apply(nested.in(nested.order.subList(1, nested.order.size())), found.value());
    }

    /** The first rows. */
    Relation first(long rows) {
        return Subquery.of(
                unweighed(), fields -> select(fields).orderBy(ordered()).limit(rows));
    }

    private Relation unweighed() {
        return new Relation(table, condition, columns, order);
    }

    /** The rows' order, for a query or a window. */
    List<SortField<?>> ordered() {
        List<SortField<?>> keys = new ArrayList<>();
        Set<Field<?>> sorted = new HashSet<>();
        for (Order key : order) {
            if (sorted.add(key.column().field())) { // What is sorted by once is settled, and a longer key costs more.
                columns.ask(key.column());
                keys.add(key.sql());
            }
        }
        return keys;
    }

    private SelectConditionStep<Record> select(List<Field<?>> fields) {
        return DSL.select(fields).from(table).where(condition);
    }
}
