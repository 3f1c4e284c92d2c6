package spoor.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph.
 *
 * @param vertices by events descending, then label, then id
 * @param edges between these vertices, by weight descending, then source, target and kind; of a comparison by the larger of both weights
 * @param summary the measures of the whole graph before the limit, by name: numbers, of {@code triad_census} numbers by class, of {@code
 *     cyclic} true or false; what is not defined is left out
 * @param total before the limit
 * @param snapshots null where none were asked for
 * @param watermark at which it was computed
 * @param elapsedMillis how long that took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GraphResult(
        List<Vertex> vertices,
        List<Edge> edges,
        Map<String, Object> summary,
        Total total,
        @Nullable Snapshots snapshots,
        long watermark,
        long elapsedMillis) {
    public GraphResult {
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
    }

    /**
     * One value of one kind of field.
     *
     * @param id the field's kind and the value, as {@code process.name:cmd.exe}
     * @param label the value
     * @param field the kind
     * @param events how many have the value at an end of an edge
     * @param measures by name, such as {@code degree} or {@code pagerank}, of the whole graph before the limit
     * @param attributes of the events at the vertex, by name, where there is a value: text, a number, a truth value or a time
     * @param x from 0, left, to 1, right; null without a layout
     * @param y from 0, top, to 1, bottom; null without a layout
     * @param members how many vertices it stands for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Vertex(
            String id,
            String label,
            String field,
            long events,
            Map<String, Double> measures,
            Map<String, Object> attributes,
            @Nullable Double x,
            @Nullable Double y,
            int members) {}

    /**
     * All events from one vertex to another.
     *
     * @param source a vertex's id
     * @param target a vertex's id
     * @param kind the index of its definition in the request, the first one where several are merged; 0 in a projection
     * @param weight of several definitions that are merged, the sum
     * @param firstSeen the {@code time} of the earliest event; of a comparison, in either window
     * @param lastSeen the {@code time} of the latest event, likewise
     * @param measures by name
     * @param counts its events in each snapshot; empty without snapshots
     * @param change from the window compared with; null without a comparison
     * @param before what it was there; null without a comparison, or where it is new
     * @param test whether its share of all edges' events differs; null without a comparison
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edge(
            String source,
            String target,
            int kind,
            double weight,
            long events,
            Instant firstSeen,
            Instant lastSeen,
            Map<String, Double> measures,
            List<Long> counts,
            @Nullable Change change,
            @Nullable Before before,
            @Nullable Test test) {}

    /**
     * What became of an edge: new and gone are told by its being there, changed by its {@link Test#q} being 0.05 or less.
     */
    public enum Change {
        /** It is not in the window compared with. */
        @JsonProperty("new")
        NEW,
        /** It is there only. */
        @JsonProperty("gone")
        GONE,
        /** It is in both, and its share differs beyond chance. */
        @JsonProperty("changed")
        CHANGED,
        /** It is in both. */
        @JsonProperty("same")
        SAME
    }

    /** An edge in the window compared with. */
    public record Before(double weight, long events) {}

    /**
     * A test of an edge's shares of the events of all edges in two windows.
     *
     * @param g the likelihood-ratio statistic, 0 or more
     * @param p the probability of such a difference by chance; Fisher's exact one where fewer than 5 events are expected
     * @param q the least false-discovery rate at which it counts as different, over all edges
     */
    public record Test(double g, double p, double q) {}

    /** How many there are before the limit. */
    public record Total(int vertices, int edges) {}

    /**
     * Buckets of time.
     *
     * @param from the start of the first
     * @param size how many there are
     */
    public record Snapshots(Instant from, Duration every, int size) {}
}
