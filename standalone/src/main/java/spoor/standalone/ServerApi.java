package spoor.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform's HTTP interface. */
final class ServerApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;
    private final String token;

    ServerApi(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * The answer to a request without a body.
     *
     * @param path below {@code /api/v1}
     * @throws IOException if nothing answers, or the answer is a refusal; with what it says
     */
    JsonNode ask(String method, String path, Map<String, String> parameters) throws IOException, InterruptedException {
        return ask(method, path, parameters, PATIENCE);
    }

    /** The same, for which the server may take its time. */
    JsonNode ask(String method, String path, Map<String, String> parameters, Duration patience)
            throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1" + path + query))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("Nothing answers at %s. Is Spoor running there?".formatted(server), e);
        }
        JsonNode json = json(answer.body());
        if (answer.statusCode() != OK) {
            throw new IOException(json.path("detail").asString("The server answers " + answer.statusCode()));
        }
        return json;
    }

    /** Waits until a task is finished, and gives what came of it. */
    JsonNode await(JsonNode task, Consumer<JsonNode> progress) throws IOException, InterruptedException {
        JsonNode now = task;
        while (!isFinished(now)) {
            Thread.sleep(PAUSE);
            now = ask("GET", "/tasks/" + task.path("id").asLong(), Map.of());
            progress.accept(now);
        }
        return now;
    }

    private static boolean isFinished(JsonNode task) {
        String state = task.path("state").asString();
        return state.equals("done") || state.equals("failed");
    }

    private static JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
