package spoor.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph whose edges are events, merged where both ends agree.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 * @param query in Lucene syntax; empty for all events
 * @param asOf the watermark to answer at; null for the present one
 * @param edges one at least; an event makes one edge of each whose both ends it has
 * @param directed whether an edge from a to b is another than one from b to a
 * @param loops whether edges from a vertex to itself are kept
 * @param parallel whether edges of different definitions between the same vertices stay apart
 * @param project onto vertices of one kind; null for the graph itself
 * @param attributes of vertices: name → aggregate of the events at a vertex
 * @param measures of vertices, or of the graph
 * @param edgeMeasures of edges
 * @param seeds ids of the vertices that {@code personalised_pagerank} jumps to
 * @param around the part of the graph that is answered; null for all of it
 * @param snapshots to count each edge's events in; null for none
 * @param compareTo the window that the request's own is compared with, edge by edge; null for none
 * @param layout where vertices are put; null for nowhere
 */
public record GraphRequest(
        String dataset,
        @Nullable Instant from,
        @Nullable Instant to,
        String query,
        @Nullable Long asOf,
        List<Edge> edges,
        boolean directed,
        boolean loops,
        boolean parallel,
        @Nullable Projection project,
        Map<String, String> attributes,
        List<String> measures,
        List<String> edgeMeasures,
        List<String> seeds,
        @Nullable Around around,
        @Nullable Snapshots snapshots,
        @Nullable Window compareTo,
        Limit limit,
        @Nullable Layout layout) {
    public GraphRequest {
        edges = List.copyOf(edges);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        measures = List.copyOf(measures);
        edgeMeasures = List.copyOf(edgeMeasures);
        seeds = List.copyOf(seeds);
    }

    /**
     * From one field's values to another's.
     *
     * @param weight an aggregate of the events of an edge, such as {@code count()} or {@code sum(network.bytes)}
     * @param query which of the request's events make such edges, in Lucene syntax; empty for all
     */
    public record Edge(String source, String target, String weight, String query) {}

    /**
     * Vertices of one kind, of which two are linked that share neighbours of other kinds.
     *
     * @param onto a field of that kind
     */
    public record Projection(String onto, Weight weight) {
        /** How many neighbours two share, or what part of those that either has. */
        public enum Weight {
            shared,
            jaccard
        }
    }

    /**
     * What can be reached from some vertices.
     *
     * @param vertices their ids, one at least
     * @param hops at the most, 1 or more
     */
    public record Around(List<String> vertices, int hops, Direction direction) {
        public Around {
            vertices = List.copyOf(vertices);
        }

        /** Along which edges. */
        public enum Direction {
            out,
            in,
            both
        }
    }

    /** Buckets of time, counted from 1970-01-01 UTC; {@value #MOST} at the most. */
    public record Snapshots(Duration every) {
        public static final int MOST = 500;
    }

    /**
     * A range of time, with one bound at least.
     *
     * @param from inclusive; null for no bound
     * @param to exclusive; null for no bound
     */
    public record Window(@Nullable Instant from, @Nullable Instant to) {}

    /**
     * The most vertices and edges in an answer, 0 to 1,000,000 each; the vertices with most events and the heaviest edges are kept.
     *
     * @param condense what becomes of the other vertices
     */
    public record Limit(int vertices, int edges, Condense condense) {
        public static final Limit DEFAULT = new Limit(2_000, 10_000, Condense.weight);

        /** They are left out, or each community that holds too many becomes one vertex. */
        public enum Condense {
            weight,
            community
        }
    }

    /** By forces, in layers, or around a centre. */
    public enum Layout {
        force,
        layered,
        radial
    }
}
