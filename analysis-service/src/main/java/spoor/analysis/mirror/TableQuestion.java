package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/** What the steps of a request make of events. */
final class TableQuestion {
    /** Of an answer, where the request does not limit it. */
    private static final int ROWS = 10_000;

    private TableQuestion() {}

    static TableResult answer(TableRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        Relation events = scope.events(request.from(), request.to(), request.query());
        Relation relation = events;
        int rows = ROWS;
        for (int i = 0; i < request.steps().size(); i++) {
            Step step = request.steps().get(i);
            if (step instanceof Step.Limit limit && i == request.steps().size() - 1) {
                rows = limit.rows();
            } else {
                relation = relation.apply(sql, step, "steps[" + i + "]");
            }
        }
        List<TableResult.Column> columns = relation.columns().all().stream()
                .map(column ->
                        new TableResult.Column(column.name(), column.type().word()))
                .toList();
        Field<Long> weight = isGrouped(request) ? relation.weight() : null;
        // What grouped events has seen all of them, so they are not looked for once more to be counted.
        List<Record> found = weight == null
                ? relation.query(sql, rows + 1).fetch()
                : relation.queryWithTotal(sql, rows + 1, weight).fetch();
        long scanned = weight == null
                ? sql.fetchCount(sql.selectOne().from(events.table()).where(events.condition()))
                : found.isEmpty() ? 0 : found.getFirst().get(columns.size(), Long.class);
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Record row : found) {
            cells.add(Cells.of(row, relation.columns()));
        }
        boolean isTruncated = cells.size() > rows;
        if (isTruncated) {
            cells.removeLast();
        }
        return new TableResult(
                columns,
                cells,
                cells.size(),
                isTruncated,
                scope.watermark(),
                scanned,
                (System.nanoTime() - started) / 1_000_000);
    }

    private static boolean isGrouped(TableRequest request) {
        return request.steps().stream().anyMatch(Step.Group.class::isInstance);
    }
}
