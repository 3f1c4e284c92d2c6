package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What holds a graph together, directions counting nothing.
 *
 * <ul>
 *   <li>Articulation: 1 of a vertex without which its component falls apart, otherwise 0 (Hopcroft and Tarjan 1973,
 *       doi:10.1145/362248.362272). O(V + E).
 *   <li>Bridge: 1 of an edge that belongs to the only link between two vertices without which they are in different components, otherwise
 *       0: edges between the same two vertices are one link, a loop is none. O(V + E).
 *   <li>Spanning: 1 of the edges of the heaviest forest that links what is linked, otherwise 0 (Kruskal 1956,
 *       doi:10.1090/S0002-9939-1956-0078686-7): the graph's backbone, one edge less than vertices in each component. Of equally heavy edges
 *       those that come first. O(E · log E).
 * </ul>
 */
final class CutPoints {
    private static final int NONE = -1;

    private final IntGraph.Rows rows;

    /** From where the search came; of vertices where it began none. */
    private final int[] parents;

    /** When a vertex was found. */
    private final int[] found;

    /** The earliest found of the vertices that are next to it, or to one found after it, the link to its parent apart. */
    private final int[] earliest;

    /** Where the search goes on in its row. */
    private final int[] places;

    private final boolean[] isCutPoint;
    private int finds;

    private CutPoints(IntGraph undirected) {
        int vertices = undirected.vertices();
        rows = undirected.out();
        parents = new int[vertices];
        found = new int[vertices];
        earliest = new int[vertices];
        places = Arrays.copyOf(rows.offsets(), vertices);
        isCutPoint = new boolean[vertices];
        Arrays.fill(parents, NONE);
        Arrays.fill(found, NONE);
        for (int vertex = 0; vertex < vertices; vertex++) {
            if (found[vertex] == NONE) {
                searchFrom(vertex);
            }
        }
    }

    static double[] articulation(IntGraph graph) {
        var search = new CutPoints(graph.undirected());
        double[] articulation = new double[graph.vertices()];
        Arrays.setAll(articulation, vertex -> search.isCutPoint[vertex] ? 1 : 0);
        return articulation;
    }

    static double[] bridges(IntGraph graph) {
        var search = new CutPoints(graph.undirected());
        double[] bridges = new double[graph.edges()];
        Arrays.setAll(
                bridges,
                edge -> search.isBridge(graph.source(edge), graph.target(edge))
                                || search.isBridge(graph.target(edge), graph.source(edge))
                        ? 1
                        : 0);
        return bridges;
    }

    private boolean isBridge(int parent, int child) {
        return parents[child] == parent && earliest[child] > found[parent];
    }

    /** Along the vertices' parents rather than the thread's stack. */
    private void searchFrom(int start) {
        int branches = 0;
        find(start);
        int vertex = start;
        while (vertex != NONE) {
            int parent = parents[vertex];
            if (places[vertex] < rows.offsets()[vertex + 1]) {
                int next = rows.neighbours()[places[vertex]++];
                if (found[next] == NONE) {
                    parents[next] = vertex;
                    find(next);
                    vertex = next;
                } else if (next != parent) {
                    earliest[vertex] = Math.min(earliest[vertex], found[next]);
                }
            } else {
                if (parent == start) {
                    branches++;
                } else if (parent != NONE) {
                    isCutPoint[parent] |= earliest[vertex] >= found[parent];
                }
                if (parent != NONE) {
                    earliest[parent] = Math.min(earliest[parent], earliest[vertex]);
                }
                vertex = parent;
            }
        }
        isCutPoint[start] = branches > 1;
    }

    private void find(int vertex) {
        found[vertex] = finds;
        earliest[vertex] = finds++;
    }

    static double[] spanning(IntGraph graph) {
        double[] spanning = new double[graph.edges()];
        var forest = new Forest(graph.vertices());
        IntStream.range(0, graph.edges())
                .boxed()
                .sorted(Comparator.comparingDouble(graph::weight).reversed())
                .filter(edge -> forest.join(graph.source(edge), graph.target(edge)))
                .forEachOrdered(edge -> spanning[edge] = 1);
        return spanning;
    }
}
