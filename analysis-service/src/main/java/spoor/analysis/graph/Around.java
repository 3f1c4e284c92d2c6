package spoor.analysis.graph;

import java.util.Arrays;
import spoor.request.GraphRequest;

/** What lies around some vertices of a graph: its ego graph and, with many hops, all that is reached. */
public final class Around {
    /** Of a vertex that is not reached. */
    public static final int BEYOND = -1;

    private Around() {}

    /**
     * How many edges each vertex is away from the nearest of some. O(V + E).
     *
     * @param centres any number, each 0 away
     * @param most edges; what lies further away is {@link #BEYOND}
     * @return by vertex
     */
    public static int[] hops(IntGraph graph, int[] centres, int most, GraphRequest.Around.Direction direction) {
        var search = new BreadthFirst(rows(graph, direction));
        Arrays.stream(centres).distinct().forEach(search::begin);
        search.run();
        return Arrays.stream(search.distances())
                .map(distance -> distance <= most ? distance : BEYOND)
                .toArray();
    }

    private static IntGraph.Rows rows(IntGraph graph, GraphRequest.Around.Direction direction) {
        return switch (direction) {
            case out -> graph.out();
            case in -> graph.in();
            case both -> graph.undirected().out();
        };
    }
}
