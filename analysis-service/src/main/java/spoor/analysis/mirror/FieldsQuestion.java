package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;

/**
 * Every field of a dataset, how often it occurs, and how many values it has. Those are estimated first (HyperLogLog, a few kilobytes a
 * field), and counted where there are few of them: to count millions of texts would take seconds and gigabytes.
 */
final class FieldsQuestion {
    /** Where there are more values than this they are not counted. An estimate is some percent off, and up to 10,000 are to be exact. */
    private static final long FEW = 12_000;

    /** How many columns are estimated at once. */
    private static final int ESTIMATED = 32;

    /** How many columns are counted at once, which takes memory for each of their values. */
    private static final int COUNTED = 8;

    private final Scope scope;
    private final DSLContext sql;
    private final Map<String, Mirror.FieldSummary> fields = new TreeMap<>();

    private FieldsQuestion(Scope scope, DSLContext sql) {
        this.scope = scope;
        this.sql = sql;
    }

    static List<Mirror.FieldSummary> answer(Scope scope, DSLContext sql) {
        return new FieldsQuestion(scope, sql).answer();
    }

    private List<Mirror.FieldSummary> answer() {
        List<String> names =
                new ArrayList<>(scope.events(null, null, "").columns().names());
        for (int first = 0; first < names.size(); first += ESTIMATED) {
            summarise(names.subList(first, Math.min(names.size(), first + ESTIMATED)), true);
        }
        List<String> few = fields.values().stream()
                .filter(field -> field.distinct() <= FEW)
                .map(Mirror.FieldSummary::name)
                .toList();
        for (int first = 0; first < few.size(); first += COUNTED) {
            summarise(few.subList(first, Math.min(few.size(), first + COUNTED)), false);
        }
        return List.copyOf(fields.values());
    }

    private void summarise(List<String> names, boolean isEstimated) {
        Relation events = scope.events(null, null, "");
        List<Column> columns = names.stream()
                .map(name -> events.columns().get(name, "fields", 0))
                .toList();
        List<Field<?>> counts = new ArrayList<>();
        for (Column column : columns) {
            counts.add(DSL.count(column.field()));
            counts.add(
                    isEstimated
                            ? DSL.function("approx_count_distinct", SQLDataType.BIGINT, column.field())
                            : DSL.countDistinct(column.field()));
        }
        Record row = sql.select(counts).from(events.table()).fetchSingle();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            fields.put(
                    column.name(),
                    new Mirror.FieldSummary(
                            column.name(),
                            column.type().word(),
                            row.get(2 * i, Long.class),
                            row.get(2 * i + 1, Long.class),
                            isEstimated));
        }
    }
}
