package spoor.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.Problem;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.TableRequest;
import spoor.request.TableResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The analysis service, over HTTP. Thread-safe. */
public final class Spoor implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI api;
    private final String token;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newHttpClient();

    private Spoor(URI api, String token, InstantSource clock) {
        this.api = api;
        this.token = token;
        this.clock = clock;
    }

    /**
     * A service; nothing is sent yet.
     *
     * @param address such as {@code http://127.0.0.1:8080}
     * @param token as it lies in {@code data/access-token}
     */
    public static Spoor connect(String address, String token) {
        return connect(address, token, InstantSource.system());
    }

    static Spoor connect(String address, String token, InstantSource clock) {
        return new Spoor(URI.create(address).resolve("/api/v1/"), token, clock);
    }

    /** All events of a dataset. */
    public Events events(String dataset) {
        return new Events(this, new TableRequest(dataset, null, null, "", null, List.of()));
    }

    /**
     * A graph whose edges are events, yet to be computed.
     *
     * @param edges one at least, as {@link Graph#edge} makes them
     */
    public Graph graph(Events events, GraphRequest.Edge... edges) {
        return Graph.of(this, events.request(), edges);
    }

    /**
     * A table, with all its rows in memory.
     *
     * @throws RequestException if it is refused
     * @throws UncheckedIOException if there is no answer
     */
    public TableResult table(TableRequest request) {
        JsonNode answer = post("table", Requests.json(request));
        List<TableResult.Column> columns = new ArrayList<>();
        for (JsonNode column : answer.get("columns")) {
            columns.add(new TableResult.Column(
                    column.get("name").asString(), column.get("type").asString()));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : answer.get("rows")) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.add(cell(row.get(i), columns.get(i).type()));
            }
            rows.add(cells);
        }
        return new TableResult(
                columns,
                rows,
                rows.size(),
                answer.get("truncated").asBoolean(),
                answer.get("watermark").asLong(),
                answer.get("scannedEvents").asLong(),
                answer.get("elapsedMillis").asLong());
    }

    private static @Nullable Object cell(JsonNode cell, String type) {
        if (cell.isNull()) {
            return null;
        }
        return switch (type) {
            case "long" -> cell.asLong();
            case "double" -> cell.asDouble();
            case "boolean" -> cell.asBoolean();
            case "time" -> Instant.parse(cell.asString());
            default -> cell.asString();
        };
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * The processes that some events are of.
     *
     * @throws RequestException if it is refused
     * @throws UncheckedIOException if there is no answer
     */
    public ProcessesResult processes(ProcessesRequest request) {
        return ask("processes", JSON.valueToTree(request), ProcessesResult.class);
    }

    /**
     * An answer that is a tree of records.
     *
     * @throws RequestException if it is refused
     * @throws UncheckedIOException if there is none
     */
    <T> T ask(String path, JsonNode request, Class<T> answer) {
        return JSON.treeToValue(post(path, request), answer);
    }

    private JsonNode post(String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw refusal(json);
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(api + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while waiting for " + api, e));
        }
    }

    private static RequestException refusal(JsonNode problem) {
        String word = problem.path("code").asString();
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        List<Problem> problems = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            problems.add(JSON.treeToValue(error, Problem.class));
        }
        return problems.isEmpty()
                ? new RequestException(code, problem.path("detail").asString(word))
                : new RequestException(code, problems);
    }

    @Override
    public void close() {
        http.close();
    }
}
