package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

/** What {@link NetworkXTest} does not tell: definitions of our own, limits and refusals. Vertices are called a, b, c … */
class MeasuresTest {
    private static final double TOLERANCE = 1e-9;

    @Test
    void degree_countsAnEdgeToItselfTwice() {
        IntGraph graph = graph(3, "a>b 3", "b>b 2", "b>c 4");

        assertThat(ofVertex(graph, 1, "degree"))
                .isEqualTo(Map.of("degree", 4.0, "inDegree", 2.0, "outDegree", 2.0, "weightedDegree", 11.0));
        assertThat(ofVertex(graph.undirected(), 1, "degree")).isEqualTo(Map.of("degree", 4.0, "weightedDegree", 11.0));
    }

    @Test
    void pagerank_takesEdgesWithoutWeightForNone() {
        assertThat(ofVertices(graph(2, "a>b 0", "b>a 0"), "pagerank")).containsExactly(0.5, 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity"})
    void pagerank_refusesWeightsThatNobodyCanFollow(String weight) {
        RequestException refusal = refusal(graph(2, "a>b " + weight), "pagerank");

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining("from a to b");
    }

    @Test
    void personalisedPagerank_withoutSeeds_isRefused() {
        assertThat(refusal(graph(1), "personalised_pagerank")).hasMessageContaining("seeds");
    }

    @Test
    void personalisedPagerank_isNothingWhereTheSeedsDoNotLead() {
        Measures measured = Measures.of(
                graph(3, "a>b 1", "c>b 1"), MeasuresTest::name, List.of("personalised_pagerank"), List.of(), new int[] {
                    0
                });

        assertThat(measured.ofVertices().get("personalised_pagerank")[2]).isZero();
    }

    @Test
    void eigenvector_ofAGraphWithoutCycles_isNone() {
        assertThat(ofVertices(graph(3, "a>b 1", "b>c 1"), "eigenvector")).containsOnly(Double.NaN);
    }

    @Test
    void depth_isCountedFromWhatNothingElseStarts() {
        IntGraph graph = graph(7, "a>a 1", "a>b 1", "b>c 1", "d>e 1", "e>d 1", "e>f 1", "f>c 1");

        assertThat(ofVertices(graph, "depth")).containsExactly(0, 1, 2, 0, 0, 1, 0);
    }

    @Test
    void community_separatesCliquesThatOneEdgeJoins() {
        IntGraph graph = graph(
                8, "a>b 1", "b>c 1", "c>a 1", "a>d 1", "b>d 1", "c>d 1", "e>f 1", "f>g 1", "g>e 1", "e>h 1", "f>h 1",
                "g>h 1", "d>e 1");

        assertThat(ofVertices(graph, "community")).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(ofVertices(graph, "label_propagation")).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void community_withoutAnyWeight_isEachVertexAlone() {
        Measures measured = of(graph(3, "a>b 0"), "community");

        assertThat(measured.ofVertices().get("community")).containsExactly(0, 1, 2);
        assertThat(measured.summary()).isEmpty();
    }

    @Test
    void bridge_isALinkInBothDirections() {
        IntGraph graph = graph(5, "a>b 1", "b>a 1", "b>c 1", "c>d 1", "d>b 1", "e>e 1");

        assertThat(ofEdges(graph, "bridge")).containsExactly(1, 1, 0, 0, 0, 0);
    }

    @Test
    void spanning_prefersHeavyEdgesThenEarlyOnes() {
        assertThat(ofEdges(graph(3, "a>b 1", "b>c 1", "c>a 1"), "spanning")).containsExactly(1, 1, 0);
        assertThat(ofEdges(graph(3, "a>b 1", "b>c 2", "c>a 3"), "spanning")).containsExactly(0, 1, 1);
    }

    @Test
    void sampledBetweenness_ofASmallGraph_isExact() {
        Measures measured = of(graph(4, "a>b 1", "b>c 1", "c>d 1", "a>c 1"), "betweenness", "betweenness_sampled");

        assertThat(measured.ofVertices().get("betweenness_sampled"))
                .containsExactly(measured.ofVertices().get("betweenness"));
        assertThat(measured.ofVertices().get("betweenness_sampled_error")).containsOnly(0);
    }

    @Test
    void sampledBetweenness_isRightOnAverageAndAsWrongAsItSays() {
        IntGraph graph = RandomGraphs.scaleFree(200, 4, 11);
        double[] exact = ofVertices(graph, "betweenness");
        double deviations = 0;
        double squares = 0;
        double errors = 0;
        int samples = 300;
        for (int seed = 0; seed < samples; seed++) {
            Betweenness.Sampled sampled = Betweenness.sampled(graph, Betweenness.sources(200, 50, seed));
            for (int vertex = 0; vertex < 200; vertex++) {
                double deviation = sampled.scores()[vertex] - exact[vertex];
                deviations += deviation;
                squares += deviation * deviation;
                errors += sampled.errors()[vertex] * sampled.errors()[vertex];
            }
        }

        assertThat(deviations / samples)
                .isCloseTo(0, within(0.02 * Arrays.stream(exact).sum()));
        assertThat(squares / errors).isBetween(0.9, 1.1);
    }

    @ParameterizedTest
    @EnumSource
    void emptyGraph_hasEmptyMeasures(Measure measure) {
        Measures measured = of(measure, graph(0));

        assertThat(measured.ofVertices().values()).allMatch(values -> values.length == 0);
        assertThat(measured.ofEdges().values()).allMatch(values -> values.length == 0);
        assertThat(measured.summary().keySet()).isSubsetOf("cyclic", "triad_census", "transitivity");
    }

    @Test
    void vertexAlone_hasTheMeasuresOfOneThatNothingLeadsTo() {
        assertThat(ofVertex(
                        graph(1),
                        0,
                        "degree",
                        "pagerank",
                        "hits",
                        "betweenness",
                        "closeness",
                        "harmonic",
                        "eigenvector",
                        "katz",
                        "core",
                        "clustering",
                        "triangles",
                        "components",
                        "strong_components",
                        "community",
                        "label_propagation",
                        "articulation",
                        "depth",
                        "eccentricity"))
                .allSatisfy((name, value) -> assertThat(value)
                        .as(name)
                        .isCloseTo(
                                List.of("pagerank", "katz", "eigenvector").contains(name) ? 1 : 0, within(TOLERANCE)));
    }

    @ParameterizedTest
    @EnumSource
    void longPath_takesNoThreadsStack(Measure measure) {
        int vertices = List.of(
                                Measure.BETWEENNESS,
                                Measure.BETWEENNESS_SAMPLED,
                                Measure.CLOSENESS,
                                Measure.HARMONIC,
                                Measure.ECCENTRICITY,
                                Measure.DIAMETER)
                        .contains(measure)
                ? 1_000
                : 30_000;
        int[] sources = IntStream.range(0, vertices - 1).toArray();
        int[] targets = IntStream.range(1, vertices).toArray();
        double[] weights = new double[vertices - 1];
        Arrays.fill(weights, 1);

        IntGraph path = IntGraph.of(vertices, sources, targets, weights, true);

        assertThatCode(() -> of(measure, path)).doesNotThrowAnyException();
    }

    @Test
    void unknownMeasures_areRefusedWithTheNearest() {
        RequestException refusal = refusal(graph(1), "degree", "betwenness", "bridge");

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal.problems().getFirst().at()).isEqualTo("measures[1]");
        assertThat(refusal.problems().getFirst().suggestions()).startsWith("betweenness");
        assertThat(refusal.problems().get(1).message()).contains("of vertices or the graph");
        assertThat(refusal).hasMessageContaining("betweenness (the shortest paths that lead through the vertex)");
    }

    @Test
    void measureOfVertices_isNoneOfEdges() {
        var refusal = catchThrowableOfType(
                RequestException.class,
                () -> Measures.of(graph(1), MeasuresTest::name, List.of(), List.of("degree"), new int[0]));

        assertThat(refusal.problems().getFirst().at()).isEqualTo("edgeMeasures[0]");
        assertThat(refusal.problems().getFirst().suggestions())
                .contains("bridge")
                .doesNotContain("degree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"betweenness", "closeness", "harmonic", "eccentricity", "diameter"})
    void searchesFromTooManyVertices_areRefusedWithTheLimit(String measure) {
        RequestException refusal = refusal(graph(80_000), measure);

        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal)
                .hasMessageContaining("80000 vertices")
                .hasMessageContaining("5000000000")
                .hasMessageContaining("narrow");
    }

    @Test
    void triadCensusAroundAHub_isRefusedWithTheLimit() {
        int leaves = 80_000;
        IntGraph star = IntGraph.of(
                leaves + 1, new int[leaves], IntStream.rangeClosed(1, leaves).toArray(), new double[leaves], true);

        assertThat(refusal(star, "triad_census").code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pagerank",
                "hits",
                "eigenvector",
                "katz",
                "betweenness",
                "closeness",
                "harmonic",
                "eccentricity",
                "diameter",
                "triangles",
                "triad_census"
            })
    void longWork_endsWhenItsThreadIsInterrupted(String measure) {
        IntGraph graph = RandomGraphs.scaleFree(200, 4, 1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> of(graph, measure)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static RequestException refusal(IntGraph graph, String... measures) {
        return catchThrowableOfType(RequestException.class, () -> of(graph, measures));
    }

    private static Measures of(Measure measure, IntGraph graph) {
        List<String> word = List.of(measure.word());
        int[] seeds = graph.vertices() == 0 ? new int[0] : new int[] {0};
        return measure.of() == Measure.Of.EDGES
                ? Measures.of(graph, MeasuresTest::name, List.of(), word, seeds)
                : Measures.of(graph, MeasuresTest::name, word, List.of(), seeds);
    }

    private static Measures of(IntGraph graph, String... measures) {
        return Measures.of(graph, MeasuresTest::name, List.of(measures), List.of(), new int[0]);
    }

    private static double[] ofVertices(IntGraph graph, String measure) {
        return of(graph, measure).ofVertices().get(measure);
    }

    private static double[] ofEdges(IntGraph graph, String measure) {
        return Measures.of(graph, MeasuresTest::name, List.of(), List.of(measure), new int[0])
                .ofEdges()
                .get(measure);
    }

    private static Map<String, Double> ofVertex(IntGraph graph, int vertex, String... measures) {
        var values = new HashMap<String, Double>();
        of(graph, measures).ofVertices().forEach((name, all) -> values.put(name, all[vertex]));
        return values;
    }

    private static String name(int vertex) {
        return Character.toString('a' + vertex);
    }

    /** @param edges as {@code a>b 1.5} */
    private static IntGraph graph(int vertices, String... edges) {
        return IntGraph.of(
                vertices,
                Arrays.stream(edges).mapToInt(edge -> edge.charAt(0) - 'a').toArray(),
                Arrays.stream(edges).mapToInt(edge -> edge.charAt(2) - 'a').toArray(),
                Arrays.stream(edges)
                        .mapToDouble(edge -> Double.parseDouble(edge.substring(4)))
                        .toArray(),
                true);
    }
}
