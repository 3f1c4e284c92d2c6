package spoor.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose edges are events, merged where both ends agree.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 * @param query in Lucene syntax; empty for all events
 * @param asOf the watermark to answer at; null for the present one
 * @param edges one at least; an event makes one edge of each whose both ends it has
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

    /**
     * From one field's values to another's.
     *
     * @param weight an aggregate of the events of an edge, such as {@code count()} or {@code sum(network.bytes)}
     */
    public record Edge(String source, String target, String weight) {}

    /** The most vertices and edges in an answer, 0 to 1,000,000 each; the vertices with most events and the heaviest edges are kept. */
    public record Limit(int vertices, int edges) {
        public static final Limit DEFAULT = new Limit(2_000, 10_000);
    }
}
