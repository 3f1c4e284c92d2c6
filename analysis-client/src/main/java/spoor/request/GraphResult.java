package spoor.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A graph: vertices by events descending, then label; edges by weight descending, then source and target. */
public record GraphResult(List<Vertex> vertices, List<Edge> edges, Total total, long watermark, long elapsedMillis) {
    /**
     * One value of one kind of field.
     *
     * @param id the field's kind and the value
     * @param measures by name, such as {@code degree} or {@code pagerank}
     */
    public record Vertex(
            String id,
            String label,
            String field,
            long events,
            Map<String, Double> measures,
            Map<String, String> attributes) {}

    public record Edge(String source, String target, double weight, Instant firstSeen, Instant lastSeen) {}

    /** How many there are before the limit. */
    public record Total(int vertices, int edges) {}
}
