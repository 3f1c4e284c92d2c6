package spoor.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.TableRequest;

/** Events of a dataset, as a frame that can still be narrowed. */
public final class Events extends Frame {
    Events(Spoor spoor, TableRequest request) {
        super(spoor, request);
    }

    /** Those whose time is not before. */
    public Events from(Instant from) {
        return selecting(from, request().to(), request().query(), request().asOf());
    }

    /** Those whose time is before. */
    public Events to(Instant to) {
        return selecting(request().from(), to, request().query(), request().asOf());
    }

    /** Those of the time until now; the frame keeps the moment when it was made. */
    public Events last(Duration time) {
        return from(spoor().clock().instant().minus(time));
    }

    /** Those that match a query in Lucene syntax, and every query before. */
    public Events where(String query) {
        String before = request().query();
        return selecting(
                request().from(),
                request().to(),
                before.isBlank() ? query : "(" + before + ") AND (" + query + ")",
                request().asOf());
    }

    /** Those that had come by a watermark, so that the answer stays the same. */
    public Events asOf(long watermark) {
        return selecting(request().from(), request().to(), request().query(), watermark);
    }

    /**
     * The processes that they are of, and the ancestors of these.
     *
     * @param limit the most that are told, 0 to 100,000
     * @throws spoor.request.RequestException if the question is refused
     * @throws java.io.UncheckedIOException if there is no answer
     */
    public ProcessesResult processes(int limit) {
        TableRequest of = request();
        return spoor().processes(new ProcessesRequest(of.dataset(), of.from(), of.to(), of.query(), of.asOf(), limit));
    }

    private Events selecting(@Nullable Instant from, @Nullable Instant to, String query, @Nullable Long asOf) {
        return new Events(spoor(), new TableRequest(request().dataset(), from, to, query, asOf, List.of()));
    }
}
