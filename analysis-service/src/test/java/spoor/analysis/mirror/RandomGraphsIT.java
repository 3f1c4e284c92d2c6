package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Requests;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is asked of a graph of random events, the mirror answers what {@link NaiveGraph} does. */
class RandomGraphsIT {
    private static final int EVENTS = 600;
    private static final int SECONDS = 600;
    private static final double TOLERANCE = 1e-9;
    private static final List<String> DEFINITIONS = List.of(
            "{'source': 'process.parent.name', 'target': 'process.name'}",
            "{'source': 'process.name', 'target': 'process.target.name', 'weight': 'sum(bytes)'}",
            "{'source': 'user.name', 'target': 'host.name', 'query': 'event.action:start'}",
            "{'source': 'host.name', 'target': 'user.name', 'query': 'event.action:stop'}",
            "{'source': 'process.target.name', 'target': 'process.parent.name', 'query': 'host.name:pc1'}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Office office;

    private static final List<Map<String, Object>> events = new ArrayList<>();

    /** Half of them on disk. */
    @BeforeAll
    static void write() {
        office = new Office(folder);
        Random random = new Random(11);
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(random));
        }
        office.write(0, written(events.subList(0, EVENTS / 2)));
        office.bringToDisk();
        office.write(0, written(events.subList(EVENTS / 2, EVENTS)));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Map<String, Object> event(Random random) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("second", random.nextInt(SECONDS));
        event.put("event.action", random.nextBoolean() ? "start" : "stop");
        put(event, random, "host.name", "pc", 3);
        put(event, random, "user.name", "u", 3);
        put(event, random, "process.parent.name", "p", 4);
        put(event, random, "process.name", "p", 5);
        put(event, random, "process.target.name", "p", 3);
        if (random.nextInt(3) > 0) {
            event.put("bytes", random.nextInt(100));
        }
        return event;
    }

    private static void put(Map<String, Object> event, Random random, String field, String value, int many) {
        if (random.nextInt(5) > 0) {
            event.put(field, value + random.nextInt(many));
        }
    }

    private static String[] written(List<Map<String, Object>> some) {
        return some.stream()
                .map(event -> JsonMapper.shared().writeValueAsString(event))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomQuestion_isAnsweredAsTheEventsAre(long seed) {
        Random random = new Random(seed);
        List<String> definitions = new ArrayList<>();
        while (definitions.isEmpty()) {
            DEFINITIONS.stream().filter(_ -> random.nextInt(3) == 0).forEach(definitions::add);
        }
        @Nullable Instant from = random.nextBoolean() ? null : Office.NOON.plusSeconds(random.nextInt(300));
        @Nullable Instant to = random.nextBoolean() ? null : Office.NOON.plusSeconds(300 + random.nextInt(300));
        @Nullable Instant before = random.nextBoolean() ? null : Office.NOON.plusSeconds(random.nextInt(600));
        String json = "{'dataset': 'office', 'edges': %s, 'directed': %b, 'loops': %b, 'parallel': %b,"
                        .formatted(definitions, random.nextBoolean(), random.nextBoolean(), random.nextBoolean())
                + (from == null ? "" : "'from': '" + from + "',")
                + (to == null ? "" : "'to': '" + to + "',")
                + (before == null ? "" : "'compareTo': {'to': '" + before + "'},")
                + " 'attributes': ['user.name'], 'edgeMeasures': ['hosts'], 'snapshots': {'every': 'PT1M'}}";
        GraphRequest request = Requests.graph(JsonMapper.shared().readTree(json.replace('\'', '"')));
        GraphResult found = office.mirror().graph(request);
        NaiveGraph now = new NaiveGraph(request, events, from, to);

        assertThat(found.edges()).as(json).isNotEmpty();
        assertSame(request, now, found);
        if (before != null) {
            assertCompared(request, now, new NaiveGraph(request, events, null, before), found);
        }
    }

    private static void assertSame(GraphRequest request, NaiveGraph expected, GraphResult found) {
        long first = Objects.requireNonNull(found.snapshots()).from().getEpochSecond() / 60;
        assertThat(found.edges().stream().filter(edge -> edge.events() > 0))
                .hasSameSizeAs(expected.edges.keySet())
                .allSatisfy(edge -> {
                    NaiveGraph.Edge naive = Objects.requireNonNull(expected.like(edge, request));
                    assertThat(edge.events()).isEqualTo(naive.events);
                    assertThat(edge.weight()).isCloseTo(naive.weight, within(TOLERANCE));
                    assertThat(edge.measures()).containsEntry("hosts", (double) naive.hosts.size());
                    for (int i = 0; i < edge.counts().size(); i++) {
                        assertThat(edge.counts().get(i)).isEqualTo(naive.counts.getOrDefault(first + i, 0L));
                    }
                    assertThat(edge.counts().stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(naive.events);
                    if (edge.change() == null) {
                        assertThat(edge.kind()).isEqualTo(naive.kind);
                        assertThat(edge.firstSeen()).isEqualTo(naive.first);
                        assertThat(edge.lastSeen()).isEqualTo(naive.last);
                    }
                });
        assertThat(found.vertices()).allSatisfy(vertex -> {
            assertThat(vertex.events()).isEqualTo(expected.events.getOrDefault(vertex.id(), 0L));
            assertThat(vertex.attributes().get("user.name")).isEqualTo(expected.users.get(vertex.id()));
        });
    }

    private static void assertCompared(GraphRequest request, NaiveGraph now, NaiveGraph before, GraphResult found) {
        assertThat(found.edges()).allSatisfy(edge -> {
            NaiveGraph.Edge naive = before.like(edge, request);
            assertThat(edge.before())
                    .isEqualTo(naive == null ? null : new GraphResult.Before(naive.weight, naive.events));
            assertThat(edge.change() == GraphResult.Change.NEW).isEqualTo(naive == null);
            assertThat(edge.change() == GraphResult.Change.GONE).isEqualTo(now.like(edge, request) == null);
        });
        assertThat(found.edges().stream().filter(edge -> edge.before() != null)).hasSameSizeAs(before.edges.keySet());
    }
}
