package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Compiler;
import spoor.analysis.mirror.table.Relation;
import spoor.analysis.mirror.table.TableSource;
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
        List<Step> steps = request.steps();
        int rows = ROWS;
        if (!steps.isEmpty() && steps.getLast() instanceof Step.Limit limit) {
            rows = limit.rows();
            steps = steps.subList(0, steps.size() - 1);
        }
        Relation relation = new Compiler(new Source(scope, sql)).compile(events, steps, "steps");
        List<TableResult.Column> columns = relation.columns().all().stream()
                .map(column ->
                        new TableResult.Column(column.name(), column.type().word()))
                .toList();
        List<List<@Nullable Object>> cells = new ArrayList<>();
        Optional<Select<Record>> withTotal = isGrouped(request) ? relation.queryWithTotal(rows + 1L) : Optional.empty();
        Result<Record> found = sql.fetch(withTotal.isPresent() ? withTotal.get() : relation.query(rows + 1L));
        for (Record row : found) {
            cells.add(Cells.of(row, relation.columns()));
        }
        boolean isTruncated = cells.size() > rows;
        if (isTruncated) {
            cells.removeLast();
        }
        long scanned = withTotal.isEmpty()
                ? sql.fetchSingle(events.count()).get(0, Long.class)
                : found.isEmpty() ? 0 : found.getFirst().get(columns.size(), Long.class);
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

    private record Source(Scope scope, DSLContext sql) implements TableSource {
        @Override
        public Relation events(TableRequest table, String at) {
            return scope.of(table.dataset()).events(table.from(), table.to(), table.query(), at + ".query");
        }

        @Override
        public Result<? extends Record> fetch(Select<?> query) {
            return sql.fetch(query);
        }
    }
}
