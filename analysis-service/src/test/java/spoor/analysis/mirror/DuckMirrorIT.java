package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.request.ErrorCode;
import spoor.request.GraphResult;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import tools.jackson.databind.json.JsonMapper;

class DuckMirrorIT {
    private static final Instant START = Instant.parse("2020-05-02T02:55:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Mirror mirror;

    @BeforeEach
    void open() {
        mirror = DuckMirror.open(folder, "256MB", new TwoBatches(), new Semicolons());
        assertThat(mirror.awaitWatermark(2, Duration.ofSeconds(20))).isTrue();
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void group_countsByAction() {
        assertThat(table(
                                "",
                                null,
                                new Step.Group(List.of("event.action"), Map.of("n", "count()")),
                                new Step.Sort(List.of("-n")))
                        .rows())
                .containsExactly(List.of("process_start", 3L), List.of("dns_query", 1L));
    }

    @Test
    void asOf_seesNoLaterBatch() {
        assertThat(table("", 1L, new Step.Group(List.of(), Map.of("n", "count()")))
                        .rows())
                .containsExactly(List.of(2L));
    }

    @Test
    void range_isHalfOpen() {
        TableResult result = mirror.table(new TableRequest(
                "default",
                START.plusSeconds(60),
                START.plusSeconds(180),
                "",
                null,
                List.of(
                        new Step.Bucket("time", Duration.ofMinutes(1), "minute"),
                        new Step.Group(List.of("minute"), Map.of("n", "count()")))));
        assertThat(result.rows())
                .containsExactly(List.of(START.plusSeconds(60), 1L), List.of(START.plusSeconds(120), 1L));
        assertThat(result.scannedEvents()).isEqualTo(2);
    }

    @Test
    void scannedEvents_areThoseOfTheQuery_whateverTheStepsMakeOfThem() {
        Step byName = new Step.Group(List.of("process.name"), Map.of("n", "count()"));
        Step byCount = new Step.Group(List.of("n"), Map.of("m", "count()"));
        List<List<Step>> ways = List.of(
                List.of(),
                List.of(new Step.Limit(1)),
                List.of(new Step.Limit(1), byName),
                List.of(byName),
                List.of(byName, new Step.Limit(1)),
                List.of(byName, new Step.Limit(0)),
                List.of(byName, byCount),
                List.of(byName, new Step.Limit(1), byCount),
                List.of(byName, byCount, new Step.Select(List.of("m"))),
                List.of(new Step.Group(List.of(), Map.of("n", "count()"))));
        assertThat(ways).allSatisfy(steps -> {
            Step[] all = steps.toArray(Step[]::new);
            assertThat(table("event.action:process_start", null, all).scannedEvents())
                    .isEqualTo(3);
            assertThat(table("event.action:none", null, all).scannedEvents()).isZero();
        });
    }

    @Test
    void namesThatDifferInCase_areTwoFields() {
        assertThat(table(
                                "ProcessID:1 AND ProcessId:2",
                                null,
                                new Step.Select(List.of("ProcessID", "ProcessId")),
                                new Step.Limit(5))
                        .rows())
                .containsExactly(List.of("1", "2"));
    }

    @Test
    void search_findsWildcardsRangesAbsenceAndBareWords() {
        assertThat(count("process.name:power*")).isEqualTo(2);
        assertThat(count("event.action:PROCESS_START AND NOT user.name:SYSTEM")).isEqualTo(2);
        assertThat(count("size:[5 TO *]")).isEqualTo(1);
        assertThat(count("_exists_:ProcessID")).isEqualTo(1);
        assertThat(count("powershell")).isEqualTo(2);
        assertThat(count("process.name:(cmd.exe OR services.exe)")).isEqualTo(1);
    }

    @Test
    void conflictingTypes_becomeText() {
        assertThat(mirror.fields("default")).contains(new Mirror.FieldSummary("mixed", "text", 2, 2, false));
        assertThat(count("mixed:seven OR mixed:7")).isEqualTo(2);
    }

    @Test
    void unknownField_isRefusedWithNearestNames() {
        assertThatThrownBy(() -> count("proces.name:x")).isInstanceOfSatisfying(RequestException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
            assertThat(e.problems().getFirst().suggestions()).first().isEqualTo("process.name");
        });
    }

    @Test
    void networkAndPath_needNoQuotes() {
        assertThat(count("source.ip:10.0.0.0/8")).isEqualTo(1);
        assertThat(count("source.ip:(192.168.0.0/16 OR 10.128.0.0/9)")).isZero();
        assertThat(count("NOT source.ip:10.0.0.0/8")).isEqualTo(3);
        assertThat(count("file.path:C:\\Windows\\*.exe")).isEqualTo(1);
        assertThat(count("file.path:\"c:\\windows\\CMD.exe\"")).isEqualTo(1);
        assertThat(count("file.path:C:\\Users\\*")).isZero();
    }

    @Test
    void aggregates_areExact() {
        assertThat(table("size:*", null, new Step.Group(List.of(), aggregates()))
                        .rows())
                .containsExactly(List.of(2L, 8L, 4.0, 3L, 5L, 4.0, 3L, 5L));
    }

    @Test
    void events_arePagedNewestFirst() {
        Mirror.Page first = mirror.events("default", "", null, null, 3, null, null);
        assertThat(first.events()).extracting(event -> event.get("id")).containsExactly("12-1", "12-0", "11-1");
        assertThat(mirror.events("default", "", null, null, 3, first.next(), null)
                        .events())
                .extracting(event -> event.get("id"))
                .containsExactly("11-0");
    }

    @Test
    void graph_joinsParentAndChildByName() {
        GraphResult graph = mirror.graph(Requests.graph(JsonMapper.shared().readTree("""
                {"query": "event.action:process_start",
                 "edges": [{"source": "process.parent.name", "target": "process.name"}],
                 "measures": ["degree", "pagerank", "betweenness", "components", "community"],
                 "attributes": ["user.name"]}""")));
        assertThat(graph.total()).isEqualTo(new GraphResult.Total(3, 2));
        assertThat(graph.edges().getFirst())
                .isEqualTo(new GraphResult.Edge(
                        "process.name:cmd.exe",
                        "process.name:powershell.exe",
                        0,
                        2,
                        2,
                        START.plusSeconds(60),
                        START.plusSeconds(120),
                        Map.of(),
                        List.of(),
                        null,
                        null,
                        null));
        assertThat(graph.vertices().getFirst().label()).isEqualTo("cmd.exe");
        assertThat(graph.vertices().getFirst().measures())
                .containsEntry("degree", 2.0)
                .containsEntry("betweenness", 1.0);
        assertThat(graph.vertices().getFirst().attributes()).containsEntry("user.name", "SYSTEM");
    }

    private static Map<String, String> aggregates() {
        Map<String, String> agg = new LinkedHashMap<>();
        for (String call : List.of(
                "count()",
                "sum(size)",
                "mean(size)",
                "min(size)",
                "max(size)",
                "quantile(size, 0.5)",
                "first(size)",
                "last(size)")) {
            agg.put(call, call);
        }
        return agg;
    }

    private long count(String query) {
        return (Long) java.util.Objects.requireNonNull(
                table(query, null, new Step.Group(List.of(), Map.of("n", "count()")))
                        .rows()
                        .getFirst()
                        .getFirst());
    }

    private TableResult table(String query, @Nullable Long asOf, Step... steps) {
        return mirror.table(new TableRequest("default", null, null, query, asOf, List.of(steps)));
    }

    private static StoredEvent event(long batch, int ordinal, int seconds, String raw) {
        Instant time = START.plusSeconds(seconds);
        return new StoredEvent(
                new EventId(batch, ordinal),
                "default",
                "lab",
                time,
                time,
                time,
                Correction.none(),
                raw.getBytes(UTF_8));
    }

    /** Reads {@code name=value;name=#number}. */
    private static final class Semicolons implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String field : new String(raw, UTF_8).split(";", -1)) {
                int equals = field.indexOf('=');
                String value = field.substring(equals + 1);
                fields.put(
                        field.substring(0, equals),
                        value.startsWith("#") ? (Object) Long.valueOf(value.substring(1)) : value);
            }
            return new Reading.Read(null, Fields.of(fields));
        }

        @Override
        public int version() {
            return 1;
        }
    }

    private static final class TwoBatches implements EventReader {
        private final List<StoredBatch> batches = List.of(
                new StoredBatch(
                        1,
                        11,
                        "default",
                        1,
                        List.of(
                                event(
                                        11,
                                        0,
                                        0,
                                        "event.action=process_start;process.parent.name=services.exe;process.name=cmd.exe;user.name=SYSTEM;mixed=#7"),
                                event(
                                        11,
                                        1,
                                        60,
                                        "event.action=process_start;process.parent.name=cmd.exe;process.name=powershell.exe;size=#3"))),
                new StoredBatch(
                        2,
                        12,
                        "default",
                        1,
                        List.of(
                                event(
                                        12,
                                        0,
                                        120,
                                        "event.action=process_start;process.parent.name=cmd.exe;process.name=powershell.exe;mixed=seven;size=#5"),
                                event(
                                        12,
                                        1,
                                        180,
                                        "event.action=dns_query;ProcessID=1;ProcessId=2;source.ip=10.1.2.3;file.path=C:\\Windows\\cmd.exe"))));

        @Override
        public List<DatasetSummary> datasets() {
            return List.of();
        }

        @Override
        public List<CollectorLedger> collectors() {
            return List.of();
        }

        @Override
        public long watermark() {
            return 2;
        }

        @Override
        public List<StoredBatch> batchesAfter(long watermark, int limit) {
            return batches.stream()
                    .filter(batch -> batch.watermark() > watermark)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Delta deltaAfter(long watermark, long change, int limit) {
            List<StoredBatch> next = batchesAfter(watermark, limit);
            return new Delta(
                    List.of(),
                    next,
                    next.isEmpty() ? watermark() : next.getLast().watermark());
        }

        @Override
        public Optional<StoredBatch> batch(long id) {
            return batches.stream().filter(batch -> batch.batch() == id).findFirst();
        }

        @Override
        public Optional<StoredEvent> find(EventId id) {
            return Optional.empty();
        }

        @Override
        public List<MalformedRecord> malformed(String dataset, int limit) {
            return List.of();
        }
    }
}
