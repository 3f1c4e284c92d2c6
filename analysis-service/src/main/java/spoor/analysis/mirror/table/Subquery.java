package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/**
 * A query that another selects from. It selects just what was asked for by the time when it is put. Its columns are named x0, x1, …, since
 * DuckDB folds the case of names, and ours may differ in it.
 */
final class Subquery extends CustomQueryPart {
    private static final long serialVersionUID = 1;

    private final transient String alias;
    private final transient Relation of;
    private final transient Function<List<Field<?>>, Select<?>> query;
    private final transient Map<Column, Column> inner = new HashMap<>();
    private final transient Map<Column, Column> outer = new HashMap<>();
    private final transient Map<Column, Column> asked = new LinkedHashMap<>();

    private Subquery(String alias, Relation of, Function<List<Field<?>>, Select<?>> query) {
        this.alias = alias;
        this.of = of;
        this.query = query;
    }

    /**
     * A relation over what a query makes of another.
     *
     * @param of what its columns are computed of, and its order
     * @param query of the fields that it is to select
     */
    static Relation of(Relation of, Function<List<Field<?>>, Select<?>> query) {
        return of("r", of, query);
    }

    /** @param alias of the query, by which those of a join are told apart */
    static Relation of(String alias, Relation of, Function<List<Field<?>>, Select<?>> query) {
        Subquery subquery = new Subquery(alias, of, query);
        Table<?> table = DSL.table("({0})", subquery).as(alias);
        Columns columns = new Columns(
                subquery::ask,
                name -> Optional.ofNullable(of.columns().find(name)).map(subquery::renamed));
        of.columns().unasked().forEach(column -> columns.add(subquery.renamed(column)));
        List<Order> order = of.order().stream()
                .map(key -> new Order(subquery.renamed(key.column()), key.isDescending()))
                .toList();
        Column weight = of.weight() == null ? null : subquery.renamed(of.weight());
        Rollup rollup = of.rollup() == null ? null : subquery.renamed(of.rollup());
        return new Relation(table, DSL.noCondition(), columns, order, weight, rollup);
    }

    private Column renamed(Column column) {
        return outer.computeIfAbsent(column, _ -> {
            Field<?> field = DSL.field(
                    DSL.name(alias, "x" + outer.size()), column.field().getDataType());
            Column renamed = new Column(column.name(), column.type(), field);
            inner.put(renamed, column);
            return renamed;
        });
    }

    private Rollup renamed(Rollup rollup) {
        return new Rollup(
                renamed(rollup.time()),
                renamed(rollup.minute()),
                renamed(rollup.events()),
                renamed(rollup.first()),
                renamed(rollup.last()));
    }

    private void ask(Column column) {
        Column within = inner.get(column);
        if (within != null && asked.put(column, within) == null) {
            of.columns().ask(within);
        }
    }

    @Override
    public void accept(Context<?> context) {
        List<Field<?>> fields = new ArrayList<>();
        asked.forEach(
                (column, within) -> fields.add(within.field().as(column.field().getUnqualifiedName())));
        if (fields.isEmpty()) {
            fields.add(DSL.inline(1).as("one"));
        }
        context.visit(query.apply(fields));
    }
}
