package spoor.analysis.graph;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

/**
 * The graph that links make: ends of one {@link Kind} and value are one vertex, links between the same two vertices one edge; measures are
 * computed on the whole, then the heaviest part is kept. O(links + E · log E), beside the {@link Measures}.
 */
public final class EventGraph {
    private static final Comparator<GraphResult.Vertex> MOST_EVENTS = Comparator.comparingLong(
                    GraphResult.Vertex::events)
            .reversed()
            .thenComparing(GraphResult.Vertex::label)
            .thenComparing(GraphResult.Vertex::id);
    private static final Comparator<GraphResult.Edge> HEAVIEST = Comparator.comparingDouble(GraphResult.Edge::weight)
            .reversed()
            .thenComparing(GraphResult.Edge::source)
            .thenComparing(GraphResult.Edge::target);

    /** By id, in whose order the measures see them. */
    private final Map<String, Vertex> vertices = new TreeMap<>();

    private final Map<Ends, GraphResult.Edge> edges = new LinkedHashMap<>();

    private record Vertex(String label, String field, long events) {}

    private record Ends(String source, String target) {}

    private EventGraph() {}

    /**
     * The graph, without watermark and time taken.
     *
     * @param measures of {@code degree, pagerank, betweenness, components, community}
     * @param attributes of vertices, by their id
     * @throws spoor.request.RequestException {@code unknown_function}, or {@code too_large} where a measure would take too long
     */
    public static GraphResult of(
            List<Link> links,
            List<String> measures,
            Map<String, Map<String, String>> attributes,
            GraphRequest.Limit limit) {
        var graph = new EventGraph();
        links.forEach(graph::add);
        Map<String, Map<String, Double>> measured = Measures.of(graph.asJGraphT(), measures);
        List<GraphResult.Vertex> vertices = graph.vertices.entrySet().stream()
                .map(entry -> new GraphResult.Vertex(
                        entry.getKey(),
                        entry.getValue().label(),
                        entry.getValue().field(),
                        entry.getValue().events(),
                        measured.getOrDefault(entry.getKey(), Map.of()),
                        attributes.getOrDefault(entry.getKey(), Map.of())))
                .sorted(MOST_EVENTS)
                .limit(limit.vertices())
                .toList();
        Set<String> kept = vertices.stream().map(GraphResult.Vertex::id).collect(Collectors.toSet());
        List<GraphResult.Edge> edges = graph.edges.values().stream()
                .filter(edge -> kept.contains(edge.source()) && kept.contains(edge.target()))
                .sorted(HEAVIEST)
                .limit(limit.edges())
                .toList();
        return new GraphResult(vertices, edges, new GraphResult.Total(graph.vertices.size(), graph.edges.size()), 0, 0);
    }

    /** An event counts once for a vertex that is both of its ends. */
    private void add(Link link) {
        String source = Kind.vertex(link.sourceField(), link.source());
        String target = Kind.vertex(link.targetField(), link.target());
        count(source, link.source(), Kind.of(link.sourceField()), link.events());
        if (!source.equals(target)) {
            count(target, link.target(), Kind.of(link.targetField()), link.events());
        }
        edges.merge(
                new Ends(source, target),
                new GraphResult.Edge(source, target, link.weight(), link.firstSeen(), link.lastSeen()),
                EventGraph::merge);
    }

    private void count(String id, String label, String field, long events) {
        vertices.merge(
                id,
                new Vertex(label, field, events),
                (one, other) -> new Vertex(label, field, one.events() + other.events()));
    }

    private Graph<String, DefaultWeightedEdge> asJGraphT() {
        var graph = new DefaultDirectedWeightedGraph<String, DefaultWeightedEdge>(DefaultWeightedEdge.class);
        vertices.keySet().forEach(graph::addVertex);
        edges.values().forEach(edge -> graph.setEdgeWeight(graph.addEdge(edge.source(), edge.target()), edge.weight()));
        return graph;
    }

    /** For each key the most frequent value; of equally frequent ones the smallest. */
    public static Map<String, String> mostFrequent(Map<String, Map<String, Long>> counts) {
        Map<String, String> most = new HashMap<>();
        counts.forEach((key, values) -> values.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .ifPresent(entry -> most.put(key, entry.getKey())));
        return most;
    }

    private static GraphResult.Edge merge(GraphResult.Edge one, GraphResult.Edge other) {
        Instant first = one.firstSeen().isBefore(other.firstSeen()) ? one.firstSeen() : other.firstSeen();
        Instant last = one.lastSeen().isAfter(other.lastSeen()) ? one.lastSeen() : other.lastSeen();
        return new GraphResult.Edge(one.source(), one.target(), one.weight() + other.weight(), first, last);
    }
}
