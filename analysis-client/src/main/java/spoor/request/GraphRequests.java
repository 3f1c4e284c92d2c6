package spoor.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads requests for graphs, paths through them, and processes. */
final class GraphRequests {
    private static final Set<String> EVENTS = Set.of("dataset", "from", "to", "query", "asOf");
    private static final Set<String> GRAPH = and(
            EVENTS,
            "edges",
            "directed",
            "loops",
            "parallel",
            "project",
            "attributes",
            "measures",
            "edgeMeasures",
            "seeds",
            "around",
            "snapshots",
            "compareTo",
            "limit",
            "layout");
    private static final Set<String> PATHS = and(GRAPH, "path");
    private static final Set<String> PROCESSES = and(EVENTS, "limit");
    private static final int MAX_LIMIT = 1_000_000;
    private static final int MAX_EDGES = 16;
    private static final int MAX_MEASURES = 32;
    private static final int MAX_ATTRIBUTES = 8;
    private static final int MAX_VERTICES = 100;
    private static final int MAX_HOPS = 100;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int PATHS_USUALLY = 10;
    private static final int MAX_PATHS = 1_000;
    private static final int PATH_USUALLY = 12;
    private static final int MAX_PATH = 100;
    private static final int PROCESSES_USUALLY = 1_000;
    private static final int MAX_PROCESSES = 100_000;

    /** What is known of the events of an edge, so that an edge of a projection has none of it. */
    private static final Set<String> OF_EVENTS = Set.of("rarity", "hosts", "burst");

    private final StrictJson json = new StrictJson();

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    GraphRequest graph(JsonNode request) {
        json.isObject(request, "", GRAPH);
        GraphRequest graph = readGraph(request);
        json.refuseFaults();
        return graph;
    }

    PathsRequest paths(JsonNode request) {
        json.isObject(request, "", PATHS);
        GraphRequest graph = readGraph(request);
        json.required(request, "", "path");
        Optional<PathsRequest.Path> path = json.object(
                        request, "", "path", Set.of("source", "target", "kind", "most", "longest", "cost"))
                .map(this::path);
        if (graph.project() != null
                && path.filter(one -> one.cost() == PathsRequest.Cost.rarity).isPresent()) {
            json.fault("path.cost", ofNoEvents("it has no rarity"));
        }
        json.refuseFaults();
        return new PathsRequest(through(graph, path.orElseThrow().cost()), path.orElseThrow());
    }

    /** As much of a graph as its paths need. */
    private static GraphRequest through(GraphRequest graph, PathsRequest.Cost cost) {
        return new GraphRequest(
                graph.dataset(),
                graph.from(),
                graph.to(),
                graph.query(),
                graph.asOf(),
                graph.edges(),
                graph.directed(),
                graph.loops(),
                graph.parallel(),
                graph.project(),
                Map.of(),
                List.of(),
                cost == PathsRequest.Cost.rarity ? List.of("rarity") : List.of(),
                List.of(),
                graph.around(),
                null,
                null,
                graph.limit(),
                null);
    }

    ProcessesRequest processes(JsonNode request) {
        json.isObject(request, "", PROCESSES);
        var processes = new ProcessesRequest(
                json.text(request, "", "dataset", "default"),
                json.time(request, "", "from"),
                json.time(request, "", "to"),
                json.text(request, "", "query", ""),
                json.watermark(request, "asOf"),
                (int) json.wholeNumber(request, "", "limit", 0, MAX_PROCESSES, PROCESSES_USUALLY));
        json.refuseFaults();
        return processes;
    }

    private GraphRequest readGraph(JsonNode request) {
        var graph = new GraphRequest(
                json.text(request, "", "dataset", "default"),
                json.time(request, "", "from"),
                json.time(request, "", "to"),
                json.text(request, "", "query", ""),
                json.watermark(request, "asOf"),
                edges(request),
                json.truth(request, "", "directed", true),
                json.truth(request, "", "loops", true),
                json.truth(request, "", "parallel", false),
                projection(request),
                attributes(request),
                json.texts(request, "", "measures", 0, MAX_MEASURES),
                json.texts(request, "", "edgeMeasures", 0, MAX_MEASURES),
                json.texts(request, "", "seeds", 0, MAX_VERTICES),
                around(request),
                snapshots(request),
                compareTo(request),
                limit(request),
                layout(request));
        refuseWhatDoesNotFit(graph);
        return graph;
    }

    private List<GraphRequest.Edge> edges(JsonNode request) {
        List<GraphRequest.Edge> edges = new ArrayList<>();
        List<JsonNode> given = json.list(request, "", "edges", MAX_EDGES);
        for (int i = 0; i < given.size(); i++) {
            JsonNode edge = given.get(i);
            String at = "edges[" + i + "]";
            if (json.isObject(edge, at, Set.of("source", "target", "weight", "query"))) {
                edges.add(new GraphRequest.Edge(
                        json.text(edge, at, "source"),
                        json.text(edge, at, "target"),
                        json.text(edge, at, "weight", "count()"),
                        json.text(edge, at, "query", "")));
            }
        }
        if (request.path("edges").isEmpty()) {
            json.fault(
                    "edges",
                    "A graph needs at least one edge, such as {\"source\": \"process.parent.name\","
                            + " \"target\": \"process.name\"}");
        }
        return edges;
    }

