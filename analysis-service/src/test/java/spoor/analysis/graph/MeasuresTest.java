package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

/** Expected figures: NetworkX 3.6.1, {@code pagerank(alpha=.85, tol=1e-14)}, {@code betweenness_centrality(normalized=False)}. */
class MeasuresTest {
    /** NetworkX's tolerance is over all vertices together, JGraphT's over each. */
    private static final double TOLERANCE = 1e-9;

    @Test
    void degree_countsAnEdgeToItselfTwice() {
        var measured = Measures.of(sixVertices(), List.of("degree"));

        assertThat(measured.get("c"))
                .isEqualTo(Map.of("degree", 4.0, "inDegree", 2.0, "outDegree", 2.0, "weightedDegree", 8.0));
        assertThat(measured.get("d"))
                .isEqualTo(Map.of("degree", 3.0, "inDegree", 2.0, "outDegree", 1.0, "weightedDegree", 8.0));
    }

    @Test
    void pagerank_followsWeightsAndJumpsFromDeadEnds() {
        assertScores(
                "pagerank",
                Map.of(
                        "a", 0.051085566052,
                        "b", 0.066446212672,
                        "c", 0.101214127871,
                        "d", 0.68469847511,
                        "e", 0.033879164314,
                        "f", 0.062676453981));
    }

    @Test
    void pagerank_takesEdgesWithoutWeightForNone() {
        var measured = Measures.of(graph("a>b 0", "b>a 0"), List.of("pagerank"));

        assertThat(measured.get("a").get("pagerank")).isCloseTo(0.5, within(TOLERANCE));
        assertThat(measured.get("b").get("pagerank")).isCloseTo(0.5, within(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity"})
    void pagerank_refusesWeightsThatNobodyCanFollow(String weight) {
        var refusal = catchThrowableOfType(
                RequestException.class, () -> Measures.of(graph("a>b " + weight), List.of("pagerank")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining("from a to b");
    }

    @Test
    void betweenness_countsShortestPathsByEdges() {
        assertScores("betweenness", Map.of("a", 1.0, "b", 0.0, "c", 3.0, "d", 0.0, "e", 0.0, "f", 0.0));
    }

    @Test
    void components_areNumberedBySizeWhateverTheDirection() {
        assertScores("components", Map.of("a", 0.0, "b", 0.0, "c", 0.0, "d", 0.0, "e", 1.0, "f", 1.0));
    }

    @Test
    void community_separatesCliquesThatOneEdgeJoins() {
        var graph = graph(
                "a>b 1", "b>c 1", "c>a 1", "a>d 1", "b>d 1", "c>d 1", "w>x 1", "x>y 1", "y>w 1", "w>z 1", "x>z 1",
                "y>z 1", "d>w 1");

        var measured = Measures.of(graph, List.of("community"));

        assertThat(List.of("a", "b", "c", "d"))
                .allSatisfy(vertex -> assertThat(measured.get(vertex)).isEqualTo(Map.of("community", 0.0)));
        assertThat(List.of("w", "x", "y", "z"))
                .allSatisfy(vertex -> assertThat(measured.get(vertex)).isEqualTo(Map.of("community", 1.0)));
        assertThat(Measures.of(graph, List.of("community"))).isEqualTo(measured);
    }

    @Test
    void emptyGraph_hasNoMeasures() {
        assertThat(Measures.of(graph(), List.of("degree", "pagerank", "betweenness", "components", "community")))
                .isEmpty();
    }

    @Test
    void unknownMeasure_isRefusedWithThoseThatThereAre() {
        var refusal = catchThrowableOfType(
                RequestException.class, () -> Measures.of(graph(), List.of("degree", "popularity")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(refusal.problems().getFirst().at()).isEqualTo("measures[1]");
        assertThat(refusal.problems().getFirst().suggestions())
                .containsExactly("degree", "pagerank", "betweenness", "components", "community");
    }

    @Test
    void betweennessOfAnEnormousGraph_isRefusedWithTheLimit() {
        var graph = graph();
        for (int i = 0; i < 5_001; i++) {
            graph.addVertex("v" + i);
        }

        var refusal = catchThrowableOfType(RequestException.class, () -> Measures.of(graph, List.of("betweenness")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal).hasMessageContaining("5000").hasMessageContaining("5001");
    }

    private static void assertScores(String measure, Map<String, Double> expected) {
        var measured = Measures.of(sixVertices(), List.of(measure));

        assertThat(measured).hasSameSizeAs(expected);
        expected.forEach((vertex, score) -> assertThat(measured.get(vertex).get(measure))
                .as("%s of %s", measure, vertex)
                .isEqualTo(score, within(TOLERANCE)));
    }

    /** Two components, a cycle, an edge to itself, a dead end. */
    private static Graph<String, DefaultWeightedEdge> sixVertices() {
        return graph("a>b 3", "a>c 1", "b>c 2", "c>a 1", "c>d 4", "d>d 2", "e>f 1");
    }

    private static Graph<String, DefaultWeightedEdge> graph(String... edges) {
        var graph = new DefaultDirectedWeightedGraph<String, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        for (String edge : edges) {
            String[] words = edge.split("[> ]", -1);
            graph.addVertex(words[0]);
            graph.addVertex(words[1]);
            graph.setEdgeWeight(graph.addEdge(words[0], words[1]), Double.parseDouble(words[2]));
        }
        return graph;
    }
}
