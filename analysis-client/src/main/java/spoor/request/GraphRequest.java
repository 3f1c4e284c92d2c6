package spoor.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose edges are events, merged where both ends agree.
 *
 * @param measures of {@code degree, pagerank, betweenness, components, community}
 * @param attributes at most 8 fields, whose most frequent value each vertex gets
 */
public record GraphRequest(
        String dataset,
        @Nullable Instant from,
        @Nullable Instant to,
        String query,
        @Nullable Long asOf,
        List<Edge> edges,
        List<String> measures,
        List<String> attributes,
        Limit limit) {
    public GraphRequest {
        edges = List.copyOf(edges);
        measures = List.copyOf(measures);
        attributes = List.copyOf(attributes);
    }

    /** From one field's values to another's. The weight is an aggregate, such as {@code count()}. */
    public record Edge(String source, String target, String weight) {}

    /** The most vertices and edges in an answer; the heaviest are kept. */
    public record Limit(int vertices, int edges) {
        public static final Limit DEFAULT = new Limit(2_000, 10_000);
    }
}
