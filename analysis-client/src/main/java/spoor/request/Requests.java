package spoor.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads requests from JSON, strictly: what is not understood is refused with its place, never passed over. */
public final class Requests {
    private static final Set<String> COMMON = Set.of("dataset", "from", "to", "query", "asOf");
    private static final List<String> STEPS = List.of("bucket", "group", "select", "sort", "limit");

    private Requests() {}

    /**
     * Reads a request for a table.
     *
     * @throws RequestException {@code invalid_request} or {@code unknown_step}
     */
    public static TableRequest table(JsonNode json) {
        allow(json, "", Set.of("steps"), COMMON);
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : array(json, "", "steps")) {
            steps.add(step(step, "steps[" + steps.size() + "]"));
        }
        return new TableRequest(
                text(json, "", "dataset", "default"),
                time(json, "from"),
                time(json, "to"),
                text(json, "", "query", ""),
                watermark(json),
                steps);
    }

    /**
     * Reads a request for a graph.
     *
     * @throws RequestException {@code invalid_request}
     */
    public static GraphRequest graph(JsonNode json) {
        allow(json, "", Set.of("edges", "measures", "attributes", "limit"), COMMON);
        List<GraphRequest.Edge> edges = new ArrayList<>();
        for (JsonNode edge : array(json, "", "edges")) {
            String at = "edges[" + edges.size() + "]";
            allow(edge, at, Set.of("source", "target", "weight"), Set.of());
            edges.add(new GraphRequest.Edge(
                    text(edge, at, "source", null),
                    text(edge, at, "target", null),
                    text(edge, at, "weight", "count()")));
        }
        if (edges.isEmpty()) {
            throw invalid(
                    "edges",
                    "A graph needs at least one edge, such as {\"source\": \"process.parent.name\","
                            + " \"target\": \"process.name\"}");
        }
        List<String> attributes = texts(json, "", "attributes");
        if (attributes.size() > 8) {
            throw invalid("attributes", "At most 8 attributes, not " + attributes.size());
        }
        JsonNode limit = json.get("limit");
        GraphRequest.Limit most = GraphRequest.Limit.DEFAULT;
        if (limit != null && !limit.isNull()) {
            allow(limit, "limit", Set.of("vertices", "edges"), Set.of());
            most = new GraphRequest.Limit(
                    count(limit.get("vertices"), "limit.vertices", most.vertices()),
                    count(limit.get("edges"), "limit.edges", most.edges()));
        }
        return new GraphRequest(
                text(json, "", "dataset", "default"),
                time(json, "from"),
                time(json, "to"),
                text(json, "", "query", ""),
                watermark(json),
                edges,
                texts(json, "", "measures"),
                attributes,
                most);
    }

    private static Step step(JsonNode json, String at) {
        if (!json.isObject() || json.size() != 1) {
            throw invalid(at, "A step is an object with one property, its name, such as {\"limit\": 100}");
        }
        String name = json.propertyNames().iterator().next();
        JsonNode body = json.get(name);
        String in = at + "." + name;
        return switch (name) {
            case "bucket" -> {
                allow(body, in, Set.of("field", "every", "as"), Set.of());
                String field = text(body, in, "field", "time");
                yield new Step.Bucket(field, duration(body, in), text(body, in, "as", field));
            }
            case "group" -> {
                allow(body, in, Set.of("by", "agg"), Set.of());
                Map<String, String> agg = new LinkedHashMap<>();
                JsonNode given = body.get("agg");
                if (given != null) {
                    for (Map.Entry<String, JsonNode> entry : given.properties()) {
                        agg.put(entry.getKey(), string(entry.getValue(), in + ".agg." + entry.getKey()));
                    }
                }
                yield new Step.Group(texts(body, in, "by"), agg);
            }
            case "select" -> new Step.Select(texts(json, at, name));
            case "sort" -> new Step.Sort(texts(json, at, name));
            case "limit" -> new Step.Limit(count(body, in, 0));
            default ->
                throw new RequestException(
                        "unknown_step",
                        new Problem(
                                at,
                                null,
                                null,
                                "There is no step '" + name + "'; the steps are " + String.join(", ", STEPS),
                                STEPS));
        };
    }

    private static Duration duration(JsonNode json, String at) {
        String text = text(json, at, "every", null);
        try {
            Duration every = Duration.parse(text);
            if (every.compareTo(Duration.ofMillis(1)) >= 0) {
                return every;
            }
        } catch (DateTimeException e) {
            throw invalid(at + ".every", "'" + text + "' is no duration; write one as PT1M, PT1H or P1D");
        }
        throw invalid(at + ".every", "A bucket lasts at least PT0.001S, not " + text);
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        String text = string(value, name);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(name, "'" + text + "' is no time; write one as 2020-05-02T02:55:00Z");
        }
    }

    private static @Nullable Long watermark(JsonNode json) {
        JsonNode value = json.get("asOf");
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || value.asLong() < 0) {
            throw invalid("asOf", "A watermark is a whole number from 0, not " + value);
        }
        return value.asLong();
    }

    private static int count(@Nullable JsonNode value, String at, int otherwise) {
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > 1_000_000) {
            throw invalid(at, "A limit is a whole number from 0 to 1000000, not " + value);
        }
        return (int) value.asLong();
    }

    private static List<String> texts(JsonNode json, String in, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(json, in, name)) {
            texts.add(string(value, place(in, name) + "[" + texts.size() + "]"));
        }
        return texts;
    }

    private static Iterable<JsonNode> array(JsonNode json, String in, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw invalid(place(in, name), "'" + name + "' is a list in [ ]");
        }
        return value;
    }

    private static String text(JsonNode json, String in, String name, @Nullable String otherwise) {
        JsonNode value = json.get(name);
        if (value != null && !value.isNull()) {
            return string(value, place(in, name));
        }
        if (otherwise == null) {
            throw invalid(place(in, name), "'" + name + "' is missing");
        }
        return otherwise;
    }

    private static String string(JsonNode value, String at) {
        if (!value.isString()) {
            throw invalid(at, "Expected text in quotes, not " + value);
        }
        return value.asString();
    }

    private static void allow(JsonNode json, String at, Set<String> names, Set<String> more) {
        if (!json.isObject()) {
            throw invalid(at, "Expected an object in { }");
        }
        for (String name : json.propertyNames()) {
            if (!names.contains(name) && !more.contains(name)) {
                throw invalid(place(at, name), "There is no property '" + name + "' here");
            }
        }
    }

    private static String place(String in, String name) {
        return in.isEmpty() ? name : in + "." + name;
    }

    private static RequestException invalid(String at, String message) {
        return new RequestException("invalid_request", Problem.at(at, message));
    }
}
