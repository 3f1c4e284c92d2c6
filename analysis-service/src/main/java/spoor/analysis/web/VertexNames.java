package spoor.analysis.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import spoor.request.GraphResult;

/** What files call the vertices of a graph: n0, n1 and so on, for their ids are free texts. */
final class VertexNames {
    private final Map<String, String> names = new HashMap<>();

    VertexNames(GraphResult graph) {
        graph.vertices().forEach(vertex -> names.put(vertex.id(), "n" + names.size()));
    }

    /** Of the vertex with an id. */
    String of(String id) {
        return Objects.requireNonNull(names.get(id), id);
    }
}
