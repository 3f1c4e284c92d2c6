package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Rows that are yet to be computed: of a table, those that meet a condition, with columns as expressions.
 *
 * @param order of the rows; it ends in columns that make it total, which need not be among {@code columns}
 */
public record Relation(Table<?> table, Condition condition, Columns columns, List<Order> order) {
    public Relation {
        order = List.copyOf(order);
    }

    /** Those of a table of events, in the order of some columns, which are always there. */
    public static Relation of(Table<?> table, Condition condition, Columns columns, List<Field<Long>> order) {
        return new Relation(
                table,
                condition,
                columns,
                order.stream()
                        .map(field -> Order.ascending(new Column("", Column.Type.LONG, field)))
                        .toList());
    }

    /** The query for the first rows, all columns, which are named x0, x1, …. */
    public Select<Record> query(long rows) {
        List<Field<?>> fields = new ArrayList<>();
        columns.all().forEach(column -> fields.add(column.field().as(DSL.name("x" + fields.size()))));
        return select(fields).orderBy(ordered()).limit(rows);
    }

    /** The query for how many rows there are. */
    public Select<?> count() {
        return DSL.select(DSL.count()).from(table).where(condition);
    }

    /**
     * A number that is an aggregate of rows, for a query that groups them.
     *
     * @param at its place in the request
     */
    public Field<Double> aggregate(String text, String at) {
        return GroupSteps.number(this, text, at).number();
    }

    /** Those that meet one more condition. */
    public Relation where(Condition more) {
        return new Relation(table, condition.and(more), columns, order);
    }

    Relation with(Column column) {
        return with(columns.with(column));
    }

    Relation with(Columns changed) {
        return new Relation(table, condition, changed, order);
    }

    Relation in(List<Order> changed) {
        return new Relation(table, condition, columns, changed);
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
        return Subquery.of(this, fields -> select(fields).orderBy(ordered()).limit(rows));
    }

    /** The rows' order, for a query or a window. */
    List<SortField<?>> ordered() {
        List<SortField<?>> keys = new ArrayList<>();
        for (Order key : order) {
            columns.ask(key.column());
            keys.add(key.sql());
        }
        return keys;
    }

    private SelectConditionStep<Record> select(List<Field<?>> fields) {
        return DSL.select(fields).from(table).where(condition);
    }
}
