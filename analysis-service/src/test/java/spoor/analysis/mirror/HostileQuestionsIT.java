package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
import spoor.request.ErrorCode;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.ProcessesRequest;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.memory.MemoryStore;
import tools.jackson.databind.json.JsonMapper;

/** Questions that would stop the mirror, or the process with it: each is answered or refused, soon. */
@Timeout(20)
class HostileQuestionsIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Mappings READING = Mappings.bundled();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Mirror mirror;

    @BeforeAll
    static void open() {
        var store = new MemoryStore(InstantSource.fixed(NOON));
        store.write(List.of(new Slice(
                "default",
                "pc",
                null,
                0,
                READING.version(),
                List.of(
                        entry(
                                "{\"@timestamp\":\"0001-01-01T00:00:00Z\",\"user\":{\"name\":\"first\"},\"n\":9223372036854775807}"),
                        entry(
                                "{\"@timestamp\":\"1969-12-31T23:59:59.5Z\",\"user\":{\"name\":\"epoch\"},\"n\":9223372036854775807}"),
                        entry("{\"@timestamp\":\"9999-12-31T23:59:59Z\",\"user\":{\"name\":\"last\"}}")),
                0)));
        mirror = DuckMirror.open(folder, "256MB", store, READING);
        assertThat(mirror.awaitWatermark(1, Duration.ofSeconds(15))).isTrue();
    }

    @AfterAll
    static void close() {
        mirror.close();
    }

    @Test
    void rangeBeyondAllTimes_holdsEverything() {
        assertThat(mirror.events("default", "", Instant.MIN, Instant.MAX, 10, null, null)
                        .events())
                .hasSize(3);
        assertThat(mirror.events("default", "", Instant.MAX, null, 10, null, null)
                        .events())
                .isEmpty();
        assertThat(count("time:[\"-999999999-01-01T00:00:00Z\" TO *]")).isEqualTo(3);
    }

    @Test
    void bucket_startsBeforeEveryTime() {
        assertThat(table(null, new Step.Bucket("time", Duration.ofDays(1), "day"), new Step.Select(List.of("day")))
                        .rows())
                .containsExactly(
                        List.of(Instant.parse("0001-01-01T00:00:00Z")),
                        List.of(Instant.parse("1969-12-31T00:00:00Z")),
                        List.of(Instant.parse("9999-12-31T00:00:00Z")));
    }

    @Test
    void bucketsOfBuckets_growByTheirNumberOnly() {
        Step[] steps = Collections.nCopies(64, new Step.Bucket("time", Duration.ofMinutes(1), "time"))
                .toArray(Step[]::new);

        assertThat(table(null, steps).rowCount()).isEqualTo(3);
    }

    @Test
    void nestedQueries_areAnswered() {
        Step[] steps = Collections.nCopies(64, new Step.Group(List.of("user.name"), Map.of()))
                .toArray(Step[]::new);

        assertThat(table(null, steps).rows()).containsExactly(List.of("epoch"), List.of("first"), List.of("last"));
    }

    @Test
    void graphsOfAllTimes_areAnsweredOrRefused() {
        String edge = "'source': 'user.name', 'target': 'id'";

        assertThat(graph("'edges': [{" + edge + "}], 'attributes': ['n', 'time']")
                        .total()
                        .edges())
                .isEqualTo(3);
        assertThat(graph("'edges': [{" + edge + "}], 'snapshots': {'every': 'P36500D'}, 'edgeMeasures': ['burst']")
                        .edges())
                .hasSize(3);
        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph("'edges': [{" + edge + "}], 'snapshots': {'every': 'PT0.001S'}"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("snapshots.every");
        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph(
                                        "'edges': [{'source': 'collector', 'target': 'collector', 'weight': 'sum(n)'}]"))
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph("'edges': [{" + edge + ", 'query': '" + terms(1_025, " OR ") + "'}]"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("edges[0].query");
        assertThat(mirror.processes(new ProcessesRequest("default", Instant.MIN, Instant.MAX, "", null, 10))
                        .processes())
                .isEmpty();
    }

    @Test
    void endlessAggregate_isRefusedAtOnce() {
        RequestException refusal = catchThrowableOfType(
                RequestException.class,
                () -> table(null, new Step.Group(List.of(), Map.of("n", "count(" + " ".repeat(100_000)))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_EXPRESSION);
    }

    @Test
    void sumBeyond64Bits_isRefused() {
        RequestException refusal = catchThrowableOfType(
                RequestException.class, () -> table(null, new Step.Group(List.of(), Map.of("sum", "sum(n)"))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining("too large");
    }

    @Test
    void manyTerms_areAnsweredUpToTheirLimit() {
        assertThat(count(terms(1_024, " OR "))).isEqualTo(0);
        assertThat(count(terms(1_024, " AND "))).isEqualTo(0);
        assertThat(refusal(terms(1_025, " OR "))).hasMessageContaining("1024");
        assertThat(refusal("a ".repeat(500))).hasMessageContaining("a word without a field counts 6 times");
    }

    @Test
    void nestedBrackets_areAnsweredUpToTheirLimit() {
        assertThat(count("(user.name:a AND ".repeat(100) + "user.name:b" + ")".repeat(100)))
                .isEqualTo(0);
        assertThat(count("NOT (user.name:a OR ".repeat(100) + "user.name:b" + ")".repeat(100)))
                .isEqualTo(0);
        assertThat(refusal("(".repeat(101) + "user.name:a" + ")".repeat(101))).hasMessageContaining("brackets");
        assertThat(refusal("(".repeat(9_000))).hasMessageContaining("not closed");
    }

    @Test
    void longQuery_isRefused() {
        assertThat(refusal("user.name:" + "*a".repeat(500_000))).hasMessageContaining("20000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.name:/(/", "user.name:/[/", "user.name:/(a{1000}){1000}/", "/first/", "[a TO b]"})
    void patternThatCannotBeUsed_isRefused(String query) {
        assertThat(refusal(query).problems().getFirst().at()).isEqualTo("query");
    }

    private static GraphResult graph(String properties) {
        return mirror.graph(Requests.graph(JsonMapper.shared().readTree(("{" + properties + "}").replace('\'', '"'))));
    }

    private static RequestException refusal(String query) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> count(query));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_QUERY);
        return refusal;
    }

    private static String terms(int count, String operator) {
        return IntStream.range(0, count).mapToObj(i -> "user.name:" + i).collect(Collectors.joining(operator));
    }

    private static long count(String query) {
        return table(query).rowCount();
    }

    private static TableResult table(@Nullable String query, Step... steps) {
        return mirror.table(new TableRequest("default", null, null, query == null ? "" : query, null, List.of(steps)));
    }

    /** An event with the time that it tells, whatever that is. */
    private static Entry entry(String json) {
        byte[] raw = json.getBytes(UTF_8);
        var read = (Reading.Read) READING.read(raw);
        Instant told = Objects.requireNonNull(read.occurredAt());
        return new Entry.Read(raw, new Event(told, told, NOON, EventColumns.of(read.fields())));
    }
}