    private GraphRequest.@Nullable Projection projection(JsonNode request) {
        return json.object(request, "", "project", Set.of("onto", "weight"))
                .map(project -> new GraphRequest.Projection(
                        json.text(project, "project", "onto"),
                        json.word(project, "project", "weight", GraphRequest.Projection.Weight.shared)))
                .orElse(null);
    }

    /** Fields, whose most frequent values are meant, or aggregates by their names. */
    private Map<String, String> attributes(JsonNode request) {
        Map<String, String> attributes;
        if (request.path("attributes").isObject()) {
            attributes = json.textsByName(request, "", "attributes");
        } else {
            attributes = new LinkedHashMap<>();
            for (String field : json.texts(request, "", "attributes")) {
                attributes.put(field, "mode(" + ExpressionSyntax.field(field) + ")");
            }
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            json.fault("attributes", "There are at most " + MAX_ATTRIBUTES + " attributes, not " + attributes.size());
        }
        return attributes;
    }

    private GraphRequest.@Nullable Around around(JsonNode request) {
        return json.object(request, "", "around", Set.of("vertices", "hops", "direction"))
                .map(around -> new GraphRequest.Around(
                        json.texts(around, "around", "vertices", 1, MAX_VERTICES),
                        (int) json.wholeNumber(around, "around", "hops", 1, MAX_HOPS, 1),
                        json.word(around, "around", "direction", GraphRequest.Around.Direction.both)))
                .orElse(null);
    }

    private GraphRequest.@Nullable Snapshots snapshots(JsonNode request) {
        return json.object(request, "", "snapshots", Set.of("every"))
                .map(snapshots ->
                        new GraphRequest.Snapshots(json.duration(snapshots, "snapshots", "every", SHORTEST, LONGEST)))
                .orElse(null);
    }

    private GraphRequest.@Nullable Window compareTo(JsonNode request) {
        return json.object(request, "", "compareTo", Set.of("from", "to"))
                .map(window -> {
                    if (!StrictJson.has(window, "from") && !StrictJson.has(window, "to")) {
                        json.fault("compareTo", "What is compared with is another time: 'from', 'to' or both");
                    }
                    return new GraphRequest.Window(
                            json.time(window, "compareTo", "from"), json.time(window, "compareTo", "to"));
                })
                .orElse(null);
    }

    private GraphRequest.Limit limit(JsonNode request) {
        var usual = GraphRequest.Limit.DEFAULT;
        return json.object(request, "", "limit", Set.of("vertices", "edges", "condense"))
                .map(limit -> new GraphRequest.Limit(
                        (int) json.wholeNumber(limit, "limit", "vertices", 0, MAX_LIMIT, usual.vertices()),
                        (int) json.wholeNumber(limit, "limit", "edges", 0, MAX_LIMIT, usual.edges()),
                        json.word(limit, "limit", "condense", usual.condense())))
                .orElse(usual);
    }

    private GraphRequest.@Nullable Layout layout(JsonNode request) {
        return StrictJson.has(request, "layout") ? json.word(request, "", "layout", GraphRequest.Layout.force) : null;
    }

    private void refuseWhatDoesNotFit(GraphRequest graph) {
        if (graph.project() != null && graph.snapshots() != null) {
            json.fault("snapshots", ofNoEvents("it can't be counted in snapshots"));
        }
        if (graph.project() != null && graph.compareTo() != null) {
            json.fault("compareTo", ofNoEvents("it can't be compared by them"));
        }
        for (int i = 0; i < graph.edgeMeasures().size(); i++) {
            String measure = graph.edgeMeasures().get(i);
            String at = "edgeMeasures[" + i + "]";
            if (graph.project() != null && OF_EVENTS.contains(measure)) {
                json.fault(at, ofNoEvents("it has no '" + measure + "'"));
            } else if (measure.equals("burst") && graph.snapshots() == null) {
                json.fault(at, "A burst is of the last snapshot: say \"snapshots\": {\"every\": \"PT1M\"}, or another");
            }
        }
    }

    private static String ofNoEvents(String so) {
        return "An edge of a projection is no events, so that " + so;
    }

    private PathsRequest.Path path(JsonNode path) {
        return new PathsRequest.Path(
                json.text(path, "path", "source"),
                json.text(path, "path", "target"),
                json.word(path, "path", "kind", PathsRequest.Kind.shortest),
                (int) json.wholeNumber(path, "path", "most", 1, MAX_PATHS, PATHS_USUALLY),
                (int) json.wholeNumber(path, "path", "longest", 1, MAX_PATH, PATH_USUALLY),
                json.word(path, "path", "cost", PathsRequest.Cost.hops));
    }
}
