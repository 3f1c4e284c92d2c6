package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CondensedTest {
    private static final int ALL = 1_000;
    private static final int OUT = Condensed.LEFT_OUT;

    /** Two triangles, of the vertices 0 to 2 and 3 to 5, an edge between them, and 6 apart with a loop. */
    private static final IntGraph TRIANGLES = IntGraph.of(
            7,
            new int[] {0, 1, 2, 3, 4, 5, 0, 6},
            new int[] {1, 2, 0, 4, 5, 3, 3, 6},
            new double[] {1, 2, 4, 8, 16, 32, 64, 128},
            true);

    private static final double[] WEIGHTS = {9, 2, 3, 8, 5, 4, 1};
    private static final int[] COMMUNITIES = {0, 0, 0, 1, 1, 1, 2};
    private static final int[] ONE_KIND = new int[8];

    @Test
    void byWeight_keepsTheHeaviestAndTheEdgesBetweenThem() {
        Condensed condensed = Condensed.byWeight(TRIANGLES, WEIGHTS, ONE_KIND, 4, 2);

        assertThat(condensed.vertex()).containsExactly(0, OUT, OUT, 1, 2, 3, OUT);
        assertThat(condensed.members()).containsExactly(1, 1, 1, 1);
        assertThat(condensed.edge()).containsExactly(OUT, OUT, OUT, OUT, OUT, 1, 0, OUT);
        assertThat(condensed.edges()).isEqualTo(2);
    }

    @Test
    void byWeight_ofEquallyHeavyOnesKeepsTheFirst() {
        Condensed condensed = Condensed.byWeight(TRIANGLES, new double[7], ONE_KIND, 2, ALL);

        assertThat(condensed.vertex()).containsExactly(0, 1, OUT, OUT, OUT, OUT, OUT);
    }

    @Test
    void byCommunity_keepsTheHeaviestAndOneForTheOthersOfEach() {
        Condensed condensed = Condensed.byCommunity(TRIANGLES, COMMUNITIES, WEIGHTS, ONE_KIND, 5, ALL);

        assertThat(condensed.vertex()).containsExactly(0, 3, 3, 1, 2, 2, 4);
        assertThat(condensed.members()).containsExactly(1, 1, 2, 2, 1);
        assertThat(condensed.ofVertices(List.of(9, 2, 3, 8, 5, 4, 1), Integer::sum))
                .containsExactly(9, 8, 9, 5, 1);
        // 3→4 and 5→3 join the heavy one with the rest; 4→5 lies within the rest.
        assertThat(condensed.ofEdges(List.of(1, 2, 4, 8, 16, 32, 64, 128), Integer::sum))
                .containsExactly(128, 64, 32, 16, 8, 4, 2, 1);
    }

    @Test
    void byCommunity_ofAGraphThatFitsIsTheGraph() {
        Condensed condensed = Condensed.byCommunity(TRIANGLES, COMMUNITIES, WEIGHTS, ONE_KIND, 7, ALL);

        assertThat(condensed.members()).containsExactly(1, 1, 1, 1, 1, 1, 1);
        assertThat(condensed.edges()).isEqualTo(8);
    }

    @Test
    void byCommunity_ofTooManyCommunitiesLeavesOutTheLightest() {
        Condensed condensed = Condensed.byCommunity(TRIANGLES, COMMUNITIES, WEIGHTS, ONE_KIND, 2, ALL);

        assertThat(condensed.vertex()).containsExactly(1, 1, 1, 0, 0, 0, OUT);
        assertThat(condensed.members()).containsExactly(3, 3);
        assertThat(condensed.ofEdges(List.of(1, 2, 4, 8, 16, 32, 64, 128), Integer::sum))
                .containsExactly(64, 56, 7);
    }

    @Test
    void edgesOfDifferentKinds_stayApart() {
        IntGraph graph = IntGraph.of(2, new int[] {0, 0, 0}, new int[] {1, 1, 1}, new double[] {1, 1, 1}, true);

        assertThat(Condensed.byWeight(graph, new double[2], new int[] {0, 1, 0}, 2, ALL)
                        .edge())
                .containsExactly(0, 1, 0);
    }

    @Test
    void edgesOfAnUndirectedGraph_areOneInBothDirections() {
        IntGraph graph = IntGraph.of(2, new int[] {0, 1}, new int[] {1, 0}, new double[] {1, 1}, false);

        assertThat(Condensed.byWeight(graph, new double[2], new int[2], 2, ALL).edges())
                .isEqualTo(1);
    }

    @Test
    void nothingWanted_isNothing() {
        for (Condensed condensed : List.of(
                Condensed.byWeight(TRIANGLES, WEIGHTS, ONE_KIND, 0, 0),
                Condensed.byCommunity(TRIANGLES, COMMUNITIES, WEIGHTS, ONE_KIND, 0, 0))) {
            assertThat(condensed.vertex()).containsOnly(OUT);
            assertThat(condensed.members()).isEmpty();
            assertThat(condensed.edges()).isZero();
        }
    }

    @Test
    void emptyGraph_isEmpty() {
        IntGraph empty = IntGraph.of(0, new int[0], new int[0], new double[0], true);

        assertThat(Condensed.byCommunity(empty, new int[0], new double[0], new int[0], 5, 5)
                        .members())
                .isEmpty();
    }

    /** With room for all communities nothing is lost, however little room that is. */
    @ParameterizedTest
    @ValueSource(ints = {10, 11, 25, 59, 60, 61})
    void byCommunity_losesNothingThatHasRoom(int most) {
        var random = new SplittableRandom(most);
        int[] communities =
                IntStream.concat(IntStream.range(0, 10), random.ints(50, 0, 10)).toArray();
        double[] weights = random.doubles(60).toArray();
        double[] edgeWeights = random.ints(300, 1, 9).asDoubleStream().toArray();
        IntGraph graph = IntGraph.of(
                60, random.ints(300, 0, 60).toArray(), random.ints(300, 0, 60).toArray(), edgeWeights, true);

        Condensed condensed = Condensed.byCommunity(graph, communities, weights, new int[300], most, ALL);

        assertThat(condensed.members().length).isBetween(most - 9, most);
        assertThat(Arrays.stream(condensed.members()).sum()).isEqualTo(60);
        assertThat(condensed.edge()).doesNotContain(OUT);
        List<Double> sums = condensed.ofEdges(Arrays.stream(edgeWeights).boxed().toList(), Double::sum);
        assertThat(sums.stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(Arrays.stream(edgeWeights).sum());
        assertThat(sums).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }
}
