package spoor.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.Mirror;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.TableRequest;
import spoor.request.TableResult;
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
    public TableResult table(TableRequest request) {
        return ask(request.dataset(), () -> mirror.table(request));
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        return ask(request.dataset(), () -> mirror.graph(request));
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

    private <T> T ask(String dataset, Supplier<T> question) {
        long before = mirror.watermark();
        try {
            return question.get();
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
