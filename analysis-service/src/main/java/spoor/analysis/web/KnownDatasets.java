package spoor.analysis.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.TableSink;
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
import spoor.storage.DatasetSummary;
import spoor.storage.EventReader;

/**
 * A mirror that says of a dataset which it does not know, and the store does, why: it has not come so far yet, which is
 * {@code mirror_behind}, or nothing of the dataset could be read as an event.
 */
final class KnownDatasets implements Mirror {
    private final Mirror mirror;
    private final EventReader reader;

    KnownDatasets(Mirror mirror, EventReader reader) {
        this.mirror = mirror;
        this.reader = reader;
    }

    @Override
    public void table(TableRequest request, TableSink sink) throws IOException {
        this.<@Nullable Void, IOException>ask(request.dataset(), () -> {
            mirror.table(request, sink);
            return null;
        });
    }

    @Override
    public void parquet(TableRequest request, ParquetSink sink) throws IOException {
        this.<@Nullable Void, IOException>ask(request.dataset(), () -> {
            mirror.parquet(request, sink);
            return null;
        });
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        return ask(request.dataset(), () -> mirror.graph(request));
    }

    @Override
    public PathsResult paths(PathsRequest request) {
        return ask(request.graph().dataset(), () -> mirror.paths(request));
    }

    @Override
    public ProcessesResult processes(ProcessesRequest request) {
        return ask(request.dataset(), () -> mirror.processes(request));
    }

    @Override
    public StatsResult stats(StatsRequest request) {
        return ask(request.dataset(), () -> mirror.stats(request));
    }

    @Override
    public CompareResult compare(CompareRequest request) {
        return ask(request.dataset(), () -> mirror.compare(request));
    }

    @Override
    public Page events(
            String dataset,
            String query,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String after,
            @Nullable Long asOf) {
        return ask(dataset, () -> mirror.events(dataset, query, from, to, limit, after, asOf));
    }

    @Override
    public List<FieldSummary> fields(String dataset) {
        return ask(dataset, () -> mirror.fields(dataset));
    }

    @Override
    public long watermark() {
        return mirror.watermark();
    }

    @Override
    public boolean awaitWatermark(long asOf, Duration timeout) {
        return mirror.awaitWatermark(asOf, timeout);
    }

    @Override
    public void close() {
        mirror.close();
    }

    private <T extends @Nullable Object, X extends Exception> T ask(
            String dataset, ScopedValue.CallableOp<T, X> question) throws X {
        long before = mirror.watermark();
        try {
            return question.call();
        } catch (RequestException e) {
            if (!e.code().equals(ErrorCode.UNKNOWN_DATASET)) {
                throw e;
            }
            Optional<DatasetSummary> stored = reader.datasets().stream()
                    .filter(known -> known.name().equals(dataset))
                    .findFirst();
            throw stored.map(known -> reason(known, before)).orElse(e);
        }
    }

    private static RequestException reason(DatasetSummary stored, long watermark) {
        return stored.watermark() > watermark
                ? new RequestException(
                        ErrorCode.MIRROR_BEHIND,
                        Problem.at(
                                "dataset",
                                "The dataset '%s' is not here yet: the mirror has come to watermark %d, and it goes to %d. Ask again in a moment."
                                        .formatted(stored.name(), watermark, stored.watermark())))
                : new RequestException(
                        ErrorCode.UNKNOWN_DATASET,
                        Problem.at(
                                "dataset",
                                "The dataset '%s' holds no event: nothing of it could be read. GET /malformed says why."
                                        .formatted(stored.name())));
    }
}
