package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;

/** Every field of a dataset, and how often it occurs. */
final class FieldsQuestion {
    /** How many columns are summarised at once: counting distinct values takes memory for each of them. */
    private static final int SUMMARISED = 8;

    private FieldsQuestion() {}

    static List<Mirror.FieldSummary> answer(Scope scope, DSLContext sql) {
        Relation events = scope.events(null, null, "");
        List<String> names = new ArrayList<>(events.columns().names());
        List<Mirror.FieldSummary> fields = new ArrayList<>();
        for (int first = 0; first < names.size(); first += SUMMARISED) {
            fields.addAll(summaries(
                    sql,
                    scope.events(null, null, ""),
                    names.subList(first, Math.min(names.size(), first + SUMMARISED))));
        }
        fields.sort(Comparator.comparing(Mirror.FieldSummary::name));
        return fields;
    }

    private static List<Mirror.FieldSummary> summaries(DSLContext sql, Relation events, List<String> names) {
        List<Column> columns = names.stream()
                .map(name -> events.columns().get(name, "fields", 0))
                .toList();
        List<Field<?>> counts = new ArrayList<>();
        for (Column column : columns) {
            counts.add(DSL.count(column.field()));
            counts.add(DSL.countDistinct(column.field()));
        }
        List<Mirror.FieldSummary> fields = new ArrayList<>();
        Record row = sql.select(counts).from(events.table()).fetchSingle();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            fields.add(new Mirror.FieldSummary(
                    column.name(), column.type().word(), row.get(2 * i, Long.class), row.get(2 * i + 1, Long.class)));
        }
        return fields;
    }
}
