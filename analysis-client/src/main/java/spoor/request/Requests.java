package spoor.request;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads requests from JSON, strictly: what is not understood is refused with its place, never passed over, and everything that is wrong is
 * told at once.
 */
public final class Requests {
    private static final Set<String> TABLE = Set.of("dataset", "from", "to", "query", "asOf", "steps");
    private static final Set<String> WITH = Set.of("dataset", "from", "to", "query", "steps");

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
        return new GraphRequests().graph(request);
    }

    /**
     * Reads a request for paths through a graph.
     *
     * @throws RequestException {@code invalid_request}, with every fault
     */
    public static PathsRequest paths(JsonNode request) {
        return new GraphRequests().paths(request);
    }

    /**
     * Reads a request for processes.
     *
     * @throws RequestException {@code invalid_request}, with every fault
     */
    public static ProcessesRequest processes(JsonNode request) {
        return new GraphRequests().processes(request);
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
}
