package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.Step;

/**
 * Rows that follow one another. The rows that meet any of the conditions are numbered, part by part in the order of time; a window over those
 * behind a row finds the number of the next that meets the following condition, and these numbers are what the rows are joined by. So it
 * costs a sort and a join for each condition, however many sequences there are.
 */
final class SequenceStep {
    private SequenceStep() {}

    static Relation sequence(Relation rows, Step.Sequence step, String at) {
        Column time = RowSteps.time(rows, step.time(), at + ".time");
        List<Column> by = rows.columns().get(step.by(), at + ".by");
        Column id = rows.columns().names().contains("id") ? rows.columns().get("id", at) : null;
        List<String> names = List.copyOf(step.steps().keySet());
        List<Condition> conditions = new ArrayList<>();
        step.steps()
                .forEach((name, condition) ->
                        conditions.add(Expression.condition(condition, at + ".steps." + name, rows.columns())));
        Relation ordered = rows.in(Order.then(Order.ascending(time), rows.order()));

        List<Field<?>> parts = new ArrayList<>();
        by.forEach(column -> parts.add(column.field()));
        List<SortField<?>> order = new ArrayList<>(ordered.ordered());
        List<Field<?>> kept = new ArrayList<>();
        by.forEach(column -> kept.add(column.field().as("p" + kept.size())));
        kept.add(time.value().micros().as("t"));
        if (id != null) {
            kept.add(id.field().as("id"));
        }
        List<SortField<?>> everywhere = new ArrayList<>();
        parts.forEach(part -> everywhere.add(part.asc()));
        everywhere.addAll(order);
        kept.add(DSL.rowNumber()
                .over(DSL.orderBy(everywhere))
                .cast(SQLDataType.BIGINT)
                .as("n"));
        for (int i = 0; i < conditions.size(); i++) {
            kept.add(DSL.field(conditions.get(i)).as("is" + i));
        }
        Condition takesPart = DSL.or(conditions);
        for (Column column : by) {
            takesPart = takesPart.and(column.field().isNotNull());
        }
        Table<?> numbered = DSL.select(kept)
                .from(rows.table())
                .where(rows.condition())
                .and(takesPart)
                .asTable("s");

        List<Field<?>> withNext = new ArrayList<>(List.of(numbered.fields()));
        List<Field<?>> named = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            named.add(DSL.field(DSL.name("s", "p" + i)));
        }
        Field<Long> number = DSL.field(DSL.name("s", "n"), SQLDataType.BIGINT);
        for (int i = 1; i < conditions.size(); i++) {
            // INVARIANT: from the last row to the first, so that the frame only grows.
            withNext.add(DSL.min(DSL.when(
                            DSL.condition(DSL.field(DSL.name("s", "is" + i), SQLDataType.BOOLEAN)), number))
                    .over(DSL.partitionBy(named)
                            .orderBy(number.desc())
                            .rowsBetweenUnboundedPreceding()
                            .andPreceding(1))
                    .as("next" + i));
        }
        Name all = DSL.name("sequenced");
        var sequenced = all.as(DSL.select(withNext).from(numbered));

        Table<?> joined = DSL.table(all).as("e0");
        Condition isWhole = DSL.condition(DSL.field(DSL.name("e0", "is0"), SQLDataType.BOOLEAN))
                .and(micros(names.size() - 1).minus(micros(0)).le(step.within().toNanos() / 1_000));
        for (int i = 1; i < names.size(); i++) {
            joined = joined.join(DSL.table(all).as("e" + i))
                    .on(DSL.field(DSL.name("e" + i, "n"), SQLDataType.BIGINT)
                            .eq(DSL.field(DSL.name("e" + (i - 1), "next" + i), SQLDataType.BIGINT)));
        }
        Columns made = new Columns();
        for (int i = 0; i < by.size(); i++) {
            Field<?> field =
                    DSL.field(DSL.name("e0", "p" + i), by.get(i).field().getDataType());
            made.add(new Column(by.get(i).name(), by.get(i).type(), field));
        }
        for (int i = 0; i < names.size(); i++) {
            made.add(new Column(names.get(i) + ".time", Column.Type.TIME, micros(i)));
            if (id != null) {
                made.add(new Column(
                        names.get(i) + ".id",
                        id.type(),
                        DSL.field(DSL.name("e" + i, "id"), id.field().getDataType())));
            }
        }
        Relation found = new Relation(
                joined,
                isWhole,
                made,
                List.of(
                        Order.ascending(new Column("", Column.Type.TIME, micros(0))),
                        Order.ascending(
                                new Column("", Column.Type.LONG, DSL.field(DSL.name("e0", "n"), SQLDataType.BIGINT)))));
        Table<?> from = joined;
        return Subquery.of(
                found, fields -> DSL.with(sequenced).select(fields).from(from).where(isWhole));
    }

    private static Field<Long> micros(int i) {
        return DSL.field(DSL.name("e" + i, "t"), SQLDataType.BIGINT);
    }
}
