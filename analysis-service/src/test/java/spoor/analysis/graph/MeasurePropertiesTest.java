package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every graph, tried on some by chance. */
class MeasurePropertiesTest {
    private static final double TOLERANCE = 1e-9;

    /** Those whose values do not depend on how vertices are numbered. */
    private static final List<String> INTRINSIC = List.of(
            "degree",
            "pagerank",
            "hits",
            "betweenness",
            "closeness",
            "harmonic",
            "katz",
            "core",
            "clustering",
            "triangles",
            "articulation",
            "depth",
            "eccentricity");

    private static final List<String> SUMMARY =
            List.of("density", "diameter", "assortativity", "reciprocity", "triad_census", "transitivity", "cyclic");

    /** Seeds; each is told where a test fails. */
    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    private static IntGraph graph(int seed, boolean isDirected) {
        var chance = new Random(seed);
        int vertices = 1 + chance.nextInt(30);
        return RandomGraphs.of(vertices, chance.nextInt(3 * vertices), isDirected, chance);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ranks_addUpToOne(int seed) {
        IntGraph graph = graph(seed, seed % 2 == 0);
        Measures measured = Measures.of(
                graph, Integer::toString, List.of("pagerank", "personalised_pagerank"), List.of(), new int[] {0});

        assertThat(measured.ofVertices().values()).allSatisfy(ranks -> {
            assertThat(DoubleStream.of(ranks).sum()).isCloseTo(1, within(TOLERANCE));
            assertThat(DoubleStream.of(ranks)).allMatch(rank -> rank >= 0);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void degrees_addUpToTwiceTheEdges(int seed) {
        IntGraph graph = graph(seed, true);
        Map<String, double[]> degrees = ofVertices(graph, "degree");

        assertThat(DoubleStream.of(degrees.get("degree")).sum()).isEqualTo(2.0 * graph.edges());
        assertThat(DoubleStream.of(degrees.get("inDegree")).sum()).isEqualTo(graph.edges());
        assertThat(DoubleStream.of(degrees.get("outDegree")).sum()).isEqualTo(graph.edges());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void components_areNumberedBySizeAndHoldWhatIsLinked(int seed) {
        IntGraph graph = graph(seed, true);
        double[] components = ofVertices(graph, "components").get("components");

        for (int edge = 0; edge < graph.edges(); edge++) {
            assertThat(components[graph.source(edge)]).isEqualTo(components[graph.target(edge)]);
        }
        assertAreNumberedBySize(components);
        assertAreNumberedBySize(ofVertices(graph, "strong_components").get("strong_components"));
        assertAreNumberedBySize(ofVertices(graph, "community").get("community"));
        assertAreNumberedBySize(ofVertices(graph, "label_propagation").get("label_propagation"));
    }

    private static void assertAreNumberedBySize(double[] groups) {
        int[] sizes = new int[groups.length + 1];
        for (double group : groups) {
            sizes[(int) group]++;
        }
        for (int group = 1; group < sizes.length; group++) {
            assertThat(sizes[group]).isLessThanOrEqualTo(sizes[group - 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void strongComponents_areWhatReachesEachOther(int seed) {
        IntGraph graph = graph(seed, true);
        double[] components = ofVertices(graph, "strong_components").get("strong_components");
        boolean[][] reaches = new boolean[graph.vertices()][graph.vertices()];
        var search = new BreadthFirst(graph.out());
        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            search.runFrom(vertex);
            for (int place = 0; place < search.size(); place++) {
                reaches[vertex][search.found(place)] = true;
            }
        }

        for (int one = 0; one < graph.vertices(); one++) {
            for (int other = 0; other < graph.vertices(); other++) {
                assertThat(components[one] == components[other]).isEqualTo(reaches[one][other] && reaches[other][one]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void otherNumbers_haveTheSameMeasures(int seed) {
        IntGraph graph = graph(seed, seed % 2 == 0);
        int[] numbers = shuffled(graph.vertices(), new Random(seed));
        IntGraph other = RandomGraphs.renumbered(graph, numbers);

        Map<String, double[]> expected = ofVertices(graph, INTRINSIC.toArray(String[]::new));
        ofVertices(other, INTRINSIC.toArray(String[]::new)).forEach((name, values) -> {
            for (int vertex = 0; vertex < numbers.length; vertex++) {
                assertThat(values[numbers[vertex]]).as(name).isCloseTo(expected.get(name)[vertex], within(TOLERANCE));
            }
        });
        assertIsClose(summary(other), summary(graph));
    }

    private static Map<String, Object> summary(IntGraph graph) {
        return Measures.of(graph, Integer::toString, SUMMARY, List.of(), new int[0])
                .summary();
    }

    private static void assertIsClose(Map<String, Object> summary, Map<String, Object> expected) {
        assertThat(summary.keySet()).isEqualTo(expected.keySet());
        summary.forEach((name, value) -> {
            if (value instanceof Double number) {
                assertThat(number).as(name).isCloseTo((Double) expected.get(name), within(TOLERANCE));
            } else {
                assertThat(value).as(name).isEqualTo(expected.get(name));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void otherDirection_changesSides(int seed) {
        IntGraph graph = graph(seed, true);
        IntGraph reversed = RandomGraphs.reversed(graph);

        assertThat(ofVertices(reversed, "betweenness").get("betweenness"))
                .containsExactly(ofVertices(graph, "betweenness").get("betweenness"), within(TOLERANCE));
        assertThat(ofVertices(reversed, "degree").get("inDegree"))
                .containsExactly(ofVertices(graph, "degree").get("outDegree"));
        assertThat(ofVertices(reversed, "hits").get("hub"))
                .containsExactly(ofVertices(graph, "hits").get("authority"), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undirectedGraph_isOneOfBothDirections(int seed) {
        IntGraph graph = graph(seed, false).simple();
        IntGraph both = bothDirections(graph);

        for (String measure :
                List.of("pagerank", "closeness", "harmonic", "katz", "eccentricity", "core", "clustering")) {
            assertThat(ofVertices(graph, measure).get(measure))
                    .as(measure)
                    .containsExactly(ofVertices(both, measure).get(measure), within(TOLERANCE));
        }
        double[] twice = Arrays.stream(ofVertices(graph, "betweenness").get("betweenness"))
                .map(score -> 2 * score)
                .toArray();
        assertThat(ofVertices(both, "betweenness").get("betweenness")).containsExactly(twice, within(TOLERANCE));
        assertThat(summary(both).get("triad_census")).isEqualTo(summary(graph).get("triad_census"));
    }

    private static IntGraph bothDirections(IntGraph graph) {
        int edges = graph.edges();
        int[] sources = new int[2 * edges];
        int[] targets = new int[2 * edges];
        double[] weights = new double[2 * edges];
        for (int edge = 0; edge < edges; edge++) {
            sources[edge] = targets[edges + edge] = graph.source(edge);
            targets[edge] = sources[edges + edge] = graph.target(edge);
            weights[edge] = weights[edges + edge] = graph.weight(edge);
        }
        return IntGraph.of(graph.vertices(), sources, targets, weights, true);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void triads_areAllThatThereAreAndAgreeWithTriangles(int seed) {
        IntGraph graph = graph(seed, true);
        Map<String, Long> census = TriadCensus.of(graph);
        long vertices = graph.vertices();

        assertThat(census.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(vertices * (vertices - 1) * (vertices - 2) / 6);
        assertThat(census.entrySet().stream()
                        .filter(entry -> entry.getKey().charAt(2) == '0')
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .isEqualTo((long) DoubleStream.of(ofVertices(graph, "triangles").get("triangles"))
                                .sum()
                        / 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void core_hasSoManyNeighboursInIt(int seed) {
        IntGraph graph = graph(seed, true).undirected().simple();
        int[] cores = Cores.of(graph);

        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            int core = cores[vertex];
            long within = Arrays.stream(
                            graph.out().neighbours(),
                            graph.out().offsets()[vertex],
                            graph.out().offsets()[vertex + 1])
                    .filter(neighbour -> cores[neighbour] >= core)
                    .count();
            assertThat(within).isGreaterThanOrEqualTo(core);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutABridgeOrACutPoint_thereAreMoreComponents(int seed) {
        IntGraph graph = graph(seed, true).undirected().simple();
        double[] bridges = CutPoints.bridges(graph);
        double[] cutPoints = CutPoints.articulation(graph);
        int components = components(graph, -1, -1);

        for (int edge = 0; edge < graph.edges(); edge++) {
            assertThat(components(graph, edge, -1) > components).isEqualTo(bridges[edge] == 1);
        }
        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            // The vertex itself is left as a component of its own.
            int others = components(graph, -1, vertex) - 1;
            int before = graph.out().size(vertex) == 0 ? components - 1 : components;
            assertThat(others > before).isEqualTo(cutPoints[vertex] == 1);
        }
    }

    private static int components(IntGraph graph, int withoutEdge, int withoutVertex) {
        var forest = new Forest(graph.vertices());
        int components = graph.vertices();
        for (int edge = 0; edge < graph.edges(); edge++) {
            boolean isLeft =
                    edge != withoutEdge && graph.source(edge) != withoutVertex && graph.target(edge) != withoutVertex;
            components -= isLeft && forest.join(graph.source(edge), graph.target(edge)) ? 1 : 0;
        }
        return components;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spanningEdges_linkAllWithoutACycle(int seed) {
        IntGraph graph = graph(seed, true);
        double[] spanning = CutPoints.spanning(graph);

        assertThat((int) DoubleStream.of(spanning).sum()).isEqualTo(graph.vertices() - components(graph, -1, -1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameGraph_hasTheSameMeasuresToTheLastDigit(int seed) {
        IntGraph graph = RandomGraphs.scaleFree(300, 3, seed);
        String[] measures = {"betweenness", "betweenness_sampled", "harmonic", "community", "label_propagation"};

        Map<String, double[]> again = ofVertices(graph, measures);
        ofVertices(graph, measures)
                .forEach((name, values) -> assertThat(values).as(name).containsExactly(again.get(name)));
    }

    private static Map<String, double[]> ofVertices(IntGraph graph, String... measures) {
        return new HashMap<>(Measures.of(graph, Integer::toString, List.of(measures), List.of(), new int[0])
                .ofVertices());
    }

    private static int[] shuffled(int size, Random chance) {
        int[] numbers = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int other = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = other;
        }
        return numbers;
    }
}
