package spoor.analysis.mirror;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import spoor.analysis.mirror.table.Compiler;
import spoor.analysis.mirror.table.Relation;
import spoor.analysis.mirror.table.TableSource;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/** What the steps of a request make of events. */
final class TableQuestion {
    /** Of an answer, where the request does not limit it. */
    private static final int ROWS = 10_000;

    private TableQuestion() {}

    /** Computes the table; it is there as long as the connection is. */
    static ComputedTable answer(TableRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        List<Step> steps = request.steps();
        int most = ROWS;
        if (!steps.isEmpty() && steps.getLast() instanceof Step.Limit last) {
            most = last.rows();
            steps = steps.subList(0, steps.size() - 1);
        }
        int rows = most;
        List<Step> asked = steps;
        Compiler compiler = new Compiler(new Source(scope, sql));
        Made made = scope.ask(
                request.from(),
                request.to(),
                request.query(),
                "query",
                events -> new Made(events, compiler.compile(events, asked, "steps")));
        Relation relation = made.relation();
        List<TableResult.Column> columns = relation.columns().all().stream()
                .map(column ->
                        new TableResult.Column(column.name(), column.type().word()))
                .toList();
        Optional<Select<Record>> withTotal = isGrouped(request) ? relation.queryWithTotal(rows + 1L) : Optional.empty();
        ComputedTable.Size size = ComputedTable.compute(
                sql, withTotal.orElseGet(() -> relation.query(rows + 1L)), columns, withTotal.isPresent());
        long scanned = withTotal.isPresent()
                ? size.total()
                : sql.fetchSingle(made.events().count()).get(0, Long.class);
        return ComputedTable.of(
                sql,
                new TableHead(
                        columns,
                        Math.min(size.rows(), rows),
                        size.rows() > rows,
                        scope.watermark(),
                        scanned,
                        (System.nanoTime() - started) / 1_000_000));
    }

    private static boolean isGrouped(TableRequest request) {
        return request.steps().stream().anyMatch(Step.Group.class::isInstance);
    }

    /** What was made of events, or of their rollups. */
    private record Made(Relation events, Relation relation) {}

    private record Source(Scope scope, DSLContext sql) implements TableSource {
        @Override
        public Relation ask(TableRequest table, String at, UnaryOperator<Relation> question) {
            return dataset(table.dataset(), at + ".dataset")
                    .ask(table.from(), table.to(), table.query(), at + ".query", question);
        }

        /** Another dataset than the request's own, so that it is that one which is not known. */
        private Scope dataset(String name, String at) {
            try {
                return scope.of(name);
            } catch (RequestException e) {
                if (e.code() != ErrorCode.UNKNOWN_DATASET) {
                    throw e;
                }
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST, Problem.at(at, "There is no dataset '" + name + "'"));
            }
        }

        @Override
        public Result<? extends Record> fetch(Select<?> query) {
            return sql.fetch(query);
        }
    }
}
