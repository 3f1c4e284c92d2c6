package spoor.analysis.graph;

import java.util.Arrays;

/**
 * Three vertices each of which is next to both others, directions, loops and parallel edges counting nothing. Of a vertex with n neighbours
 * in t of them:
 *
 * <ul>
 *   <li>Clustering coefficient: 2t/(n(n − 1)), the share of the pairs of its neighbours that are next to each other (Watts and Strogatz
 *       1998, doi:10.1038/30918); 0 where n &lt; 2.
 *   <li>Transitivity, of the whole graph: 3 · triangles/Σ n(n − 1)/2, the share of all pairs with a common neighbour (Newman 2003,
 *       doi:10.1137/S003614450342480); 0 where there is no such pair.
 * </ul>
 *
 * <p>Each triangle is found once, at its edge from the vertex with fewest to that with more neighbours (Schank and Wagner 2005,
 * doi:10.1007/11427186_54). O(E^1.5).
 */
final class Triangles {
    private final IntGraph.Rows rows;
    private final long[] counts;

    /** @param graph simple and undirected */
    Triangles(IntGraph graph) {
        rows = graph.out();
        counts = new long[graph.vertices()];
        count();
    }

    private void count() {
        var work = new Work();
        int[][] further = new int[counts.length][];
        for (int vertex = 0; vertex < counts.length; vertex++) {
            further[vertex] = further(vertex);
        }
        // At which vertex each one was marked last, from 1.
        int[] marks = new int[counts.length];
        for (int vertex = 0; vertex < counts.length; vertex++) {
            work.check();
            for (int second : further[vertex]) {
                marks[second] = vertex + 1;
            }
            for (int second : further[vertex]) {
                for (int third : further[second]) {
                    if (marks[third] == vertex + 1) {
                        counts[vertex]++;
                        counts[second]++;
                        counts[third]++;
                    }
                }
            }
        }
    }

    /** The neighbours that have more neighbours, or as many and a larger number. */
    private int[] further(int vertex) {
        return Arrays.stream(rows.neighbours(), rows.offsets()[vertex], rows.offsets()[vertex + 1])
                .filter(neighbour -> rows.size(neighbour) > rows.size(vertex)
                        || (rows.size(neighbour) == rows.size(vertex) && neighbour > vertex))
                .toArray();
    }

    /** In how many each vertex is. */
    double[] counts() {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    double[] clustering() {
        double[] clustering = new double[counts.length];
        for (int vertex = 0; vertex < counts.length; vertex++) {
            clustering[vertex] = pairs(vertex) == 0 ? 0 : counts[vertex] / pairs(vertex);
        }
        return clustering;
    }

    double transitivity() {
        double closed = 0;
        double pairs = 0;
        for (int vertex = 0; vertex < counts.length; vertex++) {
            closed += counts[vertex];
            pairs += pairs(vertex);
        }
        return pairs == 0 ? 0 : closed / pairs;
    }

    private double pairs(int vertex) {
        double neighbours = rows.size(vertex);
        return neighbours * (neighbours - 1) / 2;
    }
}
