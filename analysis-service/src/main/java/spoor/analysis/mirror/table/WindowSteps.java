package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.Step;

/** Steps that look at a row and its neighbours. */
final class WindowSteps {
    private WindowSteps() {}

    static Relation window(Relation all, Step.Window step, String at, TableSource source) {
        Parts parts = Parts.of(all, step.by(), at, source);
        Relation rows = parts.rows();
        Windows windows = windows(parts, step.order(), at);
        Columns columns = rows.columns();
        for (Map.Entry<String, String> column : step.add().entrySet()) {
            columns = columns.with(Column.of(
                    column.getKey(),
                    Expression.value(column.getValue(), at + ".add." + column.getKey(), windows, rows.columns())));
        }
        return rows.with(columns).nested();
    }

    static Relation rank(Relation all, Step.Rank step, String at, TableSource source) {
        Parts parts = Parts.of(all, step.by(), at, source);
        Relation rows = parts.rows();
        Windows windows = windows(parts, step.order(), at);
        return rows.with(Column.of(step.as(), Expression.value("rank()", at, windows, rows.columns())))
                .nested();
    }

    static Relation cumulative(Relation all, Step.Cumulative step, String at, TableSource source) {
        Parts parts = Parts.of(all, step.by(), at, source);
        Relation rows = parts.rows();
        Windows windows = windows(parts, step.order(), at);
        Columns columns = rows.columns();
        for (Map.Entry<String, String> column : step.add().entrySet()) {
            String in = at + ".add." + column.getKey();
            columns = columns.with(Column.of(
                    column.getKey(),
                    Expression.value(column.getValue(), in, new RunningAggregates(windows), rows.columns())));
        }
        return rows.with(columns).nested();
    }

    /** Aggregates that run: {@code sum(n)} is what {@code cum_sum(n)} is in a window. */
    private record RunningAggregates(Windows windows) implements Expression.Calls {
        @Override
        public Value call(Expression.Call call) {
            return windows.cumulative(call);
        }

        @Override
        public Value field(Tokens.Token name, Expression in) {
            return in.column(name);
        }
    }

    static Relation diff(Relation all, Step.Diff step, String at, TableSource source) {
        Parts parts = Parts.of(all, step.by(), at, source);
        Relation rows = parts.rows();
        Windows windows = windows(parts, step.order(), at);
        Value of = rows.columns().get(step.field(), at + ".field").value();
        if (!of.isNumber() && of.type() != Column.Type.TIME) {
            throw RowSteps.invalid(at + ".field", "'" + step.field() + "' holds neither numbers nor times");
        }
        return rows.with(Column.of(step.as(), windows.difference(of, 1))).nested();
    }

    static Relation sessionize(Relation rows, Step.Sessionize step, String at) {
        List<Field<?>> by = fields(rows, step.by(), at);
        Column time = RowSteps.time(rows, step.time(), at + ".time");
        Relation timed = rows.in(Order.then(Order.ascending(time), rows.order()));
        Field<Long> before =
                DSL.lag(time.value().micros()).over(DSL.partitionBy(by).orderBy(timed.ordered()));
        long gap = step.gap().toNanos() / 1_000;
        Value starts = Value.whole(
                DSL.when(before.isNull().or(time.value().micros().minus(before).gt(gap)), DSL.inline(1))
                        .otherwise(DSL.inline(0)));
        return timed.nested(starts, (started, start) -> {
            Value session = Value.whole(DSL.sum(start.whole())
                    .over(DSL.partitionBy(fields(started, step.by(), at))
                            .orderBy(started.ordered())
                            .rowsUnboundedPreceding()));
            Relation numbered = started.with(Column.of(step.as(), session)).nested();
            return numbered.in(numbered.order().subList(1, numbered.order().size()));
        });
    }

    private static List<Field<?>> fields(Relation rows, List<String> by, String at) {
        List<Field<?>> fields = new ArrayList<>();
        rows.columns().get(by, at + ".by").forEach(column -> fields.add(column.field()));
        return fields;
    }

    private static Windows windows(Parts parts, List<String> order, String at) {
        Relation rows = parts.rows();
        List<Order> given = RowSteps.order(rows, order, at + ".order");
        List<Order> total = new ArrayList<>(given);
        total.addAll(rows.order());
        boolean isTime = given.size() == 1
                && !given.getFirst().isDescending()
                && given.getFirst().column().type() == Column.Type.TIME;
        return new Windows(
                parts.keys(),
                rows.in(total).ordered(),
                given.size(),
                isTime ? given.getFirst().column().field().cast(SQLDataType.BIGINT) : null);
    }
}
