package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.event.EventNames;

/**
 * Every field of a dataset, how often it occurs, and how many values it has: from the {@link FieldStatistics} of its segments, and from the events
 * that are in none, or in one of which some are not to be seen.
 */
final class FieldsQuestion {
    private FieldsQuestion() {}

    static List<Mirror.FieldSummary> answer(Scope scope, DSLContext sql) {
        EventSource events = scope.everything();
        Map<String, Record> found = new HashMap<>();
        sql.select(FieldStatistics.COLUMNS)
                .select(FieldStatistics.SKETCH_SIZE)
                .from(statistics(events, sql).merged(fields(events)).asTable("f"))
                .forEach(row -> found.put(row.get(FieldStatistics.COLUMN), row));
        Columns columns = scope.events(null, null, "").columns();
        // Every event has a time, and an id of its own.
        Record time = found.get(EventNames.TIME);
        long all = time == null ? 0 : time.get(FieldStatistics.EVENTS);
        return columns.names().stream()
                .sorted()
                .map(name -> summary(columns.get(name, "fields", 0), found.get(name), all))
                .toList();
    }

    private static FieldStatistics statistics(EventSource events, DSLContext sql) {
        List<SegmentFile> files = new ArrayList<>();
        List<Segment> others = new ArrayList<>();
        for (Segment segment : events.segments()) {
            if (segment.extent().isWhole(events.watermark())) {
                files.add(segment.statistics());
            } else {
                others.add(segment);
            }
        }
        EventSource rest =
                new EventSource(events.folder(), events.registry(), others, events.hot(), events.watermark());
        return FieldStatistics.on(sql).ofEvents(rest).ofFiles(events.folder(), files);
    }

    /** The field that a column belongs to; empty for one that did not exist yet. */
    private static Field<String> fields(EventSource events) {
        Map<String, String> fields = new HashMap<>();
        events.registry()
                .forEach(
                        events.watermark(),
                        (field, places) -> places.forEach(
                                place -> fields.put(EventTable.name(place.id()).last(), EventNames.ofField(field))));
        fields.put(EventTable.TIME.getName(), EventNames.TIME);
        fields.put(EventTable.OCCURRED.getName(), EventNames.OCCURRED_AT);
        fields.put(EventTable.RECEIVED.getName(), EventNames.RECEIVED_AT);
        fields.put(EventTable.COLLECTOR.getName(), EventNames.COLLECTOR);
        List<Field<String>> columns = new ArrayList<>();
        List<Field<String>> names = new ArrayList<>();
        fields.forEach((column, name) -> {
            columns.add(DSL.inline(column));
            names.add(DSL.inline(name));
        });
        return DSL.field(
                "map([{0}], [{1}])[{2}]",
                SQLDataType.VARCHAR, DSL.list(columns), DSL.list(names), FieldStatistics.COLUMN);
    }

    private static Mirror.FieldSummary summary(Column column, @Nullable Record found, long events) {
        if (column.name().equals(EventNames.ID)) {
            return new Mirror.FieldSummary(column.name(), column.type().word(), events, events, false);
        }
        return found == null
                ? new Mirror.FieldSummary(column.name(), column.type().word(), 0, 0, false)
                : new Mirror.FieldSummary(
                        column.name(),
                        column.type().word(),
                        found.get(FieldStatistics.EVENTS),
                        FieldStatistics.distinct(found),
                        FieldStatistics.isEstimated(found));
    }
}
