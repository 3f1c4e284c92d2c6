package spoor.analysis.graph;

import java.util.Arrays;

/**
 * Which vertices can be reached from which.
 *
 * <ul>
 *   <li>Weak components: vertices that edges link, whatever their direction, have the same number. O(V + E).
 *   <li>Strong components: vertices each of which can be reached from each other one along the edges (Tarjan 1972, doi:10.1137/0201010), by
 *       a stack of its own rather than the thread's. O(V + E).
 *   <li>Depth: the fewest edges that lead to a vertex from a root. A root is a vertex of a strong component to which no edge leads from
 *       outside it: a vertex to which no edge leads but its own loops, or one of a cycle that nothing else starts. So there is a root for
 *       each vertex. O(V + E).
 * </ul>
 *
 * <p>Components of an undirected graph are strong and weak alike, and each vertex of it has depth 0. An empty graph has none; a vertex
 * alone is one.
 */
public final class Components {
    private static final int UNSEEN = -1;

    private Components() {}

    /** The smallest vertex of each vertex's weak component. */
    public static int[] weak(IntGraph graph) {
        var forest = new Forest(graph.vertices());
        for (int edge = 0; edge < graph.edges(); edge++) {
            forest.join(graph.source(edge), graph.target(edge));
        }
        int[] roots = new int[graph.vertices()];
        Arrays.setAll(roots, forest::root);
        return roots;
    }

    /** The strong component of each vertex, in an order in which edges lead to smaller numbers only. */
    public static int[] strong(IntGraph graph) {
        return new Strong(graph).components();
    }

    /** Whether a path along the edges comes back to where it began; of an undirected graph, without an edge twice. */
    static boolean isCyclic(IntGraph graph) {
        int[] components = graph.directed() ? strong(graph) : weak(graph);
        boolean[] seen = new boolean[graph.vertices()];
        int count = 0;
        for (int component : components) {
            count += seen[component] ? 0 : 1;
            seen[component] = true;
        }
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (graph.source(edge) == graph.target(edge)) {
                return true;
            }
        }
        return graph.directed() ? count < graph.vertices() : graph.edges() > graph.vertices() - count;
    }

    static int[] depths(IntGraph graph) {
        int[] components = strong(graph);
        boolean[] isEntered = new boolean[graph.vertices()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (components[graph.source(edge)] != components[graph.target(edge)]) {
                isEntered[components[graph.target(edge)]] = true;
            }
        }
        var search = new BreadthFirst(graph.out());
        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            if (!isEntered[components[vertex]]) {
                search.begin(vertex);
            }
        }
        search.run();
        return search.distances();
    }

    /** Tarjan's search. A vertex is on the path, then waits for its component to be complete, then is in it. */
    private static final class Strong {
        private final IntGraph.Rows rows;
        private final int[] components;
        /** When a vertex was found first. */
        private final int[] found;
        /** The earliest found of the vertices known to be in one component with it. */
        private final int[] earliest;
        /** Where the search goes on in its row. */
        private final int[] places;

        private final int[] path;
        private final int[] waiting;
        private int waits;
        private int finds;
        private int count;

        Strong(IntGraph graph) {
            int vertices = graph.vertices();
            rows = graph.out();
            components = new int[vertices];
            found = new int[vertices];
            earliest = new int[vertices];
            places = Arrays.copyOf(rows.offsets(), vertices);
            path = new int[vertices];
            waiting = new int[vertices];
            Arrays.fill(components, UNSEEN);
            Arrays.fill(found, UNSEEN);
        }

        int[] components() {
            for (int vertex = 0; vertex < components.length; vertex++) {
                if (found[vertex] == UNSEEN) {
                    searchFrom(vertex);
                }
            }
            return components;
        }

        private void searchFrom(int start) {
            int length = 0;
            path[length++] = find(start);
            while (length > 0) {
                int vertex = path[length - 1];
                if (places[vertex] < rows.offsets()[vertex + 1]) {
                    int next = rows.neighbours()[places[vertex]++];
                    if (found[next] == UNSEEN) {
                        path[length++] = find(next);
                    } else if (components[next] == UNSEEN) {
                        earliest[vertex] = Math.min(earliest[vertex], found[next]);
                    }
                } else {
                    length--;
                    if (earliest[vertex] == found[vertex]) {
                        complete(vertex);
                    }
                    if (length > 0) {
                        earliest[path[length - 1]] = Math.min(earliest[path[length - 1]], earliest[vertex]);
                    }
                }
            }
        }

        private int find(int vertex) {
            found[vertex] = finds;
            earliest[vertex] = finds++;
            waiting[waits++] = vertex;
            return vertex;
        }

        private void complete(int first) {
            int vertex;
            do {
                vertex = waiting[--waits];
                components[vertex] = count;
            } while (vertex != first);
            count++;
        }
    }
}
