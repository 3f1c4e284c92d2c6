package spoor.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads requests from JSON, strictly: what is not understood is refused with its place, never passed over, and everything that is wrong is
 * told at once.
 */
public final class Requests {
    private static final Set<String> TABLE = Set.of("dataset", "from", "to", "query", "asOf", "steps");
    private static final Set<String> GRAPH =
            Set.of("dataset", "from", "to", "query", "asOf", "edges", "measures", "attributes", "limit");
    private static final List<String> STEPS = List.of("bucket", "group", "select", "sort", "limit");
    private static final Duration SHORTEST_BUCKET = Duration.ofMillis(1);
    private static final Duration LONGEST_BUCKET = Duration.ofDays(36_500);

    /** Each may nest a query in the one before it, and who runs them recurses. */
    private static final int MAX_STEPS = 64;

    private static final int MAX_EDGES = 16;
    private static final int MAX_MEASURES = 8;
    private static final int MAX_ATTRIBUTES = 8;

    private final StrictJson json = new StrictJson();

    private Requests() {}

    /**
     * Reads a request for a table.
     *
     * @throws RequestException with every fault; {@code invalid_request} or {@code unknown_step}, as the first of them is
     */
    public static TableRequest table(JsonNode request) {
        return new Requests().readTable(request);
    }

    /**
     * Reads a request for a graph.
     *
     * @throws RequestException {@code invalid_request}, with every fault
     */
    public static GraphRequest graph(JsonNode request) {
        return new Requests().readGraph(request);
    }

    private TableRequest readTable(JsonNode request) {
        json.isObject(request, "", TABLE);
        var table = new TableRequest(
                json.text(request, "", "dataset", "default"),
                json.time(request, "from"),
                json.time(request, "to"),
                json.text(request, "", "query", ""),
                json.watermark(request, "asOf"),
                steps(request));
        json.refuseFaults();
        return table;
    }

    private GraphRequest readGraph(JsonNode request) {
        json.isObject(request, "", GRAPH);
        var graph = new GraphRequest(
                json.text(request, "", "dataset", "default"),
                json.time(request, "from"),
                json.time(request, "to"),
                json.text(request, "", "query", ""),
                json.watermark(request, "asOf"),
                edges(request),
                json.texts(request, "", "measures", MAX_MEASURES),
                json.texts(request, "", "attributes", MAX_ATTRIBUTES),
                graphLimit(request));
        json.refuseFaults();
        return graph;
    }

    private List<GraphRequest.Edge> edges(JsonNode request) {
        List<GraphRequest.Edge> edges = new ArrayList<>();
        List<JsonNode> given = json.list(request, "", "edges", MAX_EDGES);
        for (int i = 0; i < given.size(); i++) {
            JsonNode edge = given.get(i);
            String at = "edges[" + i + "]";
            if (json.isObject(edge, at, Set.of("source", "target", "weight"))) {
                edges.add(new GraphRequest.Edge(
                        json.text(edge, at, "source"),
                        json.text(edge, at, "target"),
                        json.text(edge, at, "weight", "count()")));
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

    private GraphRequest.Limit graphLimit(JsonNode request) {
        var usual = GraphRequest.Limit.DEFAULT;
        JsonNode limit = request.path("limit");
        if (limit.isMissingNode() || limit.isNull() || !json.isObject(limit, "limit", Set.of("vertices", "edges"))) {
            return usual;
        }
        return new GraphRequest.Limit(
                json.limit(limit, "limit", "vertices", usual.vertices()),
                json.limit(limit, "limit", "edges", usual.edges()));
    }

    private List<Step> steps(JsonNode request) {
        List<Step> steps = new ArrayList<>();
        List<JsonNode> given = json.list(request, "", "steps", MAX_STEPS);
        for (int i = 0; i < given.size(); i++) {
            step(given.get(i), "steps[" + i + "]").ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(JsonNode step, String at) {
        if (!step.isObject() || step.size() != 1) {
            json.fault(at, "A step is an object with one property, its name, such as {\"limit\": 100}");
            return Optional.empty();
        }
        String name = step.propertyNames().iterator().next();
        String in = at + "." + name;
        return switch (name) {
            case "bucket" -> bucket(step.get(name), in);
            case "group" -> group(step.get(name), in);
            case "select" -> json.required(step, at, name).map(_ -> new Step.Select(json.texts(step, at, name)));
            case "sort" -> json.required(step, at, name).map(_ -> new Step.Sort(json.texts(step, at, name)));
            case "limit" -> Optional.of(new Step.Limit(json.limit(step, at, name)));
            default -> {
                String message = "There is no step '" + name + "'; the steps are " + String.join(", ", STEPS);
                json.fault(ErrorCode.UNKNOWN_STEP, new Problem(at, null, null, message, STEPS));
                yield Optional.empty();
            }
        };
    }

    private Optional<Step> bucket(JsonNode bucket, String in) {
        if (!json.isObject(bucket, in, Set.of("field", "every", "as"))) {
            return Optional.empty();
        }
        String field = json.text(bucket, in, "field", "time");
        return Optional.of(new Step.Bucket(
                field,
                json.duration(bucket, in, "every", SHORTEST_BUCKET, LONGEST_BUCKET),
                json.text(bucket, in, "as", field)));
    }

    private Optional<Step> group(JsonNode group, String in) {
        if (!json.isObject(group, in, Set.of("by", "agg"))) {
            return Optional.empty();
        }
        var step = new Step.Group(json.texts(group, in, "by"), json.textsByName(group, in, "agg"));
        step.agg().keySet().stream()
                .filter(step.by()::contains)
                .forEach(name -> json.fault(
                        in + ".agg." + name, "'" + name + "' is grouped by; give the aggregate another name"));
        return Optional.of(step);
    }
}
