package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Requests;
import tools.jackson.databind.json.JsonMapper;

class EventGraphTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
    private static final double TOLERANCE = 1e-12;

    @Test
    void noLinks_areAnEmptyGraph() {
        assertThat(graph(""))
                .isEqualTo(new GraphResult(List.of(), List.of(), Map.of(), new GraphResult.Total(0, 0), null, 0, 0));
    }

    @Test
    void parentAndChildOfOneName_areOneVertexWithTheEventsOfBoth() {
        GraphResult graph = graph("", call("services.exe", "svchost.exe", 3), call("svchost.exe", "dllhost.exe", 2));

        assertThat(graph.vertices())
                .extracting(GraphResult.Vertex::id, GraphResult.Vertex::label, GraphResult.Vertex::events)
                .containsExactly(
                        tuple("process.name:svchost.exe", "svchost.exe", 5L),
                        tuple("process.name:services.exe", "services.exe", 3L),
                        tuple("process.name:dllhost.exe", "dllhost.exe", 2L));
        assertThat(graph.vertices()).extracting(GraphResult.Vertex::field).containsOnly("process.name");
    }

    @Test
    void processThatStartsItself_countsItsEventsOnce() {
        GraphResult graph = graph("", call("chrome.exe", "chrome.exe", 7));

        assertThat(graph.vertices().getFirst().events()).isEqualTo(7);
        assertThat(graph.total()).isEqualTo(new GraphResult.Total(1, 1));
    }

    @Test
    void linksOfSeveralDefinitions_areOneEdgeWithTheWholeTime() {
        Link back = link(1, "source.ip", "10.0.0.1", "destination.ip", "10.0.0.2", 5, 2, START.plusSeconds(9));
        Link there = link(0, "destination.ip", "10.0.0.1", "source.ip", "10.0.0.2", 1, 1, START.minusSeconds(9));

        assertThat(graph("", back, there).edges())
                .extracting(
                        GraphResult.Edge::source,
                        GraphResult.Edge::target,
                        GraphResult.Edge::kind,
                        GraphResult.Edge::weight,
                        GraphResult.Edge::events,
                        GraphResult.Edge::firstSeen,
                        GraphResult.Edge::lastSeen)
                .containsExactly(
                        tuple("ip:10.0.0.1", "ip:10.0.0.2", 0, 6.0, 3L, START.minusSeconds(9), START.plusSeconds(9)));
    }

    @Test
    void parallelEdges_stayApartByTheirDefinition() {
        GraphResult graph = graph(
                "'parallel': true",
                link(1, "source.ip", "1", "destination.ip", "2", 5, 5, START),
                link(0, "source.ip", "1", "destination.ip", "2", 1, 1, START));

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::kind, GraphResult.Edge::events)
                .containsExactly(tuple(1, 5L), tuple(0, 1L));
        assertThat(graph.vertices()).hasSize(2);
    }

    @Test
    void limit_keepsTheHeaviestAndTellsTheTrueTotal() {
        GraphResult graph = graph(
                "'limit': {'vertices': 3, 'edges': 1}",
                call("a", "b", 5),
                call("b", "c", 9),
                call("c", "d", 1),
                call("d", "e", 2));

        assertThat(graph.vertices()).extracting(GraphResult.Vertex::label).containsExactly("b", "c", "a");
        assertThat(graph.edges()).extracting(GraphResult.Edge::weight).containsExactly(9.0);
        assertThat(graph.total()).isEqualTo(new GraphResult.Total(5, 4));
    }

    @Test
    void equalWeights_haveADefinedOrder() {
        GraphResult graph = graph("", call("b", "x", 1), call("a", "y", 1), call("a", "x", 1));

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::source, GraphResult.Edge::target)
                .containsExactly(
                        tuple("process.name:a", "process.name:x"),
                        tuple("process.name:a", "process.name:y"),
                        tuple("process.name:b", "process.name:x"));
        assertThat(graph.vertices()).extracting(GraphResult.Vertex::label).containsExactly("a", "x", "b", "y");
    }

    @Test
    void measures_areOfTheWholeGraph() {
        EventGraph graph = new EventGraph(request("'measures': ['degree'], 'limit': {'vertices': 1, 'edges': 0}"));
        graph.add(call("a", "b", 5));
        graph.add(call("a", "c", 1));
        graph.attributes("process.name:a", Map.of("user.name", "SYSTEM"));
        graph.attributes("process.name:unheard of", Map.of("user.name", "nobody"));
        GraphResult.Vertex only = graph.answer().vertices().getFirst();

        assertThat(only.measures()).containsEntry("degree", 2.0);
        assertThat(only.attributes()).isEqualTo(Map.of("user.name", "SYSTEM"));
    }

    /** Of 8 calls by a, 1 is to c, on one of two hosts; b calls nothing but c. */
    @Test
    void rarity_isOfTheCallAmongThoseOfItsCallerAndOfItsHosts() {
        EventGraph graph = new EventGraph(request("'edgeMeasures': ['rarity', 'hosts']"));
        Link often = call("a", "b", 6);
        Link once = call("a", "c", 1);
        Link itself = call("a", "a", 1);
        Link always = call("b", "c", 5);
        List.of(often, once, itself, always).forEach(graph::add);
        graph.hosts(4);
        graph.hosts(often.ends(), 4);
        graph.hosts(once.ends(), 1);
        graph.hosts(itself.ends(), 2);
        graph.hosts(always.ends(), 1);

        assertThat(graph.answer().edges())
                .extracting(edge -> edge.measures().get("rarity"))
                .usingComparatorForType((one, other) -> Math.abs(one - other) < TOLERANCE ? 0 : 1, Double.class)
                .containsExactly(Math.log(8 / 6.0) / Math.log(2) / 4, 0.0, 3 * 0.75, 3.0);
        assertThat(graph.answer().edges().getFirst().measures()).containsEntry("hosts", 4.0);
    }

    @Test
    void bridgesAndWhatTheirEventsTell_areMeasuresOfEdges() {
        GraphResult graph = graph("'edgeMeasures': ['bridge', 'rarity']", call("a", "b", 1), call("b", "c", 1));

        assertThat(graph.edges())
                .extracting(GraphResult.Edge::measures)
                .containsOnly(Map.of("bridge", 1.0, "rarity", 0.0));
    }

    @Test
    void rarityOfAnUndirectedEdge_isThatFromItsRarerEnd() {
        GraphResult graph =
                graph("'directed': false, 'edgeMeasures': ['rarity']", call("a", "b", 1), call("b", "c", 3));

        assertThat(graph.edges())
                .filteredOn(edge -> edge.source().equals("process.name:a"))
                .extracting(edge -> edge.measures().get("rarity"))
                .containsExactly(2.0);
    }

    @Test
    void rarityOfParallelEdges_isAmongThoseOfTheirKind() {
        GraphResult graph = graph(
                "'parallel': true, 'edgeMeasures': ['rarity']",
                link(0, "process.parent.name", "a", "process.name", "b", 1, 1, START),
                link(1, "process.parent.name", "a", "process.name", "c", 7, 7, START));

        assertThat(graph.edges())
                .extracting(edge -> edge.measures().get("rarity"))
                .containsOnly(0.0);
    }

    @Test
    void snapshots_countTheEventsOfEachAndTellABurst() {
        EventGraph graph = new EventGraph(request("'snapshots': {'every': 'PT1M'}, 'edgeMeasures': ['burst']"));
        Link link = link(0, "a", "1", "b", "2", 12, 12, START.minusSeconds(1));
        graph.add(link);
        graph.add(link(0, "a", "1", "b", "3", 1, 1, START.plusSeconds(130)));
        Snapshots taken = graph.takeSnapshots(new GraphRequest.Snapshots(Duration.ofMinutes(1)));
        graph.count(link.ends(), Micros.of(START), 2);
        graph.count(link.ends(), Micros.of(START.plusSeconds(120)), 10);
        GraphResult result = graph.answer();

        assertThat(taken.size()).isEqualTo(4);
        assertThat(result.snapshots())
                .isEqualTo(new GraphResult.Snapshots(START.minusSeconds(60), Duration.ofMinutes(1), 4));
        assertThat(result.edges().getFirst().counts()).containsExactly(0L, 2L, 0L, 10L);
        // (10 - 12/4)² · 4² / (12 · 3)
        assertThat(result.edges().getFirst().measures().get("burst")).isEqualTo(49 * 16 / 36.0, within(TOLERANCE));
    }

    @Test
    void edgesOfTheOtherWindow_haveNoEventsInSnapshots_alsoWhereTheyAreCondensed() {
        EventGraph graph = new EventGraph(request("'snapshots': {'every': 'PT1M'}, 'limit': {'vertices': 1, 'condense':"
                + " 'community'}, 'compareTo': {'to': '2026-01-02T12:00:00Z'}"));
        Link link = call("a", "b", 2);
        graph.add(link);
        graph.takeSnapshots(new GraphRequest.Snapshots(Duration.ofMinutes(1)));
        graph.count(link.ends(), Micros.of(START), 2);
        graph.addBefore(call("b", "c", 3));
        graph.addBefore(call("c", "a", 3));

        assertThat(graph.answer().edges())
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(edge.counts()).hasSize(1));
    }

    @Test
    void tooManySnapshots_areRefused() {
        EventGraph graph = new EventGraph(request("'from': '2026-01-02T12:00:00Z', 'to': '2026-01-02T20:20:01Z'"));
        RequestException refusal = catchThrowableOfType(
                RequestException.class, () -> graph.takeSnapshots(new GraphRequest.Snapshots(Duration.ofMinutes(1))));

        assertThat(refusal.problems()).extracting(Problem::at).containsExactly("snapshots.every");
        assertThat(refusal).hasMessageContaining("501").hasMessageContaining("500");
    }

    @Test
    void snapshotsOfNothing_areNone() {
        EventGraph graph = new EventGraph(request(""));

        assertThat(graph.takeSnapshots(new GraphRequest.Snapshots(Duration.ofMinutes(1)))
                        .size())
                .isZero();
        assertThat(Objects.requireNonNull(graph.answer().snapshots()).size()).isZero();
    }

    @Test
    void comparison_tellsWhatBecameOfEachEdge() {
        EventGraph graph = new EventGraph(request("'compareTo': {'to': '2026-01-02T12:00:00Z'}"));
        graph.add(call("a", "b", 100));
        graph.add(call("a", "c", 90));
        graph.add(call("a", "d", 1));
        graph.addBefore(call("a", "b", 100));
        graph.addBefore(call("a", "c", 10));
        graph.addBefore(call("a", "e", 50));
        GraphResult result = graph.answer();

        assertThat(result.edges())
                .extracting(
                        GraphResult.Edge::target,
                        GraphResult.Edge::change,
                        GraphResult.Edge::events,
                        GraphResult.Edge::before)
                .containsExactly(
                        tuple("process.name:b", GraphResult.Change.SAME, 100L, new GraphResult.Before(100, 100)),
                        tuple("process.name:c", GraphResult.Change.CHANGED, 90L, new GraphResult.Before(10, 10)),
                        tuple("process.name:e", GraphResult.Change.GONE, 0L, new GraphResult.Before(50, 50)),
                        tuple("process.name:d", GraphResult.Change.NEW, 1L, null));
        assertThat(result.vertices())
                .extracting(GraphResult.Vertex::label, GraphResult.Vertex::events)
                .containsExactly(tuple("a", 191L), tuple("b", 100L), tuple("c", 90L), tuple("e", 0L), tuple("d", 1L));
        assertThat(result.edges().getLast().test())
                .satisfies(test -> assertThat(Objects.requireNonNull(test).p()).isCloseTo(1, within(1e-9)));
    }

    @Test
    void measuresOfAComparison_areOfTheRequestsOwnWindow() {
        EventGraph graph =
                new EventGraph(request("'compareTo': {'to': '2026-01-02T12:00:00Z'}, 'measures': ['degree']"));
        graph.add(call("a", "b", 1));
        graph.addBefore(call("a", "c", 1));

        assertThat(graph.answer().vertices())
                .extracting(
                        GraphResult.Vertex::label, vertex -> vertex.measures().get("degree"))
                .containsExactlyInAnyOrder(tuple("a", 1.0), tuple("b", 1.0), tuple("c", 0.0));
    }

    /** anna and bert share two hosts of three; carl is alone on his. */
    @Test
    void projection_linksWhatSharesNeighbours() {
        String project =
                "'edges': [{'source': 'user.name', 'target': 'host.name'}], 'project': {'onto': 'user.name'%s}";
        Link[] logons = {
            logon("anna", "x", 2), logon("anna", "y", 1), logon("anna", "z", 9),
            logon("bert", "x", 3), logon("bert", "y", 1), logon("carl", "w", 1)
        };
        GraphResult shared = graph(project.formatted(""), logons);

        assertThat(shared.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.source()).isEqualTo("user.name:anna");
            assertThat(edge.target()).isEqualTo("user.name:bert");
            assertThat(edge.weight()).isEqualTo(2);
            assertThat(edge.events()).isEqualTo(7);
        });
        assertThat(shared.vertices()).extracting(GraphResult.Vertex::label).containsExactly("anna", "bert", "carl");
        assertThat(shared.total()).isEqualTo(new GraphResult.Total(3, 1));
        assertThat(graph(project.formatted(", 'weight': 'jaccard'"), logons).edges())
                .extracting(GraphResult.Edge::weight)
                .containsExactly(2 / 3.0);
    }

    @Test
    void projectionOntoWhatNoEdgeHas_isRefused() {
        RequestException refusal = catchThrowableOfType(
                RequestException.class, () -> graph("'project': {'onto': 'proces.name'}", call("a", "b", 1)));

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.at()).isEqualTo("project.onto");
            assertThat(problem.suggestions()).startsWith("process.name");
        });
    }

    @Test
    void around_isWhatItsVerticesReachWithTheMeasuresOfTheWhole() {
        String around =
                "'measures': ['degree'], 'around': {'vertices': ['process.name:b', 'process.name:unheard of'], 'hops': 1, 'direction': '%s'}";
        Link[] links = {call("a", "b", 1), call("b", "c", 1), call("c", "d", 1), call("c", "a", 1)};

        assertThat(graph(around.formatted("out"), links).vertices())
                .extracting(
                        GraphResult.Vertex::label, vertex -> vertex.measures().get("degree"))
                .containsExactly(tuple("c", 3.0), tuple("b", 2.0));
        assertThat(graph(around.formatted("in"), links).vertices())
                .extracting(GraphResult.Vertex::label)
                .containsExactly("a", "b");
        GraphResult both = graph(around.formatted("both"), links);
        assertThat(both.total()).isEqualTo(new GraphResult.Total(3, 3));
        assertThat(both.edges())
                .extracting(GraphResult.Edge::source, GraphResult.Edge::target)
                .containsExactly(
                        tuple("process.name:a", "process.name:b"),
                        tuple("process.name:b", "process.name:c"),
                        tuple("process.name:c", "process.name:a"));
        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph("'around': {'vertices': ['process.name:bb']}", links))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("around.vertices[0]");
    }

    /** Two cliques of four that one edge joins, of which five vertices may be told. */
    @Test
    void condensedGraph_hasOneVertexForTheRestOfEachCommunity() {
        EventGraph graph = new EventGraph(
                request(
                        "'limit': {'vertices': 5, 'condense': 'community'}, 'measures': ['degree'], 'compareTo': {'to': '2026-01-02T12:00:00Z'}"));
        for (String clique : List.of("abcd", "wxyz")) {
            for (int i = 0; i < 4; i++) {
                for (int j = i + 1; j < 4; j++) {
                    graph.add(call(clique.substring(i, i + 1), clique.substring(j, j + 1), 10));
                }
            }
        }
        graph.add(call("a", "w", 5));
        graph.addBefore(call("c", "d", 3));
        GraphResult result = graph.answer();

        assertThat(result.vertices())
                .extracting(GraphResult.Vertex::label, GraphResult.Vertex::members, GraphResult.Vertex::events)
                .containsExactlyInAnyOrder(
                        tuple("a", 1, 35L),
                        tuple("w", 1, 35L),
                        tuple("b", 1, 30L),
                        tuple("c and 1 more", 2, 60L),
                        tuple("x and 2 more", 3, 90L));
        assertThat(result.total()).isEqualTo(new GraphResult.Total(8, 13));
        assertThat(result.edges())
                .filteredOn(edge -> edge.source().startsWith("community:"))
                .extracting(
                        GraphResult.Edge::source,
                        GraphResult.Edge::target,
                        GraphResult.Edge::events,
                        GraphResult.Edge::change)
                .containsExactly(
                        tuple("community:process.name:x", "community:process.name:x", 30L, GraphResult.Change.NEW),
                        tuple("community:process.name:c", "community:process.name:c", 10L, GraphResult.Change.CHANGED));
        assertThat(result.vertices())
                .filteredOn(vertex -> vertex.members() > 1)
                .allSatisfy(vertex -> assertThat(vertex.measures()).isEmpty());
    }

    /** Of 10 calls by a, 1 is to c and 9 to b, which calls c always. */
    @Test
    void cheapestPath_isThatOfTheCostWhichIsAskedFor() {
        assertThat(paths("hops").getFirst()).satisfies(path -> {
            assertThat(path.vertices()).containsExactly("process.name:a", "process.name:c");
            assertThat(path.edges()).extracting(GraphResult.Edge::events).containsExactly(1L);
            assertThat(path.cost()).isEqualTo(1);
        });
        assertThat(paths("rarity").getFirst()).satisfies(path -> {
            assertThat(path.vertices()).containsExactly("process.name:a", "process.name:b", "process.name:c");
            assertThat(path.cost()).isEqualTo(Math.log(10 / 9.0) / Math.log(2), within(TOLERANCE));
            assertThat(path.edges().getLast().measures()).containsEntry("rarity", 0.0);
        });
        assertThat(paths("weight").getFirst().cost()).isEqualTo(2 / 9.0, within(TOLERANCE));
    }

    @Test
    void pathFromWhatIsNotThere_isRefusedWithTheNearest() {
        EventGraph graph = new EventGraph(request(""));
        graph.add(call("cmd.exe", "ping.exe", 1));
        RequestException refusal = catchThrowableOfType(
                RequestException.class,
                () -> graph.paths(new PathsRequest.Path(
                        "process.name:ping.exe",
                        "process.name:cmd",
                        PathsRequest.Kind.simple,
                        1,
                        1,
                        PathsRequest.Cost.hops)));

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.at()).isEqualTo("path.target");
            assertThat(problem.suggestions()).startsWith("process.name:cmd.exe");
        });
    }

    @Test
    void edgesWithoutWeight_costTooMuchToBeFollowed() {
        EventGraph graph = new EventGraph(request(""));
        graph.add(link(0, "a", "1", "a", "2", 0, 1, START));

        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph.paths(new PathsRequest.Path(
                                        "a:1", "a:2", PathsRequest.Kind.shortest, 1, 1, PathsRequest.Cost.weight)))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("path.cost");
    }

    private static List<PathsResult.Path> paths(String cost) {
        EventGraph graph = new EventGraph(request(cost.equals("rarity") ? "'edgeMeasures': ['rarity']" : ""));
        graph.add(call("a", "b", 9));
        graph.add(call("a", "c", 1));
        graph.add(call("b", "c", 9));
        PathsResult found = graph.paths(new PathsRequest.Path(
                "process.name:a",
                "process.name:c",
                PathsRequest.Kind.shortest,
                2,
                12,
                PathsRequest.Cost.valueOf(cost)));
        assertThat(found.paths()).hasSize(2);
        assertThat(found.truncated()).isFalse();
        return found.paths();
    }

    @Test
    void unknownMeasureOfEdges_isRefusedWithItsPlace() {
        RequestException refusal = catchThrowableOfType(
                RequestException.class, () -> graph("'edgeMeasures': ['rarity', 'beauty']", call("a", "b", 1)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly("edgeMeasures[1]");
        assertThat(refusal.problems().getFirst().suggestions()).isNotEmpty();
    }

    private static Link call(String parent, String child, long events) {
        return link(0, "process.parent.name", parent, "process.name", child, (double) events, events, START);
    }

    private static Link logon(String user, String host, long events) {
        return link(0, "user.name", user, "host.name", host, (double) events, events, START);
    }

    private static Link link(
            int kind, String from, String source, String to, String target, double weight, long events, Instant time) {
        return new Link(new Link.Ends(kind, from, source, to, target), weight, events, time, time);
    }

    private static GraphResult graph(String properties, Link... links) {
        EventGraph graph = new EventGraph(request(properties));
        List.of(links).forEach(graph::add);
        return graph.answer();
    }

    /** Of two definitions, unless it says others. */
    private static GraphRequest request(String properties) {
        String edges = """
                'edges': [{'source': 'process.parent.name', 'target': 'process.name'}, {'source': 'c', 'target': 'd'}]""";
        String all =
                properties.startsWith("'edges'") ? properties : edges + (properties.isEmpty() ? "" : ", ") + properties;
        return Requests.graph(JsonMapper.shared().readTree(("{" + all + "}").replace('\'', '"')));
    }
}
