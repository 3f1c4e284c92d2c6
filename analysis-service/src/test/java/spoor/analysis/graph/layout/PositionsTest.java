package spoor.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import spoor.analysis.graph.IntGraph;
import spoor.request.GraphRequest.Layout;

/** What all layouts have in common. */
class PositionsTest {
    private static final int[] NO_ROOTS = {};

    static Stream<Arguments> layoutsAndGraphs() {
        Map<String, IntGraph> graphs = new LinkedHashMap<>();
        graphs.put("empty", DrawnGraphs.of(0));
        graphs.put("one vertex", DrawnGraphs.of(1));
        graphs.put("one vertex with a loop", DrawnGraphs.of(1, "0>0"));
        graphs.put("nothing but vertices", DrawnGraphs.of(7));
        graphs.put("two", DrawnGraphs.of(2, "0>1"));
        graphs.put("there and back, and loops", DrawnGraphs.of(3, "0>1", "1>0", "0>1", "2>2", "1>1"));
        graphs.put("cycle", DrawnGraphs.of(4, "0>1", "1>2", "2>3", "3>0"));
        graphs.put("many parts", DrawnGraphs.of(90, "0>1", "2>3", "5>6", "6>7", "7>5", "80>81", "80>82", "80>80"));
        graphs.put("star", DrawnGraphs.star(300));
        graphs.put("chain", DrawnGraphs.chain(400));
        graphs.put("binary tree", DrawnGraphs.tree(255, vertex -> (vertex - 1) / 2));
        graphs.put("cliques", DrawnGraphs.cliques(5, 8));
        graphs.put("random", DrawnGraphs.random(300, 900, true, 7));
        graphs.put("random, undirected", DrawnGraphs.random(300, 900, false, 7));
        return Stream.of(Layout.values())
                .flatMap(layout ->
                        graphs.entrySet().stream().map(graph -> arguments(layout, graph.getKey(), graph.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layoutsAndGraphs")
    void everyVertex_hasAPlaceOfItsOwnInTheUnitSquare(Layout layout, String name, IntGraph graph) {
        Positions drawn = Positions.of(layout, graph, NO_ROOTS, PositionsTest::goOn);

        assertThat(drawn.x()).hasSize(graph.vertices());
        assertThat(drawn.y()).hasSize(graph.vertices());
        Set<List<Long>> places = new HashSet<>();
        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            assertThat(drawn.x()[vertex]).isBetween(0.0, 1.0);
            assertThat(drawn.y()[vertex]).isBetween(0.0, 1.0);
            // a picture of 100,000 points a side tells them apart
            places.add(List.of(Math.round(drawn.x()[vertex] * 1e5), Math.round(drawn.y()[vertex] * 1e5)));
        }
        assertThat(places).hasSize(graph.vertices());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layoutsAndGraphs")
    void sameGraph_isDrawnAlike(Layout layout, String name, IntGraph graph) {
        Positions drawn = Positions.of(layout, graph, NO_ROOTS, PositionsTest::goOn);
        Positions again = Positions.of(layout, graph, NO_ROOTS, PositionsTest::goOn);

        assertThat(again.x()).isEqualTo(drawn.x());
        assertThat(again.y()).isEqualTo(drawn.y());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void picture_fillsTheSquareInOneDirection(Layout layout) {
        Positions drawn = Positions.of(layout, DrawnGraphs.random(60, 120, true, 1), NO_ROOTS, PositionsTest::goOn);

        double width = extent(drawn.x());
        double height = extent(drawn.y());
        assertThat(Math.max(width, height)).isEqualTo(1);
        assertThat(Math.min(width, height)).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void nobodyWaits_isNotDrawnOn(Layout layout) {
        assertThatThrownBy(() -> Positions.of(layout, DrawnGraphs.chain(5), NO_ROOTS, () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static double extent(double[] values) {
        var range = Arrays.stream(values).summaryStatistics();
        return range.getMax() - range.getMin();
    }

    private static void goOn() {}
}
