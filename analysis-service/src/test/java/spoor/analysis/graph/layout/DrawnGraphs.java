package spoor.analysis.graph.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import spoor.analysis.graph.IntGraph;

/** Graphs to draw. */
final class DrawnGraphs {
    private DrawnGraphs() {}

    static IntGraph of(int vertices, boolean directed, List<int[]> edges) {
        return IntGraph.of(
                vertices,
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                edges.stream().mapToDouble(_ -> Double.NaN).toArray(),
                directed);
    }

    /** Of edges such as {@code 0>1}. */
    static IntGraph of(int vertices, String... edges) {
        return of(vertices, true, ends(edges));
    }

    private static List<int[]> ends(String... edges) {
        List<int[]> ends = new ArrayList<>();
        for (String edge : edges) {
            String[] words = edge.split(">", -1);
            ends.add(new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])});
        }
        return ends;
    }

    /** Each vertex but the first has an edge from another. */
    static IntGraph tree(int vertices, IntUnaryOperator parent) {
        return of(
                vertices,
                true,
                IntStream.range(1, vertices)
                        .mapToObj(vertex -> new int[] {parent.applyAsInt(vertex), vertex})
                        .toList());
    }

    static IntGraph star(int leaves) {
        return tree(leaves + 1, _ -> 0);
    }

    static IntGraph chain(int vertices) {
        return tree(vertices, vertex -> vertex - 1);
    }

    /** Some of equally many in a row are chosen by chance, the others as often as they are chosen already, as in a network that grows. */
    static IntGraph random(int vertices, int edges, boolean directed, long seed) {
        var random = new SplittableRandom(seed);
        List<int[]> ends = new ArrayList<>();
        for (int i = 0; i < edges; i++) {
            int target = i < vertices ? i : random.nextInt(vertices);
            int source = i == 0 || random.nextInt(3) == 0 ? random.nextInt(vertices) : ends.get(random.nextInt(i))[0];
            ends.add(new int[] {source, target});
        }
        return of(vertices, directed, ends);
    }

    /** Cliques, each of which one edge joins with the next. */
    static IntGraph cliques(int cliques, int vertices) {
        List<int[]> edges = new ArrayList<>();
        for (int clique = 0; clique < cliques; clique++) {
            int first = clique * vertices;
            for (int i = 0; i < vertices; i++) {
                for (int j = 0; j < i; j++) {
                    edges.add(new int[] {first + i, first + j});
                }
            }
            if (clique > 0) {
                edges.add(new int[] {first - 1, first});
            }
        }
        return of(cliques * vertices, false, edges);
    }
}
