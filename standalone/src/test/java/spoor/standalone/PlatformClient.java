package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import spoor.gateway.sender.FileSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.demo.OfficeDay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who asks a platform and sends to it.
 *
 * @param origin such as {@code http://127.0.0.1:8080}
 */
public record PlatformClient(HttpClient http, String origin, String token, int ingestPort) {
    public PlatformClient(String origin, String token, int ingestPort) {
        this(HttpClient.newHttpClient(), origin, token, ingestPort);
    }

    /** The events of the {@code empire*.zip} in the folder that {@code SPOOR_TEST_DATA} names, else the generated office day. */
    public static List<byte[]> realEvents() throws IOException {
        String data = System.getenv("SPOOR_TEST_DATA");
        if (data == null) {
            return OfficeDay.lines(1);
        }
        var lines = new ArrayList<byte[]>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(data), "empire*.zip")) {
            for (Path file : files) {
                try (Lines source = new FileSource(file).open()) {
                    for (byte[] line = source.next(); line != null; line = source.next()) {
                        lines.add(line);
                    }
                }
            }
        }
        assertThat(lines).as("events in %s", data).isNotEmpty();
        return lines;
    }

    /** Sends lines, all of which have to be acknowledged. */
    public Report send(String collector, String dataset, String stream, List<byte[]> lines) throws IOException {
        var gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), ingestPort);
        try (Lines source = Lines.of(lines)) {
            Report report =
                    new Sender(gateway, new Session(collector, dataset, token, stream, Duration.ZERO), 0).send(source);
            assertThat(report.acknowledged()).isEqualTo(lines.size());
            return report;
        }
    }

    /** The answer to a question below {@code /api/v1}. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(bytes(path));
    }

    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(answered(call(path, body)));
    }

    public byte[] bytes(String path) throws IOException, InterruptedException {
        return answered(call(path, null));
    }

    /** Whatever stands at a path from the root. */
    String text(String path) throws IOException, InterruptedException {
        return new String(answered(ask(path, null)), StandardCharsets.UTF_8);
    }

    /**
     * Whatever is answered, a refusal too.
     *
     * @param path below {@code /api/v1}
     * @param body of a POST; null for a GET
     */
    public HttpResponse<byte[]> call(String path, String body) throws IOException, InterruptedException {
        return ask("/api/v1" + path, body);
    }

    private HttpResponse<byte[]> ask(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).header("Authorization", "Bearer " + token);
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] answered(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }
}
