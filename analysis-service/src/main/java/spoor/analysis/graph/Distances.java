package spoor.analysis.graph;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How far vertices are from each other, by the number of edges of the shortest path along the edges. Of V vertices, r of which a vertex is
 * reached from (itself counted not), at the distances d:
 *
 * <ul>
 *   <li>Closeness: r/Σd · r/(V − 1), how near the others are that reach the vertex, less where they are few (Wasserman and Faust 1994,
 *       doi:10.1017/CBO9780511815478, formula 5.22). 0 where nothing reaches it.
 *   <li>Harmonic centrality: Σ 1/d (Boldi and Vigna 2014, doi:10.1080/15427951.2013.865686). 0 where nothing reaches it.
 *   <li>Eccentricity: the greatest distance <em>from</em> the vertex to one that can be reached from it; 0 where there is none.
 *   <li>Diameter: the greatest of these: of a graph that is not connected, the longest of the shortest paths that there are. An empty graph
 *       has none.
 * </ul>
 *
 * <p>Each takes V searches, O(V · (V + E)), on all cores.
 */
final class Distances {
    /** The searches are divided into so many parts, more than cores, so that all are busy to the end. */
    private static final int PARTS = 16;

    private Distances() {}

    static double[] closeness(IntGraph graph) {
        return each(graph.in(), search -> {
            double sum = 0;
            for (int distance = 1; distance <= search.furthest(); distance++) {
                sum += (double) distance * search.at(distance);
            }
            double reached = search.size() - 1;
            return reached == 0 ? 0 : reached / sum * (reached / (graph.vertices() - 1));
        });
    }

    static double[] harmonic(IntGraph graph) {
        return each(graph.in(), search -> {
            double sum = 0;
            for (int distance = search.furthest(); distance > 0; distance--) {
                sum += (double) search.at(distance) / distance;
            }
            return sum;
        });
    }

    static double[] eccentricity(IntGraph graph) {
        return each(graph.out(), BreadthFirst::furthest);
    }

    /** NaN of an empty graph. */
    static double diameter(IntGraph graph) {
        return Arrays.stream(eccentricity(graph)).max().orElse(Double.NaN);
    }

    private static double[] each(IntGraph.Rows rows, ToDoubleFunction<BreadthFirst> measure) {
        double[] measured = new double[rows.offsets().length - 1];
        var work = new Work();
        Work.parts(PARTS).forEach(part -> {
            var search = new BreadthFirst(rows);
            for (int vertex = part; vertex < measured.length; vertex += PARTS) {
                work.check();
                search.runFrom(vertex);
                measured[vertex] = measure.applyAsDouble(search);
            }
        });
        return measured;
    }
}
