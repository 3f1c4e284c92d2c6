package spoor.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.graph.Around;
import spoor.analysis.graph.IntGraph;
import spoor.request.GraphRequest.Around.Direction;

class RadialLayoutTest {
    private static final int[] NO_ROOTS = {};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void distanceFromTheMiddle_isTheDepth(long seed) {
        var random = new SplittableRandom(seed);
        IntGraph tree = DrawnGraphs.tree(200, random::nextInt);
        int[] depths = Around.hops(tree, new int[] {0}, 200, Direction.out);

        assertDistances(RadialLayout.of(tree, NO_ROOTS, RadialLayoutTest::goOn), 0, depths);
    }

    @Test
    void root_isTheVertexThatReachesMost() {
        IntGraph graph = DrawnGraphs.of(7, "0>1", "2>1", "2>3", "3>4", "4>2", "3>5", "0>6");

        // 2, 3 and 4 reach each other and 1 and 5; most edges lead from 2 and 3. 0 hangs on 1, 6 on 0.
        assertDistances(RadialLayout.of(graph, NO_ROOTS, RadialLayoutTest::goOn), 2, new int[] {2, 1, 0, 1, 2, 2, 3});
    }

    @Test
    void rootOfAnUndirectedGraph_isTheOneWithMostNeighbours() {
        IntGraph star = DrawnGraphs.star(8).undirected();

        assertDistances(
                RadialLayout.of(star, NO_ROOTS, RadialLayoutTest::goOn), 0, new int[] {0, 1, 1, 1, 1, 1, 1, 1, 1});
    }

    @Test
    void givenRoot_isInTheMiddleAndWhatItDoesNotReachHangsOnTheRest() {
        IntGraph graph = DrawnGraphs.of(5, "0>1", "1>2", "3>2", "3>4");

        assertDistances(RadialLayout.of(graph, new int[] {1}, RadialLayoutTest::goOn), 1, new int[] {1, 0, 1, 2, 3});
    }

    @Test
    void severalGivenRoots_areAroundTheMiddle() {
        IntGraph graph = DrawnGraphs.of(5, "0>1", "2>3", "2>4", "1>4");

        Positions drawn = RadialLayout.of(graph, new int[] {2, 0}, RadialLayoutTest::goOn);

        // 0 has one leaf below it and 2 two, so that they lie opposite of each other.
        double x = (drawn.x()[0] + drawn.x()[2]) / 2;
        double y = (drawn.y()[0] + drawn.y()[2]) / 2;
        double ring = radius(drawn, x, y, 0);
        assertThat(ring).isGreaterThan(0.1);
        for (int child : new int[] {1, 3, 4}) {
            assertThat(radius(drawn, x, y, child)).isCloseTo(2 * ring, within(1e-9));
        }
    }

    @Test
    void children_lieWithinTheWedgeOfTheirParent() {
        IntGraph tree = DrawnGraphs.tree(15, vertex -> (vertex - 1) / 2);

        Positions drawn = RadialLayout.of(tree, NO_ROOTS, RadialLayoutTest::goOn);

        for (int vertex = 3; vertex < 15; vertex++) {
            int parent = (vertex - 1) / 2;
            double turned = angle(drawn, vertex) - angle(drawn, parent);
            assertThat(Math.abs(Math.IEEEremainder(turned, 2 * Math.PI))).isLessThan(Math.PI / 4 + 1e-9);
        }
    }

    private static double angle(Positions drawn, int vertex) {
        return Math.atan2(drawn.y()[vertex] - drawn.y()[0], drawn.x()[vertex] - drawn.x()[0]);
    }

    private static double radius(Positions drawn, double x, double y, int vertex) {
        return Math.hypot(drawn.x()[vertex] - x, drawn.y()[vertex] - y);
    }

    private static void assertDistances(Positions drawn, int root, int[] depths) {
        double[] radii = IntStream.range(0, depths.length)
                .mapToDouble(vertex -> radius(drawn, drawn.x()[root], drawn.y()[root], vertex))
                .toArray();
        int nearest = IntStream.range(0, depths.length)
                .filter(vertex -> depths[vertex] == 1)
                .findFirst()
                .orElseThrow();
        for (int vertex = 0; vertex < depths.length; vertex++) {
            assertThat(radii[vertex]).as("vertex %d", vertex).isCloseTo(depths[vertex] * radii[nearest], within(1e-9));
        }
    }

    private static void goOn() {}
}
