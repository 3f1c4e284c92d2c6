package spoor.standalone.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Those of the workflow's steps that can be asked as they are, over HTTP, and all of their results fetched. */
final class WorkflowQuestions {
    private static final Map<String, String> TABLES = tables();

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
        long sum = 0;
        long most = 0;
        for (JsonNode row : answer.path("rows")) {
            long count = row.path(row.size() - 1).asLong();
            sum += count;
            most = Math.max(most, count);
        }
        return answer.path("rows").size() + " " + (step.equals("minute_counts") ? most : sum);
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
