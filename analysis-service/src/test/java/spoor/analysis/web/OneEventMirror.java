package spoor.analysis.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.Upkeep;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.TableRequest;
import spoor.request.TableResult;

/** Answers every question alike; the query {@code refuse CODE} is refused with that code. */
final class OneEventMirror implements Mirror, Upkeep {
    volatile long watermark = 1;

    /** Whether the event comes as often as it is asked for. */
    volatile boolean hasMore;

    @Override
    public TableResult table(TableRequest request) {
        if (request.query().startsWith("refuse ")) {
            throw new RequestException(
                    ErrorCode.valueOf(
                            request.query().substring("refuse ".length()).toUpperCase(Locale.ROOT)),
                    new Problem("query", 0, 6, "refused", List.of()));
        }
        return new TableResult(
                List.of(new TableResult.Column("n", "text")), List.of(List.of("=1+1")), 1, false, 1, 1, 0);
    }

    @Override
    public GraphResult graph(GraphRequest request) {
        return new GraphResult(List.of(), List.of(), new GraphResult.Total(0, 0), 1, 0);
    }

    @Override
    public Page events(String dataset, String query, Instant from, Instant to, int limit, String after, Long asOf) {
        Map<String, Object> event = Map.of("id", "17-3", "time", OneEventStore.NOON);
        return hasMore ? new Page(Collections.nCopies(limit, event), "more", 1) : new Page(List.of(event), null, 1);
    }

    @Override
    public List<FieldSummary> fields(String dataset) {
        return List.of(new FieldSummary("event.action", "text", 1, 1));
    }

    @Override
    public List<Partition> check(String dataset) {
        return List.of(new Partition(LocalDate.EPOCH, true, 1, 1, "00", "00"));
    }

    @Override
    public State state() {
        return new State(1, 1, 0, 1, 1, 100, 0);
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
