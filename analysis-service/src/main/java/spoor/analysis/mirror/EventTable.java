package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.FieldType;

/**
 * The columns of every table and file of events: those that each event has, and the fields' own, which are named c0, c1, … by their
 * ids in the {@link Registry}, since DuckDB folds case and ProcessID and ProcessId both occur. Times are microseconds since 1970.
 */
final class EventTable {
    static final Field<Long> WATERMARK = DSL.field(DSL.name("watermark"), SQLDataType.BIGINT);
    static final Field<Long> BATCH = DSL.field(DSL.name("batch"), SQLDataType.BIGINT);
    static final Field<Long> ORDINAL = DSL.field(DSL.name("ordinal"), SQLDataType.BIGINT);
    static final Field<Long> TIME = DSL.field(DSL.name("t"), SQLDataType.BIGINT);
    static final Field<Long> OCCURRED = DSL.field(DSL.name("occurred_at"), SQLDataType.BIGINT);
    static final Field<Long> RECEIVED = DSL.field(DSL.name("received_at"), SQLDataType.BIGINT);
    static final Field<String> COLLECTOR = DSL.field(DSL.name("collector"), SQLDataType.VARCHAR);

    /** Of every event. */
    static final List<Field<?>> COMMON = List.of(WATERMARK, BATCH, ORDINAL, TIME, OCCURRED, RECEIVED, COLLECTOR);

    private EventTable() {}

    /**
     * Whether a time is in a range.
     *
     * @param from inclusive; {@link Long#MIN_VALUE} for none
     * @param to exclusive; {@link Long#MAX_VALUE} for none
     */
    static Condition isIn(long from, long to) {
        return (from == Long.MIN_VALUE ? DSL.noCondition() : TIME.ge(from))
                .and(to == Long.MAX_VALUE ? DSL.noCondition() : TIME.lt(to));
    }

    static Name name(int column) {
        return DSL.name("c" + column);
    }

    static DataType<?> type(FieldType type) {
        return switch (type) {
            case TEXT -> SQLDataType.VARCHAR;
            case LONG -> SQLDataType.BIGINT;
            case DOUBLE -> SQLDataType.DOUBLE;
            case BOOLEAN -> SQLDataType.BOOLEAN;
        };
    }

    static Field<?> field(Registry registry, int column) {
        return DSL.field(name(column), type(registry.type(column)));
    }

    /** Those that all events have, then those of {@code wanted}, empty where {@code there} has them not. */
    static List<Field<?>> fields(Registry registry, Shape there, Shape wanted) {
        List<Field<?>> fields = new ArrayList<>(COMMON);
        wanted.ids().forEach(column -> {
            Field<?> field = field(registry, column);
            fields.add(
                    there.has(column)
                            ? field
                            : DSL.castNull(field.getDataType()).as(field));
        });
        return fields;
    }
}
