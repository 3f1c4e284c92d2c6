package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Random;

/** Graphs by chance, the same from the same seed. */
final class RandomGraphs {
    private RandomGraphs() {}

    /** Directed edges between any vertices, loops and parallel ones among them, weights 1 to 9. */
    static IntGraph of(int vertices, int edges, boolean isDirected, Random chance) {
        return IntGraph.of(
                vertices,
                chance.ints(edges, 0, vertices).toArray(),
                chance.ints(edges, 0, vertices).toArray(),
                chance.ints(edges, 1, 10).asDoubleStream().toArray(),
                isDirected);
    }

    /** Each vertex has some edges to earlier ones, the more likely the more edges these have, half of them the other way round. */
    static IntGraph scaleFree(int vertices, int edgesOfEach, long seed) {
        var chance = new Random(seed);
        int edges = vertices * edgesOfEach;
        int[] sources = new int[edges];
        int[] targets = new int[edges];
        for (int edge = 0; edge < edges; edge++) {
            int vertex = edge / edgesOfEach;
            // Either end of an earlier edge.
            int earlier = edge == 0 ? 0 : chance.nextInt(edge);
            int other = chance.nextBoolean() ? sources[earlier] : targets[earlier];
            boolean isThere = chance.nextBoolean();
            sources[edge] = isThere ? vertex : other;
            targets[edge] = isThere ? other : vertex;
        }
        double[] weights = new double[edges];
        Arrays.fill(weights, 1);
        return IntGraph.of(vertices, sources, targets, weights, true);
    }

    /** The same graph whose vertex v has the number {@code numbers[v]}. */
    static IntGraph renumbered(IntGraph graph, int[] numbers) {
        int[] sources = new int[graph.edges()];
        int[] targets = new int[graph.edges()];
        double[] weights = new double[graph.edges()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            sources[edge] = numbers[graph.source(edge)];
            targets[edge] = numbers[graph.target(edge)];
            weights[edge] = graph.weight(edge);
        }
        return IntGraph.of(graph.vertices(), sources, targets, weights, graph.directed());
    }

    /** All edges in the other direction. */
    static IntGraph reversed(IntGraph graph) {
        int[] sources = new int[graph.edges()];
        int[] targets = new int[graph.edges()];
        double[] weights = new double[graph.edges()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            sources[edge] = graph.target(edge);
            targets[edge] = graph.source(edge);
            weights[edge] = graph.weight(edge);
        }
        return IntGraph.of(graph.vertices(), sources, targets, weights, graph.directed());
    }
}
