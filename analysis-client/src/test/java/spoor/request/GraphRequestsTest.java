package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphRequestsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void graphWithTheLeastSaid_hasTheUsual() {
        assertThat(graph("'limit': {'edges': 5}"))
                .isEqualTo(new GraphRequest(
                        "default",
                        null,
                        null,
                        "",
                        null,
                        List.of(new GraphRequest.Edge("a", "b", "count()", "")),
                        true,
                        true,
                        false,
                        null,
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        new GraphRequest.Limit(2_000, 5, GraphRequest.Limit.Condense.weight),
                        null));
    }

    @Test
    void everyProperty_isRead() {
        assertThat(Requests.graph(json("""
                        {'dataset': 'lab', 'from': '2026-01-02T12:00:00Z', 'to': '2026-01-02T12:00:01Z', 'query': 'x:1', 'asOf': 7,
                         'edges': [{'source': 'a', 'target': 'b', 'weight': 'sum(n)', 'query': 'y:2'}],
                         'directed': false, 'loops': false, 'parallel': true,
                         'project': {'onto': 'a', 'weight': 'jaccard'}, 'attributes': {'bytes': 'sum(n)'},
                         'measures': ['degree'], 'edgeMeasures': ['bridge'], 'seeds': ['a:1'],
                         'around': {'vertices': ['a:1'], 'hops': 3, 'direction': 'out'},
                         'limit': {'vertices': 1, 'edges': 2, 'condense': 'community'}, 'layout': 'radial'}""")))
                .isEqualTo(new GraphRequest(
                        "lab",
                        NOON,
                        NOON.plusSeconds(1),
                        "x:1",
                        7L,
                        List.of(new GraphRequest.Edge("a", "b", "sum(n)", "y:2")),
                        false,
                        false,
                        true,
                        new GraphRequest.Projection("a", GraphRequest.Projection.Weight.jaccard),
                        Map.of("bytes", "sum(n)"),
                        List.of("degree"),
                        List.of("bridge"),
                        List.of("a:1"),
                        new GraphRequest.Around(List.of("a:1"), 3, GraphRequest.Around.Direction.out),
                        null,
                        null,
                        new GraphRequest.Limit(1, 2, GraphRequest.Limit.Condense.community),
                        GraphRequest.Layout.radial));
    }

    @Test
    void timesOfAGraph_areRead() {
        GraphRequest graph = graph("'snapshots': {'every': 'PT5M'}, 'compareTo': {'to': '2026-01-02T12:00:00Z'}");

        assertThat(graph.snapshots()).isEqualTo(new GraphRequest.Snapshots(Duration.ofMinutes(5)));
        assertThat(graph.compareTo()).isEqualTo(new GraphRequest.Window(null, NOON));
    }

    @Test
    void listOfAttributes_isOfTheirMostFrequentValues() {
        assertThat(graph("'attributes': ['user.name', 'Logon Type']").attributes())
                .isEqualTo(Map.of("user.name", "mode(user.name)", "Logon Type", "mode(\"Logon Type\")"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'edges': []                              | edges",
                "'edges': [{'source': 'a'}]               | edges[0].target",
                "'edges': [{'source': 'a', 'target': 'b', 'w': 1}] | edges[0].w",
                "'edges': [{'source': 'a', 'target': 'b', 'query': 1}] | edges[0].query",
                "'where': 1                               | where",
                "'directed': 'no'                         | directed",
                "'loops': 0                               | loops",
                "'parallel': []                           | parallel",
                "'project': 'a'                           | project",
                "'project': {'weight': 'shared'}          | project.onto",
                "'project': {'onto': 'a', 'weight': 'cosine'} | project.weight",
                "'project': {'onto': 'a'}, 'snapshots': {'every': 'PT1M'} | snapshots",
                "'project': {'onto': 'a'}, 'compareTo': {'to': '2026-01-02T12:00:00Z'} | compareTo",
                "'project': {'onto': 'a'}, 'edgeMeasures': ['bridge', 'rarity'] | edgeMeasures[1]",
                "'attributes': ['1', '2', '3', '4', '5', '6', '7', '8', '9'] | attributes",
                "'attributes': {'a': 1}                   | attributes.a",
                "'attributes': 'a'                        | attributes",
                "'measures': [1]                          | measures[0]",
                "'edgeMeasures': ['rarity', 'burst']      | edgeMeasures[1]",
                "'around': {'hops': 1}                    | around.vertices",
                "'around': {'vertices': ['a'], 'hops': 0} | around.hops",
                "'around': {'vertices': ['a'], 'direction': 'up'} | around.direction",
                "'snapshots': {}                          | snapshots.every",
                "'snapshots': {'every': 'PT0S'}           | snapshots.every",
                "'compareTo': {}                          | compareTo",
                "'compareTo': {'from': 'noon'}            | compareTo.from",
                "'limit': {'vertices': -1}                | limit.vertices",
                "'limit': {'condense': 'no'}              | limit.condense",
                "'layout': 'round'                        | layout",
            })
    void graphNotUnderstood_isRefusedWithThePlace(String properties, String at) {
        assertThat(refusal(() -> graph(properties)).problems())
                .extracting(Problem::at)
                .containsExactly(at);
    }

    @Test
    void severalFaults_areToldTogether() {
        assertThat(refusal(() -> graph("'directed': 1, 'measures': 2, 'layout': 'forse', 'limit': []"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("directed", "measures", "limit", "layout");
        assertThat(refusal(() -> graph("'layout': 'forse'"))
                        .problems()
                        .getFirst()
                        .suggestions())
                .startsWith("force");
    }

    @Test
    void longLists_areRefused() {
        String edges = String.join(",", Collections.nCopies(17, "{'source': 'a', 'target': 'b'}"));
        String measures = String.join(",", Collections.nCopies(33, "'degree'"));

        assertThat(refusal(() -> graph("'edges': [" + edges + "], 'measures': [" + measures + "]"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("edges", "measures");
    }

    @Test
    void paths_areOfAGraph() {
        PathsRequest paths = Requests.paths(json("""
                {'edges': [{'source': 'a', 'target': 'b'}], 'loops': false,
                 'path': {'source': 'a:1', 'target': 'b:2', 'kind': 'simple', 'cost': 'rarity'}}"""));

        assertThat(paths.graph().loops()).isFalse();
        assertThat(paths.path())
                .isEqualTo(new PathsRequest.Path(
                        "a:1", "b:2", PathsRequest.Kind.simple, 10, 12, PathsRequest.Cost.rarity));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                   | path",
                "{'path': {'source': 'a:1'}}                          | path.target",
                "{'path': {'source': 'a:1', 'target': 'b', 'most': 0}}    | path.most",
                "{'path': {'source': 'a:1', 'target': 'b', 'longest': 101}} | path.longest",
                "{'path': {'source': 'a:1', 'target': 'b', 'cost': 'time'}} | path.cost",
            })
    void pathsNotUnderstood_areRefusedWithThePlace(String written, String at) {
        String request = "{'edges': [{'source': 'a', 'target': 'b'}]"
                + (written.equals("{}") ? "}" : ", " + written.substring(1));

        assertThat(refusal(() -> Requests.paths(json(request))).problems())
                .extracting(Problem::at)
                .containsExactly(at);
    }

    @Test
    void processes_areOfSomeEvents() {
        assertThat(Requests.processes(json("{'dataset': 'lab', 'from': '2026-01-02T12:00:00Z', 'query': 'x:1'}")))
                .isEqualTo(new ProcessesRequest("lab", NOON, null, "x:1", null, 1_000));
        assertThat(refusal(() -> Requests.processes(json("{'steps': [], 'limit': 100001}")))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("steps", "limit");
    }

    private static RequestException refusal(ThrowingCallable reading) {
        RequestException refusal = catchThrowableOfType(RequestException.class, reading);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        return refusal;
    }

    /** With edges, unless it says others. */
    private static GraphRequest graph(String properties) {
        String edges = properties.startsWith("'edges'") ? "" : "'edges': [{'source': 'a', 'target': 'b'}], ";
        return Requests.graph(json("{" + edges + properties + "}"));
    }

    private static JsonNode json(String written) {
        return JsonMapper.shared().readTree(written.replace('\'', '"'));
    }
}
