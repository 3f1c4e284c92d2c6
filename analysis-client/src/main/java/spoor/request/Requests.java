package spoor.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads requests from JSON, strictly: what is not understood is refused with its place, never passed over, and everything that is wrong is
 * told at once.
 */
public final class Requests {
    private static final Set<String> TABLE = Set.of("dataset", "from", "to", "query", "asOf", "steps");
    private static final Set<String> GRAPH =
            Set.of("dataset", "from", "to", "query", "asOf", "edges", "measures", "attributes", "limit");
    private static final Set<String> WITH = Set.of("dataset", "from", "to", "query", "steps");
    private static final int MAX_LIMIT = 1_000_000;
    private static final int MAX_EDGES = 16;
    private static final int MAX_MEASURES = 8;
    private static final int MAX_ATTRIBUTES = 8;

    private final StrictJson json = new StrictJson();
    private final Steps steps = new Steps(json, this::readWith);
    private String dataset = "default";

    private Requests() {}

    /**
     * Reads a request for a table.
     *
     * @throws RequestException with every fault; {@code invalid_request} or {@code unknown_step}, as the first of them is
     */
    public static TableRequest table(JsonNode request) {
        return new Requests().readTable(request);
    }

    /** A request for a table as JSON, which {@link #table} reads as an equal one. */
    public static JsonNode json(TableRequest request) {
        return JsonMapper.shared().valueToTree(request);
    }

    /**
     * Reads a request for a graph.
     *
     * @throws RequestException {@code invalid_request}, with every fault
     */
    public static GraphRequest graph(JsonNode request) {
        return new Requests().readGraph(request);
    }

    /**
     * Reads a request for a statistical procedure.
     *
     * @throws RequestException with every fault; {@code invalid_request} or {@code unknown_test}, as the first of them is
     */
    public static StatsRequest stats(JsonNode request) {
        return new StatisticsRequests().stats(request);
    }

    /**
     * Reads a request for a comparison.
     *
     * @throws RequestException {@code invalid_request}, with every fault
     */
    public static CompareRequest compare(JsonNode request) {
        return new StatisticsRequests().compare(request);
    }

    private TableRequest readTable(JsonNode request) {
        json.isObject(request, "", TABLE);
        TableRequest table = readTable(request, "");
        json.refuseFaults();
        return table;
    }

    /** A table that is joined with another, of whose dataset it is if it names none. */
    private TableRequest readWith(JsonNode request, String in) {
        json.isObject(request, in, WITH);
        return readTable(request, in);
    }

    private TableRequest readTable(JsonNode request, String in) {
        String of = json.text(request, in, "dataset", dataset);
        if (in.isEmpty()) {
            dataset = of;
        }
        return new TableRequest(
                of,
                json.time(request, in, "from"),
                json.time(request, in, "to"),
                json.text(request, in, "query", ""),
                in.isEmpty() ? json.watermark(request, "asOf") : null,
                steps.read(request, in));
    }

    private GraphRequest readGraph(JsonNode request) {
        json.isObject(request, "", GRAPH);
        var graph = new GraphRequest(
                json.text(request, "", "dataset", "default"),
                json.time(request, "", "from"),
                json.time(request, "", "to"),
                json.text(request, "", "query", ""),
                json.watermark(request, "asOf"),
                edges(request),
                json.texts(request, "", "measures", 0, MAX_MEASURES),
                json.texts(request, "", "attributes", 0, MAX_ATTRIBUTES),
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
                (int) json.wholeNumber(limit, "limit", "vertices", 0, MAX_LIMIT, usual.vertices()),
                (int) json.wholeNumber(limit, "limit", "edges", 0, MAX_LIMIT, usual.edges()));
    }
}
