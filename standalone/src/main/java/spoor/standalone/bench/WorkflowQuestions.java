package spoor.standalone.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** The workflow's steps, asked over HTTP, and all of their results fetched. */
final class WorkflowQuestions {
    private static final Map<String, String> TABLES = tables();
    private static final double MUCH = 4;
    private static final int RAREST = 20;

    private WorkflowQuestions() {}

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("minute_counts", """
                {"query": "_exists_:event.action", "steps": [{"bucket": {"field": "time", "every": "PT1M", "as": "minute"}},
                  {"group": {"by": ["minute", "event.action"], "agg": {"n": "count()"}}}, {"limit": 1000000}]}""");
        tables.put("top_hosts", """
                {"query": "_exists_:host.name", "steps": [{"group": {"by": ["host.name"], "agg": {"n": "count()"}}},
                  {"sort": ["-n"]}, {"limit": 20}]}""");
        tables.put("file_hours", """
                {"query": "event.action:file_*", "steps": [{"bucket": {"field": "time", "every": "PT1H", "as": "hour"}},
                  {"group": {"by": ["hour"], "agg": {"n": "count()"}}}, {"limit": 1000000}]}""");
        tables.put("profile", """
                {"query": "_exists_:host.name AND _exists_:process.name", "steps": [
                  {"diff": {"by": ["host.name", "process.name"], "order": ["time"], "field": "time", "as": "gap"}},
                  {"group": {"by": ["host.name", "process.name"], "agg": {"n": "count()", "first": "min(time)",
                    "last": "max(time)", "gap": "median(gap)", "targets": "distinct(process.target.name)"}}}, {"limit": 1000000}]}""");
        tables.put("rolling_z", """
                {"query": "_exists_:host.name AND _exists_:event.action", "steps": [
                  {"bucket": {"field": "time", "every": "PT1M", "as": "minute"}},
                  {"group": {"by": ["host.name", "event.action", "minute"], "agg": {"n": "count()"}}},
                  {"window": {"by": ["host.name", "event.action"], "order": ["minute"], "add": {"before": "lag(n)"}}},
                  {"window": {"by": ["host.name", "event.action"], "order": ["minute"], "add": {
                    "mean": "rolling_mean(before, 60, 10)", "deviation": "rolling_stddev(before, 60, 10)"}}},
                  {"derive": {"z": "(n - mean) / deviation"}},
                  {"select": ["host.name", "event.action", "minute", "n", "z"]}, {"limit": 1000000}]}""");
        tables.put("rarity", """
                {"query": "_exists_:process.parent.name AND _exists_:process.name", "steps": [
                  {"rarity": {"of": ["process.name"], "given": ["process.parent.name"]}}, {"limit": 1000000}]}""");
        return tables;
    }

    /** Each the shortest of some runs; {@code digest} as the yardsticks' own. */
    static List<Figure> ask(PlatformProcess platform, long events, int runs) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, String> step : TABLES.entrySet()) {
            var timings = new Timings();
            JsonNode answer = platform.post("/table", TableQuestions.read(step.getValue()));
            for (int run = 0; run < runs; run++) {
                timings.time(() -> platform.post("/table", TableQuestions.read(step.getValue())));
            }
            figures.add(new Figure("table", step.getKey(), "spoor", timings.quantile(0), events)
                    .with("digest", digest(step.getKey(), answer)));
        }
        figures.add(callGraph(platform, events, runs));
        return figures;
    }

    private static String digest(String step, JsonNode answer) {
        JsonNode rows = answer.path("rows");
        int last = answer.path("columns").size() - 1;
        return switch (step) {
            case "minute_counts" -> rows.size() + " " + values(rows, last).max().orElse(0);
            case "rolling_z" ->
                rows.size() + " "
                        + rows.values().stream()
                                .filter(row -> Math.abs(row.path(last).asDouble(0)) > MUCH)
                                .count();
            case "rarity" ->
                values(rows, last - 1).sum() + " "
                        + "%.3f"
                                .formatted(rows.values().stream()
                                        .limit(RAREST)
                                        .mapToDouble(row -> row.path(last).asDouble())
                                        .sum());
            default -> rows.size() + " " + values(rows, last).sum();
        };
    }

    private static LongStream values(JsonNode rows, int column) {
        return rows.values().stream().mapToLong(row -> row.path(column).asLong());
    }

    private static Figure callGraph(PlatformProcess platform, long events, int runs)
            throws IOException, InterruptedException {
        var request = TableQuestions.read("""
                {"edges": [{"source": "process.parent.name", "target": "process.name", "weight": "count()"}],
                  "measures": ["pagerank", "betweenness", "components"],
                  "limit": {"vertices": 1000000, "edges": 1000000}}""");
        var timings = new Timings();
        JsonNode graph = platform.post("/graph", request);
        for (int run = 0; run < runs; run++) {
            timings.time(() -> platform.post("/graph", request));
        }
        List<JsonNode> vertices = new ArrayList<>();
        Set<Double> components = new HashSet<>();
        for (JsonNode vertex : graph.path("vertices")) {
            vertices.add(vertex);
            components.add(vertex.path("measures").path("components").asDouble());
        }
        String first = vertices.stream()
                .max(Comparator.comparingDouble(
                        vertex -> vertex.path("measures").path("pagerank").asDouble()))
                .map(vertex -> vertex.path("label").asString())
                .orElse("");
        return new Figure("table", "call_graph", "spoor", timings.quantile(0), events)
                .with(
                        "digest",
                        "%d %d %d %s"
                                .formatted(
                                        graph.path("total").path("vertices").asInt(),
                                        graph.path("total").path("edges").asInt(),
                                        components.size(),
                                        first));
    }
}
