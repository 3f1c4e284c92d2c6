package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import spoor.gateway.sender.Report;
import spoor.storage.EventReader;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.postgres.PostgresEventReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real thing from the socket to the answers, with {@linkplain PlatformClient#realEvents real events}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The contract's mapping, written down once more for an independent count. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("Microsoft-Windows-Sysmon/1", "process_start"),
            Map.entry("Microsoft-Windows-Sysmon/2", "file_change"),
            Map.entry("Microsoft-Windows-Sysmon/3", "network_connect"),
            Map.entry("Microsoft-Windows-Sysmon/5", "process_end"),
            Map.entry("Microsoft-Windows-Sysmon/7", "dll_load"),
            Map.entry("Microsoft-Windows-Sysmon/8", "remote_thread"),
            Map.entry("Microsoft-Windows-Sysmon/10", "process_access"),
            Map.entry("Microsoft-Windows-Sysmon/11", "file_create"),
            Map.entry("Microsoft-Windows-Sysmon/12", "registry_change"),
            Map.entry("Microsoft-Windows-Sysmon/13", "registry_set"),
            Map.entry("Microsoft-Windows-Sysmon/14", "registry_change"),
            Map.entry("Microsoft-Windows-Sysmon/15", "file_create"),
            Map.entry("Microsoft-Windows-Sysmon/17", "pipe_create"),
            Map.entry("Microsoft-Windows-Sysmon/18", "pipe_connect"),
            Map.entry("Microsoft-Windows-Sysmon/22", "dns_query"),
            Map.entry("Microsoft-Windows-Sysmon/23", "file_delete"),
            Map.entry("Microsoft-Windows-Sysmon/26", "file_delete"),
            Map.entry("Microsoft-Windows-Security-Auditing/4624", "logon"),
            Map.entry("Microsoft-Windows-Security-Auditing/4625", "logon_failed"),
            Map.entry("Microsoft-Windows-Security-Auditing/4634", "logoff"),
            Map.entry("Microsoft-Windows-Security-Auditing/4647", "logoff"),
            Map.entry("Microsoft-Windows-Security-Auditing/4688", "process_start"),
            Map.entry("Microsoft-Windows-Security-Auditing/4689", "process_end"));

    @TempDir
    private static Path folder;

    private final Running running = new Running();
    private PlatformClient platform;
    private List<byte[]> sent;

    @BeforeAll
    void startAndSend() throws Exception {
        Platform started = Platform.start(running, folder.resolve("data"), Ports.ANY);
        String token = Files.readString(folder.resolve("data/access-token")).strip();
        platform = new PlatformClient("http://127.0.0.1:" + started.httpPort(), token, started.ingestPort());
        sent = PlatformClient.realEvents();
        Report report = platform.send("first", "default", "file", sent);
        assertThat(report.stored()).isEqualTo(sent.size());
        await().atMost(PATIENCE)
                .until(() ->
                        platform.post("/table", "{\"steps\":[{\"group\":{\"by\":[],\"agg\":{\"n\":\"count()\"}}}]}")
                                        .path("scannedEvents")
                                        .asInt()
                                == sent.size());
    }

    @AfterAll
    void stop() throws IOException {
        running.close();
    }

    @Test
    void sentAgain_everythingIsADuplicate() throws Exception {
        assertThat(platform.send("first", "default", "file", sent).duplicate()).isEqualTo(sent.size());
        for (JsonNode dataset : platform.get("/datasets")) {
            boolean isOurs = dataset.path("name").asString().equals("default");
            assertThat(dataset.path("events").asInt()).isEqualTo(isOurs ? sent.size() : 1);
        }
    }

    @Test
    void countsByAction_equalAnIndependentCount() throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        for (byte[] line : sent) {
            JsonNode event = JsonMapper.shared().readTree(line);
            String action = event.has("event.action")
                    ? event.path("event.action").asString()
                    : ACTIONS.get(event.path("SourceName").asString("") + "/"
                            + event.path("EventID").asInt(0));
            expected.merge(String.valueOf(action), 1, Integer::sum);
        }
        Map<String, Integer> counted = new TreeMap<>();
        platform.post("/table", "{\"steps\":[{\"group\":{\"by\":[\"event.action\"],\"agg\":{\"n\":\"count()\"}}}]}")
                .path("rows")
                .forEach(row -> counted.put(
                        row.path(0).isNull() ? "null" : row.path(0).asString(),
                        row.path(1).asInt()));
        assertThat(counted).isEqualTo(expected);
    }

    @Test
    void rawEvents_comeBackOverHttpByteForByte() throws Exception {
        List<String> stored = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = platform.get("/events?limit=10000" + cursor);
            for (JsonNode event : page.path("events")) {
                stored.add(event.path("id").asString());
            }
            cursor = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(stored).doesNotHaveDuplicates().hasSize(sent.size());
        Set<ByteBuffer> ours = sent.stream().map(ByteBuffer::wrap).collect(Collectors.toSet());
        for (int i = 0; i < stored.size(); i += 97) {
            byte[] raw = platform.bytes("/events/" + stored.get(i) + "/raw");
            assertThat(ours).contains(ByteBuffer.wrap(raw));
        }
    }

    @Test
    void everyEvent_liesInPostgresByteForByte() throws Exception {
        int at = 0;
        EventReader reader = new PostgresEventReader(database());
        List<StoredBatch> batches = reader.batchesAfter(0, 16);
        while (!batches.isEmpty()) {
            for (StoredBatch batch : batches) {
                for (StoredEvent event : batch.dataset().equals("default") ? batch.events() : List.<StoredEvent>of()) {
                    if (!Arrays.equals(event.raw(), sent.get(at))) {
                        assertThat(event.raw()).as("event %d", at).isEqualTo(sent.get(at));
                    }
                    at++;
                }
            }
            batches = reader.batchesAfter(batches.getLast().watermark(), 16);
        }
        assertThat(at).isEqualTo(sent.size());
    }

    /** The platform's own PostgreSQL: its port stands in line 4 of postmaster.pid. */
    private static PGSimpleDataSource database() throws IOException {
        Path postgres = folder.resolve("data/postgres");
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:%s/postgres"
                .formatted(Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                        .get(3)
                        .strip()));
        database.setUser("spoor");
        database.setPassword(Files.readString(postgres.resolve("password")).strip());
        return database;
    }

    @Test
    void processCalls_equalAnIndependentCount() throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        for (byte[] line : sent) {
            JsonNode event = JsonMapper.shared().readTree(line);
            String parent = event.path("ParentImage")
                    .asString(event.path("process.parent.name").asString(""));
            String child =
                    event.path("Image").asString(event.path("process.name").asString(""));
            boolean isStart = event.path("EventID").asInt(0) == 1
                    || event.path("event.action").asString("").equals("process_start");
            if (isStart && !parent.isEmpty()) {
                expected.merge(name(parent) + " > " + name(child), 1, Integer::sum);
            }
        }
        String query = sent.stream().anyMatch(line -> new String(line, StandardCharsets.UTF_8).contains("\"EventID\""))
                ? "event.action:process_start AND event.code:1"
                : "event.action:process_start";
        JsonNode graph = platform.post(
                "/graph",
                "{\"query\":\"" + query + "\",\"edges\":[{\"source\":\"process.parent.name\","
                        + "\"target\":\"process.name\",\"weight\":\"count()\"}],\"measures\":[\"degree\",\"pagerank\",\"components\"]}");
        Map<String, String> labels = new TreeMap<>();
        graph.path("vertices")
                .forEach(vertex -> labels.put(
                        vertex.path("id").asString(), vertex.path("label").asString()));
        Map<String, Integer> counted = new TreeMap<>();
        graph.path("edges")
                .forEach(edge -> counted.put(
                        labels.get(edge.path("source").asString()) + " > "
                                + labels.get(edge.path("target").asString()),
                        edge.path("weight").asInt()));
        assertThat(counted).isEqualTo(expected);
        if (sent.size() == 32_706) {
            assertThat(counted).hasSize(52).containsEntry("services.exe > svchost.exe", 11);
        }
    }

    /** As the sources themselves number processes: id → that of the parent, or an empty one. */
    @Test
    void processes_equalAnIndependentTree() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (byte[] line : sent) {
            JsonNode event = JsonMapper.shared().readTree(line);
            String id = event.path("ProcessGuid")
                    .asString(event.path("process.entity_id").asString(""));
            String parent = event.path("ParentProcessGuid")
                    .asString(event.path("process.parent.entity_id").asString(""));
            boolean isStart = event.path("EventID").asInt(0) == 1
                    || event.path("event.action").asString("").equals("process_start");
            if (isStart) {
                expected.put(id, parent);
            }
        }
        JsonNode answer = platform.post(
                "/processes",
                "{\"query\":\"event.action:process_start AND _exists_:process.entity_id\",\"limit\":100000}");
        Map<String, String> told = new TreeMap<>();
        List<String> orphans = new ArrayList<>();
        for (JsonNode process : answer.path("processes")) {
            told.put(process.path("id").asString(), process.path("parent").asString(""));
            if (process.path("orphan").asBoolean()) {
                orphans.add(process.path("id").asString());
            }
        }
        assertThat(told).isNotEmpty().isEqualTo(expected);
        assertThat(answer.path("total").asInt()).isEqualTo(expected.size());
        assertThat(orphans)
                .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                        .filter(process -> !process.getValue().isEmpty() && !expected.containsKey(process.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void unknownField_isToldWithItsPlaceAndTheNearestNames() throws Exception {
        HttpResponse<byte[]> answer = platform.call(
                "/table", "{\"steps\":[{\"group\":{\"by\":[\"event.actoin\"],\"agg\":{\"n\":\"count()\"}}}]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo("unknown_field");
        assertThat(problem.path("errors").path(0).path("at").asString()).isEqualTo("steps[0].group.by[0]");
        assertThat(problem.path("errors").path(0).path("suggestions").toString())
                .contains("event.action");
    }

    @Test
    void badLines_areKeptWithTheirReasonAndBytes() throws Exception {
        byte[] nul = {'{', '"', 'a', 0, '"', ':', '1', '}'};
        byte[] huge = "x".repeat(20_000_000).getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), platform.ingestPort())) {
            for (byte[] line : List.of("no json".getBytes(StandardCharsets.UTF_8), nul, huge)) {
                socket.getOutputStream().write(line);
                socket.getOutputStream().write('\n');
            }
        }
        await().atMost(PATIENCE).until(() -> platform.get("/malformed").size() == 3);
        // Latest first.
        JsonNode malformed = platform.get("/malformed");
        assertThat(malformed.path(0).path("payloadBytes").asLong()).isEqualTo(huge.length);
        assertThat(malformed.path(0).path("sha256").asString()).hasSize(64);
        assertThat(malformed.path(1).path("bytes").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(nul));
        malformed.forEach(bad -> assertThat(bad.path("reason").asString()).isNotBlank());
        platform.get("/collectors")
                .forEach(ledger -> assertThat(ledger.path("received").asLong())
                        .isEqualTo(ledger.path("stored").asLong()
                                + ledger.path("duplicate").asLong()
                                + ledger.path("rejected").asLong()
                                + ledger.path("malformed").asLong()));
    }

    @Test
    void invalidUtf8_isAnEventWhoseBytesStay() throws Exception {
        byte[] invalid = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
        assertThat(platform.send("c", "bytes", "s", List.of(invalid)).stored()).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> platform.get("/datasets").toString().contains("\"bytes\"")
                        && platform.call("/events?dataset=bytes", null).statusCode() == 200
                        && platform.get("/events?dataset=bytes").path("events").size() == 1);
        JsonNode event = platform.get("/events?dataset=bytes").path("events").path(0);
        assertThat(event.path("a").asString()).isEqualTo("\ufffd");
        assertThat(platform.bytes("/events/" + event.path("id").asString() + "/raw"))
                .isEqualTo(invalid);
    }

    @Test
    void timeThatCannotBe_isReplacedByReceipt_andCanBeSearchedFor() throws Exception {
        byte[] event = "{\"@timestamp\":\"2999-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8);
        platform.send("c", "future", "s", List.of(event));
        await().atMost(PATIENCE)
                .until(() -> platform.call("/events?dataset=future", null).statusCode() == 200
                        && platform.get("/events?dataset=future").path("events").size() == 1);
        JsonNode found = platform.get("/events?dataset=future&query=event.time_quality:future")
                .path("events")
                .path(0);
        assertThat(found.path("occurredAt").asString()).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(found.path("time").asString())
                .isEqualTo(found.path("receivedAt").asString());
        assertThat(platform.get("/events/" + found.path("id").asString())
                        .path("event.time_quality")
                        .asString())
                .isEqualTo("future");
    }

    @Test
    void withoutToken_nothingIsServed() throws Exception {
        HttpResponse<String> answer = platform.http()
                .send(
                        HttpRequest.newBuilder(URI.create(platform.origin() + "/api/v1/datasets"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
