package spoor.analysis.mirror;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Sketch;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.event.EventNames;

/** Every field of a dataset, how often it occurs, and how many values it has. */
final class FieldsQuestion {
    private FieldsQuestion() {}

    static List<Mirror.FieldSummary> answer(Scope scope, DSLContext sql) {
        EventSource events = scope.everything();
        FieldStatistics columns = EventStatistics.of(events, sql);
        Map<String, Sketch> fields = fields(events, columns);
        // Every event has a time, and an id of its own.
        long all = columns.of(EventTable.TIME.getName()).events();
        Columns known = scope.events(null, null, "").columns();
        return known.names().stream()
                .sorted()
                .map(name -> known.get(name, "fields", 0))
                .map(field -> field.name().equals(EventNames.ID)
                        ? new Mirror.FieldSummary(field.name(), field.type().word(), all, all, false)
                        : summary(field, fields.getOrDefault(field.name(), Sketch.NONE)))
                .toList();
    }

    /** By the field that a column belongs to, those that did not exist yet left out. */
    private static Map<String, Sketch> fields(EventSource events, FieldStatistics columns) {
        Map<String, Sketch> fields = new HashMap<>();
        events.registry()
                .forEach(
                        events.watermark(),
                        (field, places) -> places.forEach(place -> fields.merge(
                                EventNames.ofField(field),
                                columns.of(EventTable.name(place.id()).last()),
                                Sketch::and)));
        fields.put(EventNames.TIME, columns.of(EventTable.TIME.getName()));
        fields.put(EventNames.OCCURRED_AT, columns.of(EventTable.OCCURRED.getName()));
        fields.put(EventNames.RECEIVED_AT, columns.of(EventTable.RECEIVED.getName()));
        fields.put(EventNames.COLLECTOR, columns.of(EventTable.COLLECTOR.getName()));
        return fields;
    }

    private static Mirror.FieldSummary summary(Column field, Sketch sketch) {
        return new Mirror.FieldSummary(
                field.name(), field.type().word(), sketch.events(), sketch.distinct(), sketch.isEstimated());
    }
}
