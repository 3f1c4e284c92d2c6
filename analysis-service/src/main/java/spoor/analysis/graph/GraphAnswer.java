package spoor.analysis.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Nearest;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What is told of a graph: measures of the whole, and its heaviest part. */
final class GraphAnswer {
    private final GraphRequest request;
    private final List<EventVertex> vertices;
    private final List<EventEdge> edges;

    /** Those of the request's own window. */
    private final List<EventEdge> seen;

    private final @Nullable Snapshots snapshots;
    private final long allHosts;

    /**
     * Of a graph.
     *
     * @param vertices numbered in their order
     * @param edges between them
     * @param snapshots in which they were counted; null for none
     * @param allHosts on which any edge was seen; 0 where that is not known
     */
    GraphAnswer(
            GraphRequest request,
            List<EventVertex> vertices,
            List<EventEdge> edges,
            @Nullable Snapshots snapshots,
            long allHosts) {
        this.request = request;
        this.vertices = vertices;
        this.edges = edges;
        this.seen = edges.stream().filter(edge -> edge.now != null).toList();
        this.snapshots = snapshots;
        this.allHosts = allHosts;
    }

    /**
     * Without watermark and time taken.
     *
     * @throws RequestException as {@link EventGraph#answer} does
     */
    GraphResult result() {
        Measures measured = measured();
        GraphPart part = around();
        if (request.compareTo() != null) {
            compare(edges);
        }
        GraphRequest.Limit limit = request.limit();
        GraphPart kept = part;
        if (part.vertices().size() > limit.vertices()) {
            kept = limit.condense() == GraphRequest.Limit.Condense.community
                    ? condensed(part)
                    : part.busiest(limit.vertices());
        }
        return new GraphResult(
                kept.vertices().stream()
                        .sorted(EventVertex.MOST_EVENTS)
                        .map(vertex -> result(vertex, measured))
                        .toList(),
                kept.edges().stream()
                        .sorted(EventEdge.HEAVIEST)
                        .limit(limit.edges())
                        .map(GraphAnswer::result)
                        .toList(),
                measured.summary(),
                new GraphResult.Total(part.vertices().size(), part.edges().size()),
                snapshots == null ? null : snapshots.result(),
                0,
                0);
    }

    /** What is told of it, before the limit. */
    private GraphPart around() {
        var whole = new GraphPart(vertices, edges, isDirected());
        GraphRequest.Around around = request.around();
        if (around == null || vertices.isEmpty()) {
            return whole;
        }
        int[] centres = numbers(around.vertices());
        if (centres.length == 0) {
            throw unknown(around.vertices().getFirst(), "around.vertices[0]");
        }
        return whole.around(centres, around);
    }

    private GraphPart condensed(GraphPart part) {
        GraphPart small = part.condensed(request.limit().vertices(), request.loops());
        if (request.compareTo() != null) {
            compare(small.edges());
        }
        return small;
    }

    /** Of those that there are. */
    private int[] numbers(List<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return vertices.stream()
                .filter(vertex -> wanted.contains(vertex.id))
                .mapToInt(vertex -> vertex.number)
                .toArray();
    }

    private Measures measured() {
        Measures measured = Measures.of(
                asIntGraph(),
                vertex -> vertices.get(vertex).id,
                request.measures(),
                request.edgeMeasures(),
                numbers(request.seeds()));
        Map<String, double[]> ofEdges = new LinkedHashMap<>(measured.ofEdges());
        ofEdges.putAll(ofEvents());
        ofEdges.forEach((name, values) -> {
            for (int edge = 0; edge < values.length; edge++) {
                if (!Double.isNaN(values[edge])) {
                    seen.get(edge).measures.put(name, values[edge]);
                }
            }
        });
        return measured;
    }

    /** The measures of edges that their events tell. */
    private Map<String, double[]> ofEvents() {
        Map<String, double[]> measures = new LinkedHashMap<>();
        for (Measure measure : Measure.named(request.edgeMeasures(), true, "edgeMeasures")) {
            if (measure == Measure.RARITY) {
                measures.put(measure.word(), rarities());
            } else if (measure == Measure.HOSTS) {
                measures.put(
                        measure.word(),
                        seen.stream().mapToDouble(edge -> edge.hosts).toArray());
            } else if (measure == Measure.BURST) {
                measures.put(
                        measure.word(),
                        seen.stream().mapToDouble(GraphAnswer::burst).toArray());
            }
        }
        return measures;
    }

