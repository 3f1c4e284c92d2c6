package spoor.standalone.workbench;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import spoor.standalone.PlatformClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers to the questions that the page asks. */
record Api(PlatformClient client) {
    static final String COUNT = "[{\"group\":{\"by\":[],\"agg\":{\"n\":\"count()\"}}}]";

    String origin() {
        return client.origin();
    }

    String token() {
        return client.token();
    }

    int ingestPort() {
        return client.ingestPort();
    }

    void send(String dataset, String stream, List<byte[]> lines) throws Exception {
        client.send("workbench", dataset, stream, lines);
    }

    JsonNode get(String path) throws Exception {
        return client.get(path);
    }

    byte[] bytes(String path) throws Exception {
        return client.bytes(path);
    }

    JsonNode post(String path, String body) throws Exception {
        return client.post(path, body);
    }

    Map<String, Long> actions() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        post("/table", "{\"steps\":[{\"group\":{\"by\":[\"event.action\"],\"agg\":{\"n\":\"count()\"}}}]}")
                .path("rows")
                .forEach(row -> counts.put(
                        row.path(0).isNull() ? "(none)" : row.path(0).asString(),
                        row.path(1).asLong()));
        return counts;
    }

    long count(String dataset, String from, String to) throws Exception {
        HttpResponse<byte[]> answer = client.call(
                "/table", "{\"dataset\":\"" + dataset + "\"," + range(from, to) + "\"steps\":" + COUNT + "}");
        if (answer.statusCode() == 404) {
            return 0;
        }
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("rows")
                .path(0)
                .path(0)
                .asLong();
    }

    JsonNode graph(String from, String to) throws Exception {
        return post(
                "/graph",
                "{" + range(from, to)
                        + "\"query\":\"event.action:process_start\",\"edges\":[{\"source\":\"process.parent.name\","
                        + "\"target\":\"process.name\"}],\"limit\":{\"vertices\":300,\"edges\":1500}}");
    }

    List<String> newest(String from, String to) throws Exception {
        List<String> times = new ArrayList<>();
        get("/events?limit=5&from=" + from + "&to=" + to)
                .path("events")
                .forEach(event -> times.add(event.path("time").asString()));
        return times;
    }

    JsonNode refusal(String query) throws Exception {
        return JsonMapper.shared()
                .readTree(client.call("/table", "{\"query\":\"" + query + "\"}").body());
    }

    /** What the API tells of what {@link #send} sent to a dataset. */
    JsonNode account(String dataset) throws Exception {
        for (JsonNode account : get("/collectors")) {
            if (account.path("dataset").asString().equals(dataset)) {
                return account;
            }
        }
        throw new AssertionError("No account of " + dataset);
    }

    static String range(String from, String to) {
        return from.isEmpty() ? "" : "\"from\":\"" + from + "\",\"to\":\"" + to + "\",";
    }

    static String label(String vertex) {
        return vertex.substring(vertex.indexOf(':') + 1);
    }

    static byte[] event(String process, Instant time) {
        return ("{\"@timestamp\":\"" + time
                        + "\",\"event.action\":\"process_start\",\"host.name\":\"pc\",\"process.name\":\"" + process
                        + ".exe\",\"process.parent.name\":\"explorer.exe\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
