package spoor.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A graph.
 *
 * @param vertices by events descending, then label, then id
 * @param edges between these vertices, by weight descending, then source and target
 * @param total before the limit
 * @param watermark at which it was computed
 * @param elapsedMillis how long that took
 */
public record GraphResult(List<Vertex> vertices, List<Edge> edges, Total total, long watermark, long elapsedMillis) {
    /**
     * One value of one kind of field.
     *
     * @param id the field's kind and the value, as {@code process.name:cmd.exe}
     * @param label the value
     * @param field the kind
     * @param events how many have the value at an end of an edge
     * @param measures by name, such as {@code degree} or {@code pagerank}, of the whole graph before the limit
     * @param attributes the most frequent value of each requested field, where there is any
     */
    public record Vertex(
            String id,
            String label,
            String field,
            long events,
            Map<String, Double> measures,
            Map<String, String> attributes) {}

    /**
     * All events from one vertex to another.
     *
     * @param source a vertex's id
     * @param target a vertex's id
     * @param firstSeen the {@code time} of the earliest event
     * @param lastSeen the {@code time} of the latest event
     */
    public record Edge(String source, String target, double weight, Instant firstSeen, Instant lastSeen) {}

    /** How many there are before the limit. */
    public record Total(int vertices, int edges) {}
}
