package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.StatsRequest;
import spoor.request.StatsResult;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/**
 * Answers questions about the events up to a watermark. Thread-safe. Every question that can't be answered is refused with a
 * {@link spoor.request.RequestException}; a request's {@code asOf} is waited for up to 5 s.
 */
public interface Mirror extends AutoCloseable {
    /** The whole table in memory: for few rows. */
    default TableResult table(TableRequest request) {
        TableRows rows = new TableRows();
        try {
            table(request, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.result();
    }

    /**
     * Gives a table of any size, part by part. It is computed by the time when the sink gets its head: what can be refused has been.
     *
     * @throws IOException that the sink throws
     */
    void table(TableRequest request, TableSink sink) throws IOException;

    /**
     * Gives a table as a Parquet file; its times are timestamps in UTC.
     *
     * @throws IOException that the sink throws, or if the file can't be written
     */
    void parquet(TableRequest request, ParquetSink sink) throws IOException;

    GraphResult graph(GraphRequest request);

    PathsResult paths(PathsRequest request);

    ProcessesResult processes(ProcessesRequest request);

    StatsResult stats(StatsRequest request);

    CompareResult compare(CompareRequest request);

    /**
     * Events, newest first.
     *
     * @param limit 1 … 10,000
     * @param after the {@link Page#next} of the page before, or null for the first
     * @param asOf up to which watermark, or null for everything that is here
     */
    Page events(
            String dataset,
            String query,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String after,
            @Nullable Long asOf);

    /** Every field of the dataset's events, by name; the times too. */
    List<FieldSummary> fields(String dataset);

    /** The number of the latest batch that is here. */
    long watermark();

    /** Waits for a batch; false if it is not here when {@code timeout} is over. */
    boolean awaitWatermark(long asOf, Duration timeout);

    @Override
    void close();

    /** Takes a table as a file. */
    @FunctionalInterface
    interface ParquetSink {
        /**
         * The table.
         *
         * @param file is deleted after that
         */
        void accept(TableHead head, Path file) throws IOException;
    }

    /**
     * Events and where the next ones are.
     *
     * @param events each flat: {@code id, time, occurredAt, receivedAt, collector}, then its fields; times are Instants
     * @param next opaque, null on the last page
     */
    record Page(List<Map<String, Object>> events, @Nullable String next, long watermark) {}

    /**
     * A field and how often it occurs.
     *
     * @param type one of {@code text, long, double, boolean, time}
     * @param distinct how many values it has
     * @param estimated whether {@code distinct} is an estimate, some percent off; up to 10,000 it is not
     */
    record FieldSummary(String name, String type, long events, long distinct, boolean estimated) {}
}
