package spoor.analysis.graph.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import spoor.analysis.graph.IntGraph;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

/** An answered graph with the places of its vertices. */
public final class DrawnGraph {
    private DrawnGraph() {}

    /**
     * The same graph, its vertices where a layout puts them; a radial one begins with those that the part around was asked for, where there are any.
     *
     * @throws CancellationException if this thread is interrupted
     */
    public static GraphResult of(GraphResult graph, GraphRequest request, GraphRequest.Layout layout) {
        Map<String, Integer> numbers = new HashMap<>();
        graph.vertices().forEach(vertex -> numbers.put(vertex.id(), numbers.size()));
        List<GraphResult.Edge> edges = graph.edges();
        IntGraph ints = IntGraph.of(
                numbers.size(),
                edges.stream().mapToInt(edge -> numbers.get(edge.source())).toArray(),
                edges.stream().mapToInt(edge -> numbers.get(edge.target())).toArray(),
                edges.stream().mapToDouble(GraphResult.Edge::weight).toArray(),
                request.directed() && request.project() == null);
        Positions positions = Positions.of(layout, ints, roots(request, numbers), DrawnGraph::check);
        return new GraphResult(
                IntStream.range(0, numbers.size())
                        .mapToObj(i -> at(
                                graph.vertices().get(i),
                                positions.x()[i],
                                positions.y()[i]))
                        .toList(),
                edges,
                graph.summary(),
                graph.total(),
                graph.snapshots(),
                graph.watermark(),
                graph.elapsedMillis());
    }

    private static int[] roots(GraphRequest request, Map<String, Integer> numbers) {
        GraphRequest.Around around = request.around();
        return around == null
                ? new int[0]
                : around.vertices().stream()
                        .distinct()
                        .filter(numbers::containsKey)
                        .mapToInt(id -> Objects.requireNonNull(numbers.get(id)))
                        .toArray();
    }

    private static GraphResult.Vertex at(GraphResult.Vertex vertex, double x, double y) {
        return new GraphResult.Vertex(
                vertex.id(),
                vertex.label(),
                vertex.field(),
                vertex.events(),
                vertex.measures(),
                vertex.attributes(),
                x,
                y,
                vertex.members());
    }

    private static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Nobody waits for the drawing any more");
        }
    }
}
