package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Requests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graphs of a few known events. */
class GraphIT {
    private static final String CALLS = "'edges': [{'source': 'process.parent.name', 'target': 'process.name'}]";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Office office;

    /** explorer starts word and cmd on both hosts, word starts cmd on one, later. */
    @BeforeAll
    static void write() {
        office = new Office(folder);
        office.write(
                0,
                call(0, "explorer", "word", "x", 5),
                call(1, "explorer", "word", "y", 7),
                call(2, "explorer", "cmd", "x", 1),
                call(3, "explorer", "cmd", "y", 1),
                logon(4, "anna", "x"),
                logon(5, "bert", "x"),
                logon(6, "bert", "y"));
        office.write(0, call(100, "explorer", "word", "x", 9), call(101, "word", "cmd", "x", 100));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String call(int second, String parent, String child, String host, int bytes) {
        return "{\"second\":%d,\"event.action\":\"process_start\",\"process.parent.name\":\"%s\",\"process.name\":\"%s\",\"host.name\":\"%s\",\"bytes\":%d}"
                .formatted(second, parent, child, host, bytes);
    }

    private static String logon(int second, String user, String host) {
        return "{\"second\":%d,\"event.action\":\"logon\",\"user.name\":\"%s\",\"host.name\":\"%s\"}"
                .formatted(second, user, host);
    }

    @Test
    void weightAndQueryOfADefinition_areOfItsOwn() {
        GraphResult graph = graph(
                "'parallel': true, 'edges': [{'source': 'process.parent.name', 'target': 'process.name'},"
                        + "{'source': 'process.parent.name', 'target': 'process.name', 'weight': 'max(bytes)', 'query': 'host.name:x'}]");

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::target, GraphResult.Edge::kind, GraphResult.Edge::weight)
                .contains(
                        tuple("process.name:word", 0, 3.0),
                        tuple("process.name:word", 1, 9.0),
                        tuple("process.name:cmd", 1, 100.0));
    }

    @Test
    void attributes_areWhatTheirAggregatesAre() {
        GraphResult graph = graph(
                CALLS
                        + ", 'attributes': {'bytes': 'sum(bytes)', 'hosts': 'distinct(host.name)', 'last': 'max(time)', 'none': 'max(user.name)'}");

        assertThat(graph.vertices())
                .filteredOn(vertex -> vertex.label().equals("word"))
                .extracting(GraphResult.Vertex::attributes)
                .containsExactly(Map.of("bytes", 121L, "hosts", 2L, "last", Office.NOON.plusSeconds(101)));
        assertThat(graph(CALLS + ", 'attributes': ['host.name']").vertices())
                .extracting(vertex -> vertex.attributes().get("host.name"))
                .containsOnly("x");
    }

    @Test
    void projectionOfLogons_linksUsersOfOneHost() {
        GraphResult graph = graph(
                "'edges': [{'source': 'user.name', 'target': 'host.name'}], 'project': {'onto': 'user.name', 'weight': 'jaccard'}");

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::source, GraphResult.Edge::target, GraphResult.Edge::weight)
                .containsExactly(tuple("user.name:anna", "user.name:bert", 0.5));
        assertThat(graph.total()).isEqualTo(new GraphResult.Total(2, 1));
    }

    @Test
    void laterWindow_isComparedWithTheEarlier() {
        GraphResult graph =
                graph(CALLS + ", 'from': '2026-05-04T12:01:00Z', 'compareTo': {'to': '2026-05-04T12:01:00Z'}");

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::source, GraphResult.Edge::target, GraphResult.Edge::change)
                .containsExactlyInAnyOrder(
                        tuple("process.name:explorer", "process.name:word", GraphResult.Change.SAME),
                        tuple("process.name:explorer", "process.name:cmd", GraphResult.Change.GONE),
                        tuple("process.name:word", "process.name:cmd", GraphResult.Change.NEW));
    }

    @Test
    void layout_putsVerticesIntoTheUnitSquareAndAlwaysAlike() {
        String asked = CALLS + ", 'layout': 'radial', 'around': {'vertices': ['process.name:word']}";
        GraphResult drawn = graph(asked);

        assertThat(drawn.vertices()).hasSize(3).allSatisfy(vertex -> {
            assertThat(vertex.x()).isBetween(0.0, 1.0);
            assertThat(vertex.y()).isBetween(0.0, 1.0);
        });
        assertThat(graph(asked).vertices()).isEqualTo(drawn.vertices());
        assertThat(graph(CALLS).vertices()).extracting(GraphResult.Vertex::x).containsOnlyNulls();
    }

    @Test
    void earlierWatermark_holdsItsEventsOnly() {
        assertThat(graph(CALLS + ", 'asOf': 1").edges())
                .extracting(GraphResult.Edge::target, GraphResult.Edge::events)
                .containsExactly(tuple("process.name:cmd", 2L), tuple("process.name:word", 2L));
        assertThat(graph(CALLS + ", 'asOf': 1").watermark()).isEqualTo(1);
    }

    /** Half of explorer's 5 calls but one are of word, on both hosts; word calls nothing but cmd. */
    @Test
    void pathByRarity_isTheUsualWay() {
        PathsResult paths = office.mirror()
                .paths(
                        Requests.paths(
                                json(
                                        CALLS
                                                + ", 'path': {'source': 'process.name:explorer', 'target': 'process.name:cmd', 'cost': 'rarity'}")));

        assertThat(paths.paths().getFirst().vertices())
                .containsExactly("process.name:explorer", "process.name:word", "process.name:cmd");
        assertThat(paths.paths().getFirst().cost()).isCloseTo(Math.log(5 / 3.0) / Math.log(2) / 2, within(1e-12));
        assertThat(paths.watermark()).isEqualTo(office.store.watermark());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'edges': [{'source': 'proces.name', 'target': 'process.name'}] | UNKNOWN_FIELD | edges[0].source",
                "'edges': [{'source': 'process.name', 'target': 'user'}] | UNKNOWN_FIELD | edges[0].target",
                "'edges': [{'source': 'process.name', 'target': 'host.name', 'weight': 'total(bytes)'}] | UNKNOWN_FUNCTION | edges[0].weight",
                "'edges': [{'source': 'process.name', 'target': 'host.name', 'query': '('}] | INVALID_QUERY | edges[0].query",
                "'edges': [{'source': 'process.name', 'target': 'host.name'}], 'query': '(' | INVALID_QUERY | query",
                "'edges': [{'source': 'process.name', 'target': 'host.name'}], 'attributes': {'a': 'total(bytes)'} | UNKNOWN_FUNCTION | attributes.a",
                "'edges': [{'source': 'process.name', 'target': 'host.name'}], 'attributes': ['usr.name'] | UNKNOWN_FIELD | attributes.usr.name",
                "'edges': [{'source': 'process.name', 'target': 'host.name'}], 'measures': ['rank'] | UNKNOWN_FUNCTION | measures[0]",
                "'edges': [{'source': 'process.name', 'target': 'host.name'}], 'project': {'onto': 'user.name'} | INVALID_REQUEST | project.onto",
            })
    void whatDoesNotFit_isRefusedWithItsPlace(String request, ErrorCode code, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> graph(request));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    private static GraphResult graph(String properties) {
        GraphRequest request = Requests.graph(json(properties));
        return office.mirror().graph(request);
    }

    private static JsonNode json(String properties) {
        return JsonMapper.shared().readTree(("{'dataset': 'office', " + properties + "}").replace('\'', '"'));
    }
}
