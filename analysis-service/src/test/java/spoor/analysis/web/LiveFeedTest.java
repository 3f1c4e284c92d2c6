package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import spoor.analysis.mirror.ListedTable;
import spoor.analysis.mirror.Mirror;
import spoor.analysis.mirror.TableSink;
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
import spoor.testkit.TestingClock;

class LiveFeedTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final GrowingMirror mirror = new GrowingMirror();
    private final TestingClock clock = new TestingClock(NOON);

    @Test
    void nothingNew_isARateOfZeroAndNoArrivals() {
        mirror.add("1-0");
        LiveFeed feed = feed();

        LiveFeed.Update update = feed.next();

        assertThat(update.rate()).isEqualTo(new LiveFeed.Rate(NOON, 0, 1));
        assertThat(update.arrivals()).isEmpty();
    }

    @Test
    void newEvents_areCountedAndToldOnceNewestFirst() {
        mirror.add("1-0");
        LiveFeed feed = feed();
        mirror.add("2-0");
        mirror.add("3-0");
        clock.advance(Duration.ofSeconds(1));

        LiveFeed.Update update = feed.next();

        assertThat(update.rate()).isEqualTo(new LiveFeed.Rate(NOON.plusSeconds(1), 2, 3));
        assertThat(update.arrivals().orElseThrow().events())
                .extracting(event -> event.get("id"))
                .containsExactly("3-0", "2-0");
        assertThat(feed.next().arrivals()).isEmpty();
    }

    @Test
    void flood_isCountedWholeAndShownInPart() {
        LiveFeed feed = feed();
        for (int i = 1; i <= 80; i++) {
            mirror.add(i + "-0");
        }

        LiveFeed.Update update = feed.next();

        assertThat(update.rate().events()).isEqualTo(80);
        assertThat(update.arrivals().orElseThrow().events()).hasSize(50).first().isEqualTo(Map.of("id", "80-0"));
    }

    @Test
    void batchWithoutAMatch_movesTheWatermarkAlone() {
        LiveFeed feed = feed();
        mirror.watermark = 5;

        LiveFeed.Update update = feed.next();

        assertThat(update.rate()).isEqualTo(new LiveFeed.Rate(NOON, 0, 5));
        assertThat(update.arrivals()).isEmpty();
    }

    @Test
    void mirrorThatCatchesUp_isNoArrival() {
        mirror.add("1-0");
        LiveFeed feed = new LiveFeed(mirror, 3, clock, "default", "");
        mirror.add("2-0");
        assertThat(feed.next()).isEqualTo(new LiveFeed.Update(new LiveFeed.Rate(NOON, 0, 3), Optional.empty()));
        mirror.add("3-0");
        assertThat(feed.next().rate().events()).isZero();

        mirror.add("4-0");

        assertThat(feed.next().rate()).isEqualTo(new LiveFeed.Rate(NOON, 1, 4));
    }

    @Test
    void mirrorThatCatchesUpAndGoesOnAtOnce_tellsWhatIsNewAlone() {
        mirror.add("1-0");
        LiveFeed feed = new LiveFeed(mirror, 2, clock, "default", "");
        mirror.add("2-0");
        mirror.add("3-0");

        assertThat(feed.next().arrivals().orElseThrow().events())
                .extracting(event -> event.get("id"))
                .containsExactly("3-0");
    }

    @Test
    void purgedEvents_areNoRateBelowZero() {
        mirror.add("1-0");
        LiveFeed feed = feed();
        mirror.events.clear();
        mirror.watermark++;

        assertThat(feed.next().rate().events()).isZero();
    }

    private LiveFeed feed() {
        return new LiveFeed(mirror, mirror.watermark, clock, "default", "");
    }

    /** Grows by an event and a watermark at a time. */
    private static final class GrowingMirror implements Mirror {
        private final List<Map<String, Object>> events = new ArrayList<>();
        private long watermark;

        void add(String id) {
            events.addFirst(Map.of("id", id));
            watermark++;
        }

        @Override
        public void table(TableRequest request, TableSink sink) throws IOException {
            new ListedTable(counted(request)).give(sink);
        }

        private TableResult counted(TableRequest request) {
            return new TableResult(
                    List.of(new TableResult.Column("n", "long")),
                    List.of(List.of((long) upTo(request.asOf()).size())),
                    1,
                    false,
                    watermark,
                    events.size(),
                    0);
        }

        @Override
        public void parquet(TableRequest request, ParquetSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PathsResult paths(PathsRequest request) {
            throw new AssertionError("A feed asks for no paths");
        }

        @Override
        public ProcessesResult processes(ProcessesRequest request) {
            throw new AssertionError("A feed asks for no processes");
        }

        @Override
        public StatsResult stats(StatsRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompareResult compare(CompareRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page events(String dataset, String query, Instant from, Instant to, int limit, String after, Long asOf) {
            List<Map<String, Object>> all = upTo(asOf);
            return new Page(List.copyOf(all.subList(0, Math.min(limit, all.size()))), null, watermark);
        }

        private List<Map<String, Object>> upTo(Long asOf) {
            int later = asOf == null ? 0 : (int) Math.max(0, watermark - asOf);
            return events.subList(Math.min(later, events.size()), events.size());
        }

        @Override
        public GraphResult graph(GraphRequest request) {
            throw new AssertionError("A feed asks for no graph");
        }

        @Override
        public List<FieldSummary> fields(String dataset) {
            throw new AssertionError("A feed asks for no fields");
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
}
