package spoor.analysis.graph;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Nearest;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * The graph that links make: ends of one {@link Kind} and value are one vertex, links between the same two vertices one edge, but for those of
 * different definitions where these are to stay apart. First all that is known of it is added, then it answers. O(links · log links), beside the
 * measures. Not thread-safe.
 */
public final class EventGraph {
    /** The most counts of edges in snapshots, 8 bytes each. */
    private static final long COUNTS = 10_000_000;

    private final GraphRequest request;

    /** By id, in whose order they are numbered. */
    private final Map<String, EventVertex> vertices = new TreeMap<>();

    private final Map<Ends, EventEdge> edges = new HashMap<>();
    private @Nullable Snapshots snapshots;
    private long allHosts;

    /** None yet. */
    public EventGraph(GraphRequest request) {
        this.request = request;
    }

    private record Ends(String source, String target, int kind) {}

    /** Adds what was seen. An event counts once for a vertex that is both of its ends. */
    public void add(Link link) {
        EventEdge edge = edge(link.ends());
        Seen seen = seen(link);
        edge.now = edge.now == null ? seen : edge.now.and(seen);
        edge.source.events += link.events();
        if (edge.source != edge.target) {
            edge.target.events += link.events();
        }
    }

    /** Adds what was seen in the window that is compared with. */
    public void addBefore(Link link) {
        EventEdge edge = edge(link.ends());
        Seen seen = seen(link);
        edge.before = edge.before == null ? seen : edge.before.and(seen);
        edge.source.eventsBefore += link.events();
        if (edge.source != edge.target) {
            edge.target.eventsBefore += link.events();
        }
    }

    private static Seen seen(Link link) {
        return new Seen(link.weight(), link.events(), link.firstSeen(), link.lastSeen());
    }

    private EventEdge edge(Link.Ends ends) {
        EventVertex source = vertex(ends.sourceField(), ends.source());
        EventVertex target = vertex(ends.targetField(), ends.target());
        EventEdge edge = edges.computeIfAbsent(
                new Ends(source.id, target.id, request.parallel() ? ends.kind() : 0),
                _ -> new EventEdge(source, target, ends.kind(), snapshots == null ? 0 : snapshots.size()));
        edge.kind = Math.min(edge.kind, ends.kind());
        return edge;
    }

    private EventVertex vertex(String field, String value) {
        return vertices.computeIfAbsent(Kind.vertex(field, value), _ -> new EventVertex(field, value));
    }

    /**
     * Says on how many hosts any edge was seen.
     *
     * @param all 0 where no event tells
     */
    public void hosts(long all) {
        allHosts = all;
    }

    /** Says on how many of them an edge was seen that was added. */
    public void hosts(Link.Ends ends, long hosts) {
        edge(ends).hosts = hosts;
    }

    /**
     * The snapshots in which the events of the edges so far can be counted.
     *
     * @throws RequestException {@code invalid_request} for too many of them, or {@code too_large} for too many of so many edges
     */
    public Snapshots takeSnapshots(GraphRequest.Snapshots wanted) {
        Instant first = seen(Seen::first).min(Comparator.naturalOrder()).orElse(null);
        Instant last = seen(Seen::last).max(Comparator.naturalOrder()).orElse(null);
        Snapshots taken = Snapshots.of(request, wanted.every(), first, last);
        if ((long) taken.size() * edges.size() > COUNTS) {
            throw new RequestException(
                    ErrorCode.TOO_LARGE,
                    Problem.at(
                            "snapshots",
                            "%d edges in %d snapshots are more than %d counts; take longer ones, or narrow the query or the time"
                                    .formatted(edges.size(), taken.size(), COUNTS)));
        }
        edges.values().forEach(edge -> edge.counts = new long[taken.size()]);
        snapshots = taken;
        return taken;
    }

    private Stream<Instant> seen(Function<Seen, Instant> time) {
        return edges.values().stream()
                .flatMap(edge -> Stream.ofNullable(edge.now))
                .map(time);
    }

    /**
     * Counts events of an edge that was added in the snapshot that starts then.
     *
     * @param start in microseconds since 1970
     */
    public void count(Link.Ends ends, long start, long events) {
        edge(ends).counts[Objects.requireNonNull(snapshots).index(start)] += events;
    }

    /** Says what the events at a vertex are like; it is of no account for one that is at no edge. */
    public void attributes(String vertex, Map<String, Object> attributes) {
        EventVertex known = vertices.get(vertex);
        if (known != null) {
            known.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /**
     * The graph, without watermark and time taken.
     *
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     * @throws RequestException {@code unknown_function}, or {@code too_large} where a measure would take too long
     */
    public GraphResult answer() {
        return whole().result();
    }

    /**
     * Paths through it, without watermark and time taken.
     *
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     * @throws RequestException {@code invalid_request}, if it has no such vertices, or edges whose cost can't be followed
     */
    public PathsResult paths(PathsRequest.Path path) {
        return whole().paths(path);
    }

    private GraphAnswer whole() {
        List<EventVertex> all = EventVertex.numbered(List.copyOf(vertices.values()));
        List<EventEdge> between =
                edges.values().stream().sorted(EventEdge.BY_ENDS).toList();
        if (request.project() == null) {
            return new GraphAnswer(request, all, between, snapshots, allHosts);
        }
        String kind = onto(request.project().onto());
        List<EventEdge> projected =
                Projection.of(all, between, kind, request.project().weight());
        List<EventVertex> left =
                all.stream().filter(vertex -> vertex.field.equals(kind)).toList();
        return new GraphAnswer(request, EventVertex.numbered(left), projected, null, 0);
    }

    private String onto(String field) {
        List<String> kinds = request.edges().stream()
                .flatMap(edge -> Stream.of(edge.source(), edge.target()))
                .map(Kind::of)
                .distinct()
                .toList();
        if (!kinds.contains(Kind.of(field))) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    new Problem(
                            "project.onto",
                            0,
                            field.length(),
                            "No edge has an end of the kind '%s'; they are of %s"
                                    .formatted(field, String.join(", ", kinds)),
                            Nearest.to(field, kinds)));
        }
        return Kind.of(field);
    }
}
