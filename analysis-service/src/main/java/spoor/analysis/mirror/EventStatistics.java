package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.Micros;

/**
 * The {@link FieldStatistics} of events: gathered when they come in, kept with the table or the segment that holds them, and gathered again from
 * what is to be seen of it where that is not all of it. Columns have the names of {@link EventTable}.
 */
final class EventStatistics {
    /** How many columns are read at once, which takes memory for each of their values. */
    private static final int COLUMNS_AT_ONCE = 32;

    /** Beside the fields' own. */
    private static final List<Field<?>> COMMON =
            List.of(EventTable.TIME, EventTable.OCCURRED, EventTable.RECEIVED, EventTable.COLLECTOR);

    private EventStatistics() {}

    /** @param shape the columns that any of them has */
    static FieldStatistics of(Collection<ReadEvent> events, Shape shape) {
        var gathered = new FieldStatistics.Builder();
        FieldStatistics.Values time = gathered.column(EventTable.TIME.getName());
        FieldStatistics.Values occurred = gathered.column(EventTable.OCCURRED.getName());
        FieldStatistics.Values received = gathered.column(EventTable.RECEIVED.getName());
        FieldStatistics.Values collector = gathered.column(EventTable.COLLECTOR.getName());
        FieldStatistics.@Nullable Values[] fields =
                new FieldStatistics.Values[shape.ids().max().orElse(-1) + 1];
        shape.ids()
                .filter(id -> id != Registry.REST)
                .forEach(id -> fields[id] = gathered.column(EventTable.name(id).last()));
        for (ReadEvent event : events) {
            time.add(Micros.of(event.stored().time()));
            if (event.stored().occurredAt() != null) {
                occurred.add(Micros.of(event.stored().occurredAt()));
            }
            received.add(Micros.of(event.stored().receivedAt()));
            collector.add(event.stored().collector());
            for (int i = 0; i < event.columns().length; i++) {
                FieldStatistics.Values values = fields[event.columns()[i]];
                if (values != null) {
                    values.add(event.values()[i]);
                }
            }
        }
        return gathered.build();
    }

    /** @throws UncheckedIOException if those that are kept can't be read */
    static FieldStatistics of(EventSource events, DSLContext sql) {
        FieldStatistics statistics = FieldStatistics.NONE;
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : events.segments()) {
            if (segment.extent().isWhole(events.watermark())) {
                statistics = statistics.and(kept(events, segment));
            } else {
                segments.add(segment);
            }
        }
        List<HotTable> hot = new ArrayList<>();
        for (HotTable table : events.hot()) {
            if (table.extent().isWhole(events.watermark())) {
                statistics = statistics.and(table.statistics());
            } else {
                hot.add(table);
            }
        }
        return segments.isEmpty() && hot.isEmpty()
                ? statistics
                : statistics.and(read(
                        new EventSource(events.folder(), events.registry(), segments, hot, events.watermark()), sql));
    }

    private static FieldStatistics kept(EventSource events, Segment segment) {
        try {
            return FieldStatistics.read(
                    events.folder().path(segment.statistics().name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FieldStatistics read(EventSource events, DSLContext sql) {
        var gathered = new FieldStatistics.Builder();
        read(COMMON, sql.select(COMMON).from(events.select(Shape.of()).asTable("e")), gathered);
        int[] ids = events.shape().ids().filter(id -> id != Registry.REST).toArray();
        for (int first = 0; first < ids.length; first += COLUMNS_AT_ONCE) {
            Shape some = Shape.of(Arrays.copyOfRange(ids, first, Math.min(ids.length, first + COLUMNS_AT_ONCE)));
            List<Field<?>> fields = new ArrayList<>();
            some.ids().forEach(id -> fields.add(EventTable.field(events.registry(), id)));
            read(fields, sql.select(fields).from(events.select(some).asTable("e")), gathered);
        }
        return gathered.build();
    }

    private static void read(List<Field<?>> columns, ResultQuery<Record> events, FieldStatistics.Builder to) {
        List<FieldStatistics.Values> values =
                columns.stream().map(column -> to.column(column.getName())).toList();
        try (Cursor<Record> rows = events.fetchLazy()) {
            for (Record row : rows) {
                for (int i = 0; i < values.size(); i++) {
                    Object value = row.get(i);
                    if (value != null) {
                        values.get(i).add(value);
                    }
                }
            }
        }
    }
}
