package spoor.analysis.graph;

/**
 * Which core a vertex is in: the greatest k so that it belongs to a part of the graph in which each vertex has k neighbours or more
 * (Seidman 1983, doi:10.1016/0378-8733(83)90028-X), directions, loops and parallel edges counting nothing. 0 of a vertex without
 * neighbours. By taking away the vertex that has fewest, again and again, in buckets (Batagelj and Zaveršnik 2003, arXiv:cs/0310049). O(V +
 * E).
 */
final class Cores {
    private Cores() {}

    /** @param graph simple and undirected */
    static int[] of(IntGraph graph) {
        int vertices = graph.vertices();
        IntGraph.Rows rows = graph.out();
        int[] degrees = new int[vertices];
        int most = 0;
        for (int vertex = 0; vertex < vertices; vertex++) {
            degrees[vertex] = rows.size(vertex);
            most = Math.max(most, degrees[vertex]);
        }
        // Vertices by the neighbours that they have left; where those of each number begin.
        int[] begins = new int[most + 2];
        for (int degree : degrees) {
            begins[degree + 1]++;
        }
        for (int degree = 0; degree <= most; degree++) {
            begins[degree + 1] += begins[degree];
        }
        int[] next = begins.clone();
        int[] ordered = new int[vertices];
        int[] places = new int[vertices];
        for (int vertex = 0; vertex < vertices; vertex++) {
            places[vertex] = next[degrees[vertex]]++;
            ordered[places[vertex]] = vertex;
        }
        for (int vertex : ordered) {
            for (int place = rows.offsets()[vertex]; place < rows.offsets()[vertex + 1]; place++) {
                int neighbour = rows.neighbours()[place];
                if (degrees[neighbour] > degrees[vertex]) {
                    // It changes places with the first of its bucket, which then begins after it.
                    int begin = begins[degrees[neighbour]]++;
                    int first = ordered[begin];
                    ordered[places[neighbour]] = first;
                    places[first] = places[neighbour];
                    ordered[begin] = neighbour;
                    places[neighbour] = begin;
                    degrees[neighbour]--;
                }
            }
        }
        return degrees;
    }
}
