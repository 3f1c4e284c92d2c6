package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

class EventGraphTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void noLinks_areAnEmptyGraph() {
        assertThat(graph(GraphRequest.Limit.DEFAULT))
                .isEqualTo(new GraphResult(List.of(), List.of(), new GraphResult.Total(0, 0), 0, 0));
    }

    @Test
    void parentAndChildOfOneName_areOneVertexWithTheEventsOfBoth() {
        GraphResult graph = graph(
                GraphRequest.Limit.DEFAULT,
                call("services.exe", "svchost.exe", 3),
                call("svchost.exe", "dllhost.exe", 2));

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
        GraphResult graph = graph(GraphRequest.Limit.DEFAULT, call("chrome.exe", "chrome.exe", 7));

        assertThat(graph.vertices().getFirst().events()).isEqualTo(7);
        assertThat(graph.total()).isEqualTo(new GraphResult.Total(1, 1));
    }

    @Test
    void linksBetweenTheSameVertices_areOneEdgeWithTheWholeTime() {
        var back = new Link("source.ip", "10.0.0.1", "destination.ip", "10.0.0.2", 5, 2, START, START.plusSeconds(9));
        var there = new Link("destination.ip", "10.0.0.1", "source.ip", "10.0.0.2", 1, 1, START.minusSeconds(9), START);

        assertThat(graph(GraphRequest.Limit.DEFAULT, back, there).edges())
                .containsExactly(new GraphResult.Edge(
                        "ip:10.0.0.1", "ip:10.0.0.2", 6, START.minusSeconds(9), START.plusSeconds(9)));
    }

    @Test
    void limit_keepsTheHeaviestAndTellsTheTrueTotal() {
        GraphResult graph = graph(
                new GraphRequest.Limit(3, 1),
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
        GraphResult graph = graph(GraphRequest.Limit.DEFAULT, call("b", "x", 1), call("a", "y", 1), call("a", "x", 1));

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
        GraphResult graph = EventGraph.of(
                List.of(call("a", "b", 5), call("a", "c", 1)),
                List.of("degree"),
                Map.of("process.name:a", Map.of("user.name", "SYSTEM")),
                new GraphRequest.Limit(1, 0));

        assertThat(graph.vertices().getFirst().measures()).containsEntry("degree", 2.0);
        assertThat(graph.vertices().getFirst().attributes()).isEqualTo(Map.of("user.name", "SYSTEM"));
    }

    @Test
    void mostFrequent_takesTheSmallerOfEqualOnes() {
        assertThat(EventGraph.mostFrequent(
                        Map.of("one", Map.of("b", 2L, "a", 2L, "c", 1L), "two", Map.of("x", 1L), "none", Map.of())))
                .isEqualTo(Map.of("one", "a", "two", "x"));
    }

    private static Link call(String parent, String child, long events) {
        return new Link("process.parent.name", parent, "process.name", child, events, events, START, START);
    }

    private static GraphResult graph(GraphRequest.Limit limit, Link... links) {
        return EventGraph.of(List.of(links), List.of(), Map.of(), limit);
    }
}
