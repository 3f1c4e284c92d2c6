package spoor.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spoor.standalone.program.JavaProgram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./spoor start} in a process of its own, asked over HTTP as anybody asks it. */
final class PlatformProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("ready (http://\\S+)/\\?token=(\\S+) ingest 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess child;
    private final URI address;
    private final String token;
    private final int ingest;

    private PlatformProcess(ChildProcess child, Matcher ready) {
        this.child = child;
        address = URI.create(ready.group(1));
        token = ready.group(2);
        ingest = Integer.parseInt(ready.group(3));
    }

    /** Starts it and returns when everything listens. */
    static PlatformProcess start(Path data, Path errors) throws IOException {
        List<String> command = JavaProgram.command("spoor.standalone.Spoor", List.of());
        command.addAll(List.of("start", "--data", data.toString(), "--http", "0", "--ingest", "0"));
        ChildProcess child = ChildProcess.start(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())), PATIENCE);
        // Nothing but the one line is ever written there.
        BufferedReader output = child.process().inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            child.close();
            throw new IOException("The platform did not start; " + errors + " says why");
        }
        return new PlatformProcess(child, ready);
    }

    InetSocketAddress gateway() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ingest);
    }

    String token() {
        return token;
    }

    long pid() {
        return child.process().pid();
    }

    /** The answer to a question, below {@code /api/v1}. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send(request("/api/v1" + path).GET().build()));
    }

    /** The answer to a question with a body. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(send(request("/api/v1" + path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build()));
    }

    /**
     * The sum of a metric's samples.
     *
     * @param name with the beginning of its labels, if it has any, such as <code>jvm_memory_used_bytes{area="heap"</code>
     */
    double metric(String name) throws IOException, InterruptedException {
        String metrics = new String(send(request("/metrics").GET().build()), StandardCharsets.UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith(name + (name.contains("{") ? "" : " ")))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        byte[] body = answer.body().readAllBytes();
        if (answer.statusCode() != OK) {
            throw new IOException("%s answers %d: %s"
                    .formatted(request.uri(), answer.statusCode(), new String(body, StandardCharsets.UTF_8)));
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        http.close();
        child.close();
    }
}
