package spoor.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.graph.IntGraph;

class LayeredLayoutTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void edgesOfAGraphWithoutCycles_leadDown(long seed) {
        var random = new SplittableRandom(seed);
        int[] names = random.ints(80, 0, Integer.MAX_VALUE).toArray();
        List<int[]> edges = new ArrayList<>();
        while (edges.size() < 150) {
            int one = random.nextInt(80);
            int other = random.nextInt(80);
            if (names[one] < names[other]) {
                edges.add(new int[] {one, other});
            }
        }

        Positions drawn = LayeredLayout.of(DrawnGraphs.of(80, true, edges), LayeredLayoutTest::goOn);

        assertThat(edges)
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(drawn.y()[edge[0]])
                        .as("%d, which leads to %d", edge[0], edge[1])
                        .isLessThan(drawn.y()[edge[1]]));
    }

    @Test
    void layers_areAsManyAsTheLongestPathHasVertices() {
        Positions drawn = LayeredLayout.of(
                DrawnGraphs.of(7, "0>1", "1>2", "2>3", "0>3", "4>3", "5>1", "1>6"), LayeredLayoutTest::goOn);

        assertThat(Arrays.stream(drawn.y()).distinct()).hasSize(4);
        assertThat(drawn.y()[0]).isZero();
        assertThat(drawn.y()[5]).as("beside the other that leads there").isZero();
        assertThat(drawn.y()[4]).as("just above what it leads to").isEqualTo(drawn.y()[2]);
        assertThat(drawn.y()[6]).isEqualTo(drawn.y()[2]);
    }

    @Test
    void cycle_hasOneEdgeThatLeadsUp() {
        IntGraph graph = DrawnGraphs.of(6, "5>2", "2>3", "3>4", "4>2", "4>0", "0>1");

        Positions drawn = LayeredLayout.of(graph, LayeredLayoutTest::goOn);

        assertThat(IntStream.range(0, graph.edges())
                        .filter(edge -> drawn.y()[graph.source(edge)] > drawn.y()[graph.target(edge)]))
                .containsExactly(3);
    }

    @Test
    void undirectedEdge_leadsDownFromItsFirstEnd() {
        Positions drawn = LayeredLayout.of(
                DrawnGraphs.of(3, false, List.of(new int[] {2, 1}, new int[] {1, 0})), LayeredLayoutTest::goOn);

        assertThat(drawn.y()).containsExactly(1, 0.5, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void trees_areDrawnWithoutCrossings(long seed) {
        var random = new SplittableRandom(seed);
        IntGraph graph = DrawnGraphs.tree(150, random::nextInt);

        Positions drawn = LayeredLayout.of(graph, LayeredLayoutTest::goOn);

        assertThat(crossings(graph, drawn)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void grid_isDrawnWithoutCrossings(long seed) {
        int side = 6;
        var random = new SplittableRandom(seed);
        int[] names = IntStream.range(0, side * side)
                .boxed()
                .sorted(Comparator.comparingInt(i -> new SplittableRandom(seed + i).nextInt()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < side * side; i++) {
            if (i % side < side - 1) {
                edges.add(random.nextInt(edges.size() + 1), new int[] {names[i], names[i + 1]});
            }
            if (i + side < side * side) {
                edges.add(random.nextInt(edges.size() + 1), new int[] {names[i], names[i + side]});
            }
        }
        IntGraph graph = DrawnGraphs.of(side * side, true, edges);

        assertThat(crossings(graph, LayeredLayout.of(graph, LayeredLayoutTest::goOn)))
                .isZero();
    }

    @Test
    void parent_liesInTheMiddleOfItsChildren() {
        Positions drawn = LayeredLayout.of(DrawnGraphs.tree(13, vertex -> (vertex - 1) / 3), LayeredLayoutTest::goOn);

        for (int parent = 0; parent < 4; parent++) {
            double middle = (drawn.x()[3 * parent + 1] + drawn.x()[3 * parent + 2] + drawn.x()[3 * parent + 3]) / 3;
            assertThat(drawn.x()[parent]).isCloseTo(middle, within(0.02));
        }
    }

    private static long crossings(IntGraph graph, Positions drawn) {
        return IntStream.range(0, graph.edges())
                .boxed()
                .flatMap(one -> IntStream.range(0, one)
                        .filter(other -> isCrossing(graph, drawn, one, other))
                        .boxed())
                .count();
    }

    private static boolean isCrossing(IntGraph graph, Positions drawn, int one, int other) {
        double[] x = drawn.x();
        double[] y = drawn.y();
        boolean isBeside =
                y[graph.source(one)] == y[graph.source(other)] && y[graph.target(one)] == y[graph.target(other)];
        return isBeside
                && (x[graph.source(one)] - x[graph.source(other)]) * (x[graph.target(one)] - x[graph.target(other)])
                        < 0;
    }

    private static void goOn() {}
}