    /**
     * Paths, without watermark and time taken.
     *
     * @throws RequestException as {@link EventGraph#paths} does
     */
    PathsResult paths(PathsRequest.Path path) {
        Runnable check = new Work()::check;
        int source = number(path.source(), "path.source");
        int target = number(path.target(), "path.target");
        double[] costs = costs(path.cost());
        measured();
        Paths found = switch (path.kind()) {
            case shortest -> Paths.shortest(asIntGraph(), costs, source, target, path.most(), check);
            case simple -> Paths.simple(asIntGraph(), costs, source, target, path.longest(), path.most(), check);
        };
        return new PathsResult(
                found.paths().stream()
                        .map(one -> new PathsResult.Path(
                                Arrays.stream(one.vertices())
                                        .mapToObj(vertex -> vertices.get(vertex).id)
                                        .toList(),
                                Arrays.stream(one.edges())
                                        .mapToObj(edge -> result(seen.get(edge)))
                                        .toList(),
                                one.cost()))
                        .toList(),
                found.isTruncated(),
                0,
                0);
    }

    private int number(String id, String at) {
        int[] found = numbers(List.of(id));
        if (found.length == 0) {
            throw unknown(id, at);
        }
        return found[0];
    }

    private RequestException unknown(String id, String at) {
        List<String> near =
                Nearest.to(id, vertices.stream().map(vertex -> vertex.id).toList());
        String message = "There is no vertex '" + id + "' in this graph"
                + (near.isEmpty() ? "" : "; the nearest are " + String.join(", ", near));
        return new RequestException(ErrorCode.INVALID_REQUEST, new Problem(at, null, null, message, near));
    }

    private double[] costs(PathsRequest.Cost cost) {
        return switch (cost) {
            case hops -> seen.stream().mapToDouble(_ -> 1).toArray();
            case rarity -> rarities();
            case weight -> seen.stream().mapToDouble(GraphAnswer::inverseWeight).toArray();
        };
    }

    private static double inverseWeight(EventEdge edge) {
        double inverse = 1 / edge.weight();
        if (!(inverse > 0 && inverse < Double.POSITIVE_INFINITY)) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(
                            "path.cost",
                            "An edge costs the inverse of its weight, and that from %s to %s weighs %s; take other weights, or hops"
                                    .formatted(edge.source.id, edge.target.id, edge.weight())));
        }
        return inverse;
    }

    /** Of the request's own window. */
    private IntGraph asIntGraph() {
        return new GraphPart(vertices, seen, isDirected()).asInts(EventEdge::weight);
    }

    private boolean isDirected() {
        return request.directed() && request.project() == null;
    }

    private static GraphResult.Vertex result(EventVertex vertex, Measures measured) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measured.ofVertices().forEach((name, values) -> {
            if (vertex.members == 1 && !Double.isNaN(values[vertex.number])) {
                measures.put(name, values[vertex.number]);
            }
        });
        return new GraphResult.Vertex(
                vertex.id,
                vertex.label,
                vertex.field,
                vertex.events,
                measures,
                vertex.attributes,
                null,
                null,
                vertex.members);
    }

    private static GraphResult.Edge result(EventEdge edge) {
        GraphResult.Test test = edge.test;
        return new GraphResult.Edge(
                edge.source.id,
                edge.target.id,
                edge.kind,
                edge.weight(),
                edge.events(),
                edge.ever().first(),
                edge.ever().last(),
                edge.measures,
                Arrays.stream(edge.counts).boxed().toList(),
                test == null ? null : Changes.change(edge.events(), edge.eventsBefore(), test),
                edge.told(),
                test);
    }

    private static void compare(List<EventEdge> all) {
        GraphResult.Test[] tests = Changes.tests(
                all.stream().mapToLong(EventEdge::events).toArray(),
                all.stream().mapToLong(EventEdge::eventsBefore).toArray());
        for (int i = 0; i < tests.length; i++) {
            all.get(i).test = tests[i];
        }
    }

    private static double burst(EventEdge edge) {
        int snapshots = edge.counts.length;
        return snapshots == 0
                ? 0
                : Burst.of(
                        edge.counts[snapshots - 1], Arrays.stream(edge.counts).sum(), snapshots);
    }

    /** By edge of those seen. */
    private double[] rarities() {
        long[][] from = new long[request.edges().size()][vertices.size()];
        for (EventEdge edge : seen) {
            from[layer(edge)][edge.source.number] += edge.events();
            if (!request.directed() && edge.source != edge.target) {
                from[layer(edge)][edge.target.number] += edge.events();
            }
        }
        return seen.stream()
                .mapToDouble(edge -> {
                    long all = from[layer(edge)][edge.source.number];
                    return Rarity.of(
                            edge.events(),
                            request.directed() ? all : Math.max(all, from[layer(edge)][edge.target.number]),
                            edge.hosts,
                            allHosts);
                })
                .toArray();
    }

    /** Of edges of which one is as good as another. */
    private int layer(EventEdge edge) {
        return request.parallel() ? edge.kind : 0;
    }
}
