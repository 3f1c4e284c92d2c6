package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import spoor.request.Step;

/** Steps that bring another table in. */
final class JoinSteps {
    private JoinSteps() {}

    static Relation join(Relation rows, Relation with, Step.Join step, String at) {
        Relation one = rows.nested("a");
        Relation other = with.nested("b");
        Condition agree = agree(one, other, step.on(), at);
        return switch (step.type()) {
            case semi ->
                one.where(DSL.exists(DSL.selectOne().from(other.table()).where(agree)));
            case anti ->
                one.where(DSL.notExists(DSL.selectOne().from(other.table()).where(agree)));
            case inner -> beside(one, other, one.table().join(other.table()).on(agree), step.on(), false);
            case left -> beside(one, other, one.table().leftJoin(other.table()).on(agree), step.on(), false);
            case full -> beside(one, other, one.table().fullJoin(other.table()).on(agree), step.on(), true);
        };
    }

    static Relation asofJoin(Relation rows, Relation with, Step.AsofJoin step, String at) {
        boolean isBackward = step.direction() == Step.AsofJoin.Direction.backward;
        Relation one = rows.nested("a");
        // Of several rows at one time that is the nearest, the last or the first of them is it.
        Column timeThere = RowSteps.time(with, step.time(), at + ".with");
        List<Field<?>> same = new ArrayList<>();
        with.columns().get(step.on(), at + ".on").forEach(column -> same.add(column.field()));
        same.add(timeThere.field());
        Relation backward =
                with.in(isBackward ? with.order().stream().map(Order::reversed).toList() : with.order());
        Field<?> number = DSL.rowNumber().over(DSL.partitionBy(same).orderBy(backward.ordered()));
        Relation other = with.where(timeThere.field().isNotNull())
                .nested(
                        Value.whole(number),
                        (numbered, place) -> numbered.where(place.whole().eq(1L)))
                .nested("b");
        Field<Long> time = RowSteps.time(one, step.time(), at + ".time").value().micros();
        Field<Long> nearest =
                RowSteps.time(other, step.time(), at + ".with").value().micros();
        Condition agree = agree(one, other, step.on(), at);
        Table<?> joined = Sql.asofJoin(one.table(), other.table(), agree, time, nearest, isBackward);
        Condition isNear = step.tolerance() == null
                ? DSL.noCondition()
                : (isBackward ? time.minus(nearest) : nearest.minus(time))
                        .le(step.tolerance().toNanos() / 1_000);
        Beside beside = new Beside(one, other);
        one.columns().unasked().forEach(column -> beside.add(column.name(), column.value(), column));
        beside.addOthers(
                step.on(),
                column -> step.tolerance() == null
                        ? column.value()
                        : Value.oneOf(List.of(isNear), List.of(column.value()), column.type()));
        return beside.relation(joined);
    }

    private static Condition agree(Relation one, Relation other, List<String> on, String at) {
        Condition agree = DSL.noCondition();
        for (int i = 0; i < on.size(); i++) {
            Value left = one.columns().get(on.get(i), at + ".on[" + i + "]").value();
            Value right = other.columns().get(on.get(i), at + ".on[" + i + "]").value();
            Column.Type type = Value.common(List.of(left, right)).orElse(Column.Type.TEXT);
            agree = agree.and(left.of(type).eq(right.of(type)));
        }
        return agree;
    }

    private static Relation beside(Relation one, Relation other, Table<?> joined, List<String> on, boolean isEither) {
        Beside beside = new Beside(one, other);
        for (Column column : one.columns().unasked()) {
            if (isEither && on.contains(column.name())) {
                Column same = other.columns().get(column.name(), "");
                List<Value> either = List.of(column.value(), same.value());
                Column.Type type = Value.common(either).orElse(Column.Type.TEXT);
                beside.add(
                        column.name(),
                        new Value(
                                type,
                                DSL.coalesce(
                                        column.value().of(type), same.value().of(type))),
                        column,
                        same);
            } else {
                beside.add(column.name(), column.value(), column);
            }
        }
        beside.addOthers(on, Column::value);
        return beside.relation(joined);
    }

    /** The columns of two joined relations: those in which they agree once, others of a name that both have with a 2 behind the second's. */
    private static final class Beside {
        private final Relation one;
        private final Relation other;
        private final List<Column> made = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();
        private final Map<Column, List<Column>> sources = new HashMap<>();

        Beside(Relation one, Relation other) {
            this.one = one;
            this.other = other;
        }

        void add(String name, Value value, Column... of) {
            Column column = Column.of(name, value);
            taken.add(name);
            made.add(column);
            sources.put(column, List.of(of));
        }

        void addOthers(List<String> on, Function<Column, Value> value) {
            for (Column column : other.columns().unasked()) {
                if (!on.contains(column.name())) {
                    add(Columns.free(column.name(), taken), value.apply(column), column);
                }
            }
        }

        Relation relation(Table<?> joined) {
            Columns columns = new Columns(
                    this::ask, name -> Optional.ofNullable(one.columns().find(name)));
            made.forEach(columns::add);
            List<Order> order = new ArrayList<>(one.order());
            order.addAll(other.order());
            return new Relation(joined, DSL.noCondition(), columns, order).nested();
        }

        private void ask(Column column) {
            sources.getOrDefault(column, List.of(column)).forEach(source -> {
                one.columns().ask(source);
                other.columns().ask(source);
            });
        }
    }
}
