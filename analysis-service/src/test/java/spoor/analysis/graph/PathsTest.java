package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.graph.GoldenPaths.Golden;
import spoor.analysis.graph.GoldenPaths.Way;

class PathsTest {
    private static final int ALL = 1_000;

    static List<Golden> golden() throws IOException {
        return GoldenPaths.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shortest_areThoseOfNetworkXInTheirOrder(Golden golden) {
        Paths found =
                Paths.shortest(golden.graph(), golden.costs(), golden.source(), golden.target(), 12, PathsTest::goOn);

        assertThat(ways(found)).isEqualTo(golden.shortest());
        assertThat(found.isTruncated()).isEqualTo(countOfAll(golden) > 12);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void simple_areThoseOfNetworkXInTheirOrder(Golden golden) {
        Paths found = Paths.simple(
                golden.graph(),
                golden.costs(),
                golden.source(),
                golden.target(),
                golden.longest(),
                ALL,
                PathsTest::goOn);

        assertThat(ways(found)).isEqualTo(golden.simple());
        assertThat(found.isTruncated()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void cycles_areThoseOfNetworkXInTheirOrder(Golden golden) {
        Paths found = Paths.cycles(golden.graph(), golden.costs(), golden.longest(), ALL, PathsTest::goOn);

        assertThat(ways(found)).isEqualTo(golden.cycles());
        assertThat(found.isTruncated()).isFalse();
    }

    /** Yen's method and a search of all ways are as different as can be. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shortest_areTheBestOfAllSimpleOnes(long seed) {
        var random = new SplittableRandom(seed);
        IntGraph graph = IntGraph.of(
                8,
                random.ints(40, 0, 8).toArray(),
                random.ints(40, 0, 8).toArray(),
                new double[40],
                random.nextBoolean());
        double[] costs = random.ints(40, 0, 3).asDoubleStream().toArray();

        List<Way> all = ways(Paths.simple(graph, costs, 0, 7, 8, 100_000, PathsTest::goOn));

        assertThat(all).hasSizeGreaterThan(5);
        assertThat(ways(Paths.shortest(graph, costs, 0, 7, 5, PathsTest::goOn))).isEqualTo(all.subList(0, 5));
        assertThat(ways(Paths.shortest(graph, costs, 0, 7, 100_000, PathsTest::goOn)))
                .isEqualTo(all);
    }

    @Test
    void edges_areTheCheapestBetweenTheVertices() {
        IntGraph graph = graph(true, "0>1", "0>1", "1>2", "0>1");
        double[] costs = {3, 2, 1, 2};

        Paths.Path path =
                Paths.shortest(graph, costs, 0, 2, 9, PathsTest::goOn).paths().getFirst();

        assertThat(path.edges()).containsExactly(1, 2);
        assertThat(path.cost()).isEqualTo(3);
        assertThat(Paths.simple(graph, costs, 0, 2, 9, 9, PathsTest::goOn).paths())
                .singleElement()
                .satisfies(only -> assertThat(only.edges()).containsExactly(1, 2));
    }

    @Test
    void moreThanWanted_areSaid() {
        IntGraph graph = graph(true, "0>1", "1>3", "0>2", "2>3", "0>3");
        double[] costs = ones(graph);

        assertThat(ways(Paths.shortest(graph, costs, 0, 3, 2, PathsTest::goOn)))
                .extracting(Way::vertices)
                .containsExactly(List.of(0, 3), List.of(0, 1, 3));
        assertThat(Paths.shortest(graph, costs, 0, 3, 2, PathsTest::goOn).isTruncated())
                .isTrue();
        assertThat(Paths.shortest(graph, costs, 0, 3, 3, PathsTest::goOn).isTruncated())
                .isFalse();
        assertThat(Paths.simple(graph, costs, 0, 3, 9, 2, PathsTest::goOn).isTruncated())
                .isTrue();
        assertThat(Paths.simple(graph, costs, 0, 3, 9, 3, PathsTest::goOn).isTruncated())
                .isFalse();
    }

    @Test
    void ofTooManyPaths_thoseOfTheFewestEdgesAreFoundWhateverTheyCost() {
        IntGraph graph = graph(true, "0>1", "1>2", "2>3", "0>3", "0>2");

        Paths found = Paths.simple(graph, new double[] {0, 0, 0, 9, 5}, 0, 3, 9, 2, PathsTest::goOn);

        assertThat(ways(found)).containsExactly(new Way(List.of(0, 2, 3), 5), new Way(List.of(0, 3), 9));
        assertThat(found.isTruncated()).isTrue();
    }

    /** Into the clique, all whose ways to the target come back to where they came in. */
    @Test
    void searchThatTakesTooManySteps_endsAndSaysSo() {
        IntGraph graph = cliqueBesideThePath(40);

        Paths found = Paths.simple(graph, ones(graph), 0, 2, 12, 9, PathsTest::goOn);

        assertThat(ways(found)).containsExactly(new Way(List.of(0, 1, 2), 2));
        assertThat(found.isTruncated()).isTrue();
        assertThatThrownBy(() -> Paths.simple(graph, ones(graph), 0, 2, 12, 9, PathsTest::giveUp))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void cyclesOfAClique_areAllFound() {
        IntGraph graph = cliqueBesideThePath(40);

        Paths found = Paths.cycles(graph, ones(graph), 3, 100_000, PathsTest::goOn);

        assertThat(found.paths()).hasSize(41 * 40 / 2 + 41 * 40 * 39 / 3);
        assertThat(found.isTruncated()).isFalse();
    }

    /** 0 → 1 → 2, and 1 is one of a clique with the others. */
    private static IntGraph cliqueBesideThePath(int others) {
        Stream<String> clique = IntStream.range(0, others + 3)
                .filter(i -> i != 0 && i != 2)
                .boxed()
                .flatMap(i -> IntStream.range(0, others + 3)
                        .filter(j -> j != 0 && j != 2 && j != i)
                        .mapToObj(j -> i + ">" + j));
        return graph(true, Stream.concat(Stream.of("0>1", "1>2"), clique).toArray(String[]::new));
    }

    @Test
    void nothingLeadsThere_isNoPath() {
        IntGraph graph = graph(true, "0>1", "2>1", "2>2");

        for (int target : new int[] {2, 0}) {
            assertThat(Paths.shortest(graph, ones(graph), 1, target, 9, PathsTest::goOn))
                    .isEqualTo(new Paths(List.of(), false));
            assertThat(Paths.simple(graph, ones(graph), 1, target, 9, 9, PathsTest::goOn))
                    .isEqualTo(new Paths(List.of(), false));
        }
    }

    @Test
    void pathToWhereItBegins_hasNoEdge() {
        IntGraph graph = graph(true, "0>1", "1>0", "0>0");

        for (Paths found : List.of(
                Paths.shortest(graph, ones(graph), 0, 0, 9, PathsTest::goOn),
                Paths.simple(graph, ones(graph), 0, 0, 9, 9, PathsTest::goOn))) {
            assertThat(ways(found)).containsExactly(new Way(List.of(0), 0));
            assertThat(found.isTruncated()).isFalse();
        }
    }

    @Test
    void cyclesOfAnUndirectedGraph_areToldInOneDirection() {
        IntGraph graph = graph(false, "0>1", "1>0", "1>2", "2>0", "2>2");

        assertThat(ways(Paths.cycles(graph, ones(graph), 9, 9, PathsTest::goOn)))
                .extracting(Way::vertices)
                .containsExactly(List.of(2, 2), List.of(0, 1, 2, 0));
    }

    @Test
    void tooLongPaths_areRefused() {
        IntGraph graph = graph(true, "0>1");

        assertThatThrownBy(() -> Paths.simple(graph, ones(graph), 0, 1, 1_001, 1, PathsTest::goOn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000")
                .hasMessageContaining("1001");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void costThatCannotBeAddedUp_isRefused(double cost) {
        IntGraph graph = graph(true, "0>1");

        assertThatThrownBy(() -> Paths.shortest(graph, new double[] {cost}, 0, 1, 1, PathsTest::goOn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("edge 0 costs " + cost);
    }

    @Test
    void nobodyWaits_isNotSearchedOn() {
        IntGraph graph = graph(true, "0>1", "1>2", "0>2");

        assertThatThrownBy(() -> Paths.shortest(graph, ones(graph), 0, 2, 5, PathsTest::giveUp))
                .isInstanceOf(CancellationException.class);
    }

    private static int countOfAll(Golden golden) {
        return Paths.simple(golden.graph(), golden.costs(), golden.source(), golden.target(), 9, ALL, PathsTest::goOn)
                .paths()
                .size();
    }

    private static List<Way> ways(Paths found) {
        return found.paths().stream()
                .map(path -> new Way(Arrays.stream(path.vertices()).boxed().toList(), path.cost()))
                .toList();
    }

    private static double[] ones(IntGraph graph) {
        double[] ones = new double[graph.edges()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static IntGraph graph(boolean directed, String... edges) {
        int[][] ends = Arrays.stream(edges)
                .map(edge -> Arrays.stream(edge.split(">", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        return IntGraph.of(
                Arrays.stream(ends).flatMapToInt(Arrays::stream).max().orElse(-1) + 1,
                Arrays.stream(ends).mapToInt(each -> each[0]).toArray(),
                Arrays.stream(ends).mapToInt(each -> each[1]).toArray(),
                new double[ends.length],
                directed);
    }

    private static void goOn() {}

    private static void giveUp() {
        throw new CancellationException();
    }
}
