package spoor.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.graph.IntGraph;

class ForceLayoutTest {
    @Test
    void cliques_lieTogetherAndApartFromEachOther() {
        IntGraph graph = DrawnGraphs.cliques(6, 10);

        Positions drawn = ForceLayout.of(graph, ForceLayoutTest::goOn);

        double within = mean(drawn, (i, j) -> i / 10 == j / 10);
        double across = mean(drawn, (i, j) -> i / 10 != j / 10);
        assertThat(within).isLessThan(across / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighbours_lieNearerThanStrangers(long seed) {
        IntGraph graph = DrawnGraphs.random(400, 600, true, seed);

        Positions drawn = ForceLayout.of(graph, ForceLayoutTest::goOn);

        double neighbours = IntStream.range(0, graph.edges())
                .mapToDouble(edge -> distance(drawn, graph.source(edge), graph.target(edge)))
                .average()
                .orElseThrow();
        assertThat(neighbours).isLessThan(mean(drawn, (i, j) -> true) / 2);
    }

    /** From a random start without coarser graphs, a chain lies in a knot. */
    @Test
    void chain_isUnfolded() {
        Positions drawn = ForceLayout.of(DrawnGraphs.chain(200), ForceLayoutTest::goOn);

        double steps = IntStream.range(1, 200)
                .mapToDouble(vertex -> distance(drawn, vertex - 1, vertex))
                .sum();
        assertThat(distance(drawn, 0, 199)).isGreaterThan(steps / 2);
    }

    @Test
    void grid_keepsItsCornersApart() {
        int side = 20;
        IntGraph graph = DrawnGraphs.of(
                side * side,
                false,
                IntStream.range(0, side * side)
                        .boxed()
                        .flatMap(i -> IntStream.of(1, side)
                                .filter(step -> step == 1 ? i % side < side - 1 : i < side * (side - 1))
                                .mapToObj(step -> new int[] {i, i + step}))
                        .toList());

        Positions drawn = ForceLayout.of(graph, ForceLayoutTest::goOn);

        int last = side * side - 1;
        double diagonals = distance(drawn, 0, last) + distance(drawn, side - 1, last - side + 1);
        double edge = distance(drawn, last / 2 - 10, last / 2 - 9);
        assertThat(diagonals / 2).isGreaterThan(side * edge * 0.8);
    }

    @Test
    void leavesOfAStar_lieAroundIt() {
        Positions drawn = ForceLayout.of(DrawnGraphs.star(200), ForceLayoutTest::goOn);

        double meanX = IntStream.rangeClosed(1, 200)
                .mapToDouble(leaf -> drawn.x()[leaf])
                .average()
                .orElseThrow();
        double meanY = IntStream.rangeClosed(1, 200)
                .mapToDouble(leaf -> drawn.y()[leaf])
                .average()
                .orElseThrow();
        assertThat(Math.hypot(drawn.x()[0] - meanX, drawn.y()[0] - meanY)).isLessThan(0.05);
    }

    /** Forces alone would drive them away for ever. */
    @Test
    void smallParts_stayBesideTheLargeOne() {
        IntGraph large = DrawnGraphs.random(100, 300, true, 5);
        IntGraph graph = DrawnGraphs.of(
                200,
                true,
                IntStream.range(0, 300)
                        .mapToObj(edge -> new int[] {large.source(edge), large.target(edge)})
                        .toList());

        Positions drawn = ForceLayout.of(graph, ForceLayoutTest::goOn);

        var x = IntStream.range(0, 100).mapToDouble(vertex -> drawn.x()[vertex]).summaryStatistics();
        var y = IntStream.range(0, 100).mapToDouble(vertex -> drawn.y()[vertex]).summaryStatistics();
        assertThat(x.getMax() - x.getMin()).isGreaterThan(0.4);
        assertThat(y.getMax() - y.getMin()).isGreaterThan(0.4);
        for (int apart = 100; apart < 200; apart++) {
            boolean isWithin = drawn.x()[apart] >= x.getMin()
                    && drawn.x()[apart] <= x.getMax()
                    && drawn.y()[apart] >= y.getMin()
                    && drawn.y()[apart] <= y.getMax();
            assertThat(isWithin).as("%d lies on the large part", apart).isFalse();
        }
    }

    private interface Pairs {
        boolean test(int one, int other);
    }

    private static double mean(Positions drawn, Pairs pairs) {
        return IntStream.range(0, drawn.size())
                .boxed()
                .flatMapToDouble(i ->
                        IntStream.range(0, i).filter(j -> pairs.test(i, j)).mapToDouble(j -> distance(drawn, i, j)))
                .average()
                .orElseThrow();
    }

    private static double distance(Positions drawn, int one, int other) {
        return Math.hypot(drawn.x()[one] - drawn.x()[other], drawn.y()[one] - drawn.y()[other]);
    }

    private static void goOn() {}
}
