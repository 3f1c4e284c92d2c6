package spoor.analysis.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.Mirror;
import spoor.request.Step;
import spoor.request.TableRequest;

/**
 * What happens in a dataset from now on, told at each asking. The count is exact, by watermark; the events themselves are those
 * that are new among the newest, so that of a flood, and of what arrives late, the count alone tells. Nothing is told while the mirror
 * has yet to reach the watermark that it begins at, for what it learns until then is not new. Not thread-safe.
 */
final class LiveFeed {
    private static final int EVENTS_MAXIMUM = 50;

    private final Mirror mirror;
    private final InstantSource clock;
    private final String dataset;
    private final String query;
    private long watermark;
    private long count;
    private Set<Object> known = Set.of();
    private boolean hasBegun;

    /**
     * How many matching events came since the asking before.
     *
     * @param time of the asking, by our clock
     * @param watermark up to which they are counted
     */
    record Rate(Instant time, long events, long watermark) {}

    /** @param events newest first, at most 50 */
    record Arrivals(List<Map<String, Object>> events, long watermark) {}

    /** @param arrivals absent where no event is new among the newest */
    record Update(Rate rate, Optional<Arrivals> arrivals) {}

    /**
     * A feed that begins after a watermark.
     *
     * @param from the store's watermark; what is stored up to there is not told
     * @throws spoor.request.RequestException if the dataset or the query can't be read
     */
    LiveFeed(Mirror mirror, long from, InstantSource clock, String dataset, String query) {
        this.mirror = mirror;
        this.clock = clock;
        this.dataset = dataset;
        this.query = query;
        watermark = from;
        known = ids(newest(null).events());
        begin();
    }

    /** What has happened since it was made, or since the asking before. */
    Update next() {
        long events = 0;
        if (!hasBegun) {
            begin();
        }
        long now = mirror.watermark();
        if (hasBegun && now > watermark) {
            long total = countTo(now);
            events = Math.max(0, total - count); // fewer, where some were purged
            watermark = now;
            count = total;
        }
        return new Update(new Rate(clock.instant(), events, watermark), events > 0 ? arrivals() : Optional.empty());
    }

    private void begin() {
        if (mirror.watermark() >= watermark) {
            count = countTo(watermark);
            known = ids(newest(watermark).events());
            hasBegun = true;
        }
    }

    private Optional<Arrivals> arrivals() {
        Mirror.Page page = newest(null);
        List<Map<String, Object>> fresh = page.events().stream()
                .filter(event -> !known.contains(id(event)))
                .toList();
        known = ids(page.events());
        return fresh.isEmpty() ? Optional.empty() : Optional.of(new Arrivals(fresh, page.watermark()));
    }

    private Mirror.Page newest(@Nullable Long asOf) {
        return mirror.events(dataset, query, null, null, EVENTS_MAXIMUM, null, asOf);
    }

    private long countTo(long asOf) {
        var count = new Step.Group(List.of(), Map.of("n", "count()"));
        Object cell = mirror.table(new TableRequest(dataset, null, null, query, asOf, List.of(count)))
                .rows()
                .getFirst()
                .getFirst();
        return cell instanceof Number number ? number.longValue() : 0;
    }

    private static Set<Object> ids(List<Map<String, Object>> events) {
        Set<Object> ids = new HashSet<>();
        events.forEach(event -> ids.add(id(event)));
        return ids;
    }

    private static Object id(Map<String, Object> event) {
        return event.getOrDefault("id", "");
    }
}
