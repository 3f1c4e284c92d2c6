package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.segment.FieldColumn;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.analysis.mirror.table.Rollup;

/**
 * The columns of a segment's rollup: a row for each minute and each combination of the values that its {@link #FIELDS} have in it. What is counted
 * and grouped by these and by time needs no more than that, and they are a fraction of the events. Its columns are those of an
 * {@link EventTable}, the time being the start of the minute, and how many events there are with the first and the last of their times.
 */
final class RollupTable {
    /** What is grouped by most: who did what where, and who called whom. */
    static final Set<String> FIELDS = Set.of("event.action", "host.name", "process.name", "process.parent.name");

    static final Field<Long> EVENTS = DSL.field(DSL.name("events"), SQLDataType.BIGINT);
    static final Field<Long> FIRST = DSL.field(DSL.name("first_t"), SQLDataType.BIGINT);
    static final Field<Long> LAST = DSL.field(DSL.name("last_t"), SQLDataType.BIGINT);

    private RollupTable() {}

    /** The columns of the fields that there are. */
    static Shape shape(Registry registry) {
        return Shape.of(registry.columns().stream()
                .filter(column -> FIELDS.contains(column.field()))
                .mapToInt(FieldColumn::id)
                .toArray());
    }

    /** The rollup of events. */
    static Select<Record> of(Table<?> events, Registry registry, Shape shape) {
        Field<Long> minute = Rollup.minute(EventTable.TIME);
        List<Field<?>> dimensions = dimensions(registry, shape);
        List<Field<?>> keys = new ArrayList<>(dimensions);
        keys.add(minute);
        return DSL.select(minute.as(EventTable.TIME.getName()))
                .select(dimensions)
                .select(
                        DSL.count().cast(SQLDataType.BIGINT).as(EVENTS.getName()),
                        DSL.min(EventTable.TIME).as(FIRST.getName()),
                        DSL.max(EventTable.TIME).as(LAST.getName()))
                .from(events)
                .groupBy(keys);
    }

    /** Some events as rows of a rollup, each for itself. */
    static Select<Record> each(Table<?> events, Registry registry, Shape shape, Condition which) {
        return DSL.select(Rollup.minute(EventTable.TIME).as(EventTable.TIME.getName()))
                .select(dimensions(registry, shape))
                .select(
                        DSL.inline(1L).as(EVENTS.getName()),
                        EventTable.TIME.as(FIRST.getName()),
                        EventTable.TIME.as(LAST.getName()))
                .from(events)
                .where(which);
    }

    static List<Field<?>> columns(Registry registry, Shape shape) {
        List<Field<?>> columns = new ArrayList<>(List.of(EventTable.TIME));
        columns.addAll(dimensions(registry, shape));
        columns.addAll(List.of(EVENTS, FIRST, LAST));
        return columns;
    }

    private static List<Field<?>> dimensions(Registry registry, Shape shape) {
        List<Field<?>> fields = new ArrayList<>();
        shape.ids().forEach(column -> fields.add(EventTable.field(registry, column)));
        return fields;
    }
}
