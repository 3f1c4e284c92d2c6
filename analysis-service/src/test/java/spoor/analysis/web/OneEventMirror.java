package spoor.analysis.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import spoor.analysis.mirror.ListedTable;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;
import spoor.analysis.mirror.Upkeep;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.RequestException;
import spoor.request.StatsRequest;
import spoor.request.StatsResult;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/** Answers every question alike; the query {@code refuse CODE} is refused with that code. */
final class OneEventMirror implements Mirror, Upkeep {
    volatile long watermark = 1;

    /** Whether the event comes as often as it is asked for. */
    volatile boolean hasMore;

    /** Happens while a table is computed. */
    volatile Runnable beforeTable = () -> {};

    /** Happens while it is checked. */
    volatile Runnable duringCheck = () -> {};

    @Override
    public void table(TableRequest request, TableSink sink) throws IOException {
        new ListedTable(table(request)).give(sink);
    }

    @Override
    public void parquet(TableRequest request, ParquetSink sink) throws IOException {
        Path file = Files.createTempFile("one", ".parquet");
        Files.writeString(file, "PAR1");
        sink.accept(new TableHead(table(request).columns(), 1, false, 1, 1, 0), file);
        Files.delete(file);
    }

    @Override
    public TableResult table(TableRequest request) {
        beforeTable.run();
        if (request.query().startsWith("refuse ")) {
            throw new RequestException(
                    ErrorCode.valueOf(
                            request.query().substring("refuse ".length()).toUpperCase(Locale.ROOT)),
                    new Problem("query", 0, 6, "refused", List.of()));
        }
        return new TableResult(
                List.of(
                        new TableResult.Column("n", "text"),
                        new TableResult.Column("at", "time"),
                        new TableResult.Column("x", "double"),
                        new TableResult.Column("k", "long"),
                        new TableResult.Column("is", "boolean")),
                List.of(
                        List.of("=1+1", OneEventStore.NOON, 0.5, 7L, true),
                        Arrays.asList("a,b", null, null, null, null)),
                2,
                false,
                1,
                1,
                0);
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        return new GraphResult(List.of(), List.of(), Map.of(), new GraphResult.Total(0, 0), null, 1, 0);
    }

    @Override
    public PathsResult paths(PathsRequest request) {
        return new PathsResult(List.of(), false, 1, 0);
    }

    @Override
    public ProcessesResult processes(ProcessesRequest request) {
        return new ProcessesResult(List.of(), 0, 1, 0);
    }

    @Override
    public StatsResult stats(StatsRequest request) {
        return new StatsResult(
                request.test().name(), "So it is", 1, 1, false, Map.of("mean", 2.0), List.of(), List.of(), 1, 0);
    }

    @Override
    public CompareResult compare(CompareRequest request) {
        return new CompareResult("So it is", 1, 0, List.of(), List.of(), List.of(), List.of(), 0, 0, List.of(), 1, 0);
    }

    @Override
    public Page events(String dataset, String query, Instant from, Instant to, int limit, String after, Long asOf) {
        Map<String, Object> event = Map.of("id", "17-3", "time", OneEventStore.NOON);
        return hasMore ? new Page(Collections.nCopies(limit, event), "more", 1) : new Page(List.of(event), null, 1);
    }

    @Override
    public List<FieldSummary> fields(String dataset) {
        return List.of(new FieldSummary("event.action", "text", 1, 1, false));
    }

    @Override
    public List<Partition> check(String dataset) {
        duringCheck.run();
        return List.of(new Partition(LocalDate.EPOCH, true, 1, 1, "00", "00"));
    }

    @Override
    public State state() {
        return new State(watermark, 1, 0, 1, 1, 100, 0, 1, 1_000);
    }

    @Override
    public long watermark() {
        return watermark;
    }

    @Override
    public boolean awaitWatermark(long asOf, Duration timeout) {
        return asOf <= watermark;
    }

    @Override
    public void close() {}
}
