package spoor.analysis.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

/** Makes the graph of links: equal vertices are merged, measures are computed on the whole, then the heaviest part is kept. */
public final class EventGraph {
    private EventGraph() {}

    /**
     * The graph, without watermark and time taken.
     *
     * @param attributes of vertices, by their id
     */
    public static GraphResult of(
            List<Link> links,
            List<String> measures,
            Map<String, Map<String, String>> attributes,
            GraphRequest.Limit limit) {
        Map<String, Vertex> vertices = new TreeMap<>();
        Map<List<String>, GraphResult.Edge> merged = new LinkedHashMap<>();
        for (Link link : links) {
            String source = Kind.vertex(link.sourceField(), link.source());
            String target = Kind.vertex(link.targetField(), link.target());
            count(vertices, source, link.source(), Kind.of(link.sourceField()), link.events());
            count(
                    vertices,
                    target,
                    link.target(),
                    Kind.of(link.targetField()),
                    source.equals(target) ? 0 : link.events());
            merged.merge(
                    List.of(source, target),
                    new GraphResult.Edge(source, target, link.weight(), link.firstSeen(), link.lastSeen()),
                    EventGraph::merge);
        }
        DefaultDirectedWeightedGraph<String, DefaultWeightedEdge> graph =
                new DefaultDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        vertices.keySet().forEach(graph::addVertex);
        for (GraphResult.Edge edge : merged.values()) {
            graph.setEdgeWeight(graph.addEdge(edge.source(), edge.target()), edge.weight());
        }
        Map<String, Map<String, Double>> measured = Measures.of(graph, measures);

        List<GraphResult.Vertex> kept = vertices.entrySet().stream()
                .map(entry -> new GraphResult.Vertex(
                        entry.getKey(),
                        entry.getValue().label(),
                        entry.getValue().field(),
                        entry.getValue().events(),
                        measured.getOrDefault(entry.getKey(), Map.of()),
                        attributes.getOrDefault(entry.getKey(), Map.of())))
                .sorted(Comparator.comparingLong(GraphResult.Vertex::events)
                        .reversed()
                        .thenComparing(GraphResult.Vertex::label)
                        .thenComparing(GraphResult.Vertex::id))
                .limit(limit.vertices())
                .toList();
        Set<String> ids = kept.stream().map(GraphResult.Vertex::id).collect(Collectors.toSet());
        List<GraphResult.Edge> edges = new ArrayList<>(merged.values());
        edges.removeIf(edge -> !ids.contains(edge.source()) || !ids.contains(edge.target()));
        edges.sort(Comparator.comparingDouble(GraphResult.Edge::weight)
                .reversed()
                .thenComparing(GraphResult.Edge::source)
                .thenComparing(GraphResult.Edge::target));
        return new GraphResult(
                kept,
                List.copyOf(edges.subList(0, Math.min(edges.size(), limit.edges()))),
                new GraphResult.Total(vertices.size(), merged.size()),
                0,
                0);
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

    private static void count(Map<String, Vertex> vertices, String id, String label, String field, long events) {
        vertices.merge(
                id,
                new Vertex(label, field, events),
                (one, other) -> new Vertex(label, field, one.events() + other.events()));
    }

    private static GraphResult.Edge merge(GraphResult.Edge one, GraphResult.Edge other) {
        Instant first = one.firstSeen().isBefore(other.firstSeen()) ? one.firstSeen() : other.firstSeen();
        Instant last = one.lastSeen().isAfter(other.lastSeen()) ? one.lastSeen() : other.lastSeen();
        return new GraphResult.Edge(one.source(), one.target(), one.weight() + other.weight(), first, last);
    }

    private record Vertex(String label, String field, long events) {}
}
