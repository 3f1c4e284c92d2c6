package spoor.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Requests;
import spoor.request.TableRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A graph that is yet to be computed. Every method gives another, which this one stays unchanged by; nothing is asked for until {@link #fetch}.
 * What each property means is said at {@link GraphRequest}.
 */
public final class Graph {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Spoor spoor;

    /** What {@code POST /graph} takes; not changed. */
    private final ObjectNode request;

    private Graph(Spoor spoor, ObjectNode request) {
        this.spoor = spoor;
        this.request = request;
    }

    static Graph of(Spoor spoor, TableRequest events, GraphRequest.Edge... edges) {
        return new Graph(spoor, (ObjectNode) Requests.json(events)).with("edges", edges);
    }

    /** An edge from one field's values to another's that weighs as much as it has events. */
    public static GraphRequest.Edge edge(String source, String target) {
        return edge(source, target, Expression.count(), "");
    }

    /**
     * An edge of some of the events.
     *
     * @param weight an aggregate
     * @param query in Lucene syntax; empty for all
     */
    public static GraphRequest.Edge edge(String source, String target, Expression weight, String query) {
        return new GraphRequest.Edge(source, target, weight.text(), query);
    }

    /** Edges from a to b and from b to a are one. */
    public Graph undirected() {
        return with("directed", false);
    }

    /** Edges from a vertex to itself are left out. */
    public Graph withoutLoops() {
        return with("loops", false);
    }

    /** Edges of different definitions stay apart. */
    public Graph parallel() {
        return with("parallel", true);
    }

    /** The vertices of one kind, linked where they share neighbours of others. */
    public Graph projectedOnto(String field, GraphRequest.Projection.Weight weight) {
        return with("project", new GraphRequest.Projection(field, weight));
    }

    /** Vertices get what the events at them have most often. */
    public Graph attributes(String... fields) {
        return with("attributes", fields);
    }

    /** Vertices get aggregates of the events at them. */
    public Graph attributes(Expression... aggregates) {
        return with("attributes", Expression.map(aggregates));
    }

    /** What is computed of vertices, and of the graph. */
    public Graph measures(String... names) {
        return with("measures", names);
    }

    /** What is computed of edges. */
    public Graph edgeMeasures(String... names) {
        return with("edgeMeasures", names);
    }

    /** The ids of the vertices that {@code personalised_pagerank} jumps to. */
    public Graph seeds(String... vertices) {
        return with("seeds", vertices);
    }

    /** The part only that some vertices reach. */
    public Graph around(int hops, GraphRequest.Around.Direction direction, String... vertices) {
        return with("around", new GraphRequest.Around(List.of(vertices), hops, direction));
    }

    /** Each edge's events are counted in buckets of time, too. */
    public Graph snapshots(Duration every) {
        return with("snapshots", new GraphRequest.Snapshots(every));
    }

    /**
     * Each edge is compared with what it was in another window.
     *
     * @param from inclusive; null for no bound
     * @param to exclusive; null for no bound
     */
    public Graph comparedTo(@Nullable Instant from, @Nullable Instant to) {
        return with("compareTo", new GraphRequest.Window(from, to));
    }

    /** The heaviest part only. */
    public Graph limit(int vertices, int edges) {
        return with("limit", new GraphRequest.Limit(vertices, edges, GraphRequest.Limit.Condense.weight));
    }

    /** At most so many vertices, of which some stand for the members of a community. */
    public Graph condensed(int vertices, int edges) {
        return with("limit", new GraphRequest.Limit(vertices, edges, GraphRequest.Limit.Condense.community));
    }

    /** Vertices are put somewhere. */
    public Graph layout(GraphRequest.Layout layout) {
        return with("layout", layout);
    }

    /**
     * The question that it asks.
     *
     * @throws spoor.request.RequestException if the service would refuse it whatever the events
     */
    public GraphRequest request() {
        return Requests.graph(request);
    }

    /** The question as the JSON that {@code POST /graph} takes. */
    public String json() {
        return request.toString();
    }

    /**
     * Asks for it.
     *
     * @throws spoor.request.RequestException if the question is refused
     * @throws java.io.UncheckedIOException if there is no answer
     */
    public GraphResult fetch() {
        return spoor.ask("graph", request, GraphResult.class);
    }

    /**
     * Asks for paths through it.
     *
     * @throws spoor.request.RequestException if the question is refused
     * @throws java.io.UncheckedIOException if there is no answer
     */
    public PathsResult paths(PathsRequest.Path path) {
        return spoor.ask("graph/paths", with("path", path).request, PathsResult.class);
    }

    private Graph with(String property, Object value) {
        ObjectNode changed = request.deepCopy();
        changed.set(property, JSON.valueToTree(value));
        return new Graph(spoor, changed);
    }
}
