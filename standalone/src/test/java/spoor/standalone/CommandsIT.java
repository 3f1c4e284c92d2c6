package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static spoor.standalone.CommandHere.assertRefused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.standalone.demo.OfficeDay;
import tools.jackson.databind.JsonNode;

/** The commands as a user runs them: processes, exit codes, standard output. */
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One that tests share which only send to it, each to a dataset of its own. */
    private static SpoorProcess platform;

    private static Path token;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path shared) throws Exception {
        platform = SpoorProcess.run(shared, "start", "--data", "d", "--http", "0", "--ingest", "0")
                .awaitReady();
        token = shared.resolve("d/access-token");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void demo_showsThisMachineAndTheSample() throws Exception {
        int sample = OfficeDay.lines(2016).size();
        try (var demo = SpoorProcess.run(folder, "demo", "--data", "d", "--http", "0", "--ingest", "0")
                .awaitReady()) {
            assertThat(demo.events("sample")).isEqualTo(sample);
            await().atMost(PATIENCE).until(() -> demo.events("default") > 0);
            Path marker = Files.createTempFile("spoor-demo", ".tmp");
            await().atMost(PATIENCE).until(() -> found(demo, "event.action:file_create", marker.getFileName()));
            Files.delete(marker);
            await().atMost(PATIENCE).until(() -> found(demo, "event.action:file_delete", marker.getFileName()));
            // The process is there until its input ends.
            Process started = new ProcessBuilder("cat").start();
            await().atMost(PATIENCE).until(() -> found(demo, "event.action:process_start", started.pid()));
            started.destroy();
            await().atMost(PATIENCE).until(() -> found(demo, "event.action:process_end", started.pid()));

            demo.terminate();
            demo.exitCode();
            assertThat(demo.output()).as("standard output after the ready line").isEmpty();
        }
    }

    @Test
    void killedWhileSending_thenSentAgain_everythingIsThereOnce() throws Exception {
        int events = 30_000;
        Path file = file(IntStream.range(0, events)
                .mapToObj("{\"event.action\":\"test\",\"n\":%d}"::formatted)
                .toList());
        String ingest = String.valueOf(freePort());
        String[] start = {"start", "--data", "d", "--http", "0", "--ingest", ingest};
        String[] send = {
            "send",
            file.toString(),
            "--to",
            "127.0.0.1:" + ingest,
            "--token-file",
            "d/access-token",
            "--collector",
            "lab",
            "--rate",
            "10000"
        };
        SpoorProcess killed = SpoorProcess.run(folder, start).awaitReady();
        try (var sender = SpoorProcess.run(folder, send)) {
            await().atMost(PATIENCE).until(() -> killed.events("default") > 2_000);
            killed.kill();
            sender.kill();
        }
        try (var again = SpoorProcess.run(folder, start).awaitReady()) {
            long before = again.events("default");
            assertThat(before).isBetween(2_000L, events - 1L);
            try (var sender = SpoorProcess.run(folder, send)) {
                assertThat(sender.exitCode()).as(() -> sender.errors()).isZero();
                assertThat(sender.output())
                        .isEqualTo("sent %d acknowledged %d duplicate %d rejected 0 malformed 0"
                                .formatted(events, events, before));
            }
            assertThat(again.events("default")).isEqualTo(events);
        }
    }

    @Test
    void standardInput_isSentWhileItIsTyped() throws Exception {
        try (var sender = send("-", "--dataset", "typed", "--stream", "typed")) {
            sender.type("{\"event.action\":\"first\"}\n");
            await().atMost(PATIENCE).until(() -> platform.events("typed") == 1);
            sender.type("{\"event.action\":\"second\"}\n");
            sender.endInput();
            assertThat(sender.exitCode()).as(() -> sender.errors()).isZero();
            assertThat(sender.output()).isEqualTo("sent 2 acknowledged 2 duplicate 0 rejected 0 malformed 0");
        }
    }

    @Test
    void shift_movesTheLastEventToNowAndKeepsTheBytes() throws Exception {
        String first = "{\"@timestamp\":\"2020-01-01T00:00:00Z\",\"event.action\":\"test\"}";
        String last = "{\"@timestamp\":\"2020-01-01T01:00:00Z\",\"event.action\":\"test\"}";
        Path file = file(List.of(last, first));
        Instant before = Instant.now();
        try (var sender = send(file.toString(), "--dataset", "shifted", "--time", "shift")) {
            assertThat(sender.exitCode()).as(() -> sender.errors()).isZero();
        }
        String path = "/events?dataset=shifted";
        await().atMost(PATIENCE).until(() -> platform.get(path).path("events").size() == 2);
        JsonNode events = platform.get(path).path("events");
        Instant latest = Instant.parse(events.path(0).path("time").asString());
        Instant earliest = Instant.parse(events.path(1).path("time").asString());
        assertThat(latest).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(Duration.between(earliest, latest)).isEqualTo(Duration.ofHours(1));
        assertThat(events.path(0).path("occurredAt").asString()).isEqualTo("2020-01-01T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"TAKEN, 0, --http", "0, TAKEN, --ingest"})
    void portTaken_isSaidInOneLineAndNothingStaysBehind(String http, String ingest, String option) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            try (var start = SpoorProcess.run(
                    folder,
                    "start",
                    "--data",
                    "d",
                    "--http",
                    http.replace("TAKEN", port),
                    "--ingest",
                    ingest.replace("TAKEN", port))) {
                assertThat(start.exitCode()).isEqualTo(1);
                assertThat(start.errors().lines())
                        .singleElement()
                        .asString()
                        .startsWith("spoor: Port " + port + " can't be used")
                        .contains(option + " PORT");
                assertNoPostgres();
            }
        }
    }

    @Test
    void startThatFails_leavesNoPostgresBehindAndSaysWhy() throws Exception {
        Files.createDirectories(folder.resolve("d/log/spoor.log"));
        try (var start = SpoorProcess.run(folder, "start", "--data", "d", "--http", "0", "--ingest", "0")) {
            assertThat(start.exitCode()).isEqualTo(1);
            assertThat(start.errors()).contains("spoor.log (Is a directory)");
            assertThat(folder.resolve("d/postgres/cluster/PG_VERSION")).exists();
            assertNoPostgres();
        }
    }

    @Test
    void toldToStop_whileItStartsOrRuns_itStopsCleanlyWithExitCodeZero() throws Exception {
        String[] start = {"start", "--data", "d", "--http", "0", "--ingest", "0"};
        try (var starting = SpoorProcess.run(folder, start)) {
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("d/postgres/cluster/postmaster.pid")));
            starting.terminate();
            assertThat(starting.exitCode()).as(() -> starting.errors()).isZero();
            assertNoPostgres();
        }
        try (var running = SpoorProcess.run(folder, start).awaitReady()) {
            assertThat(Files.readString(running.mappings()))
                    .as("what would stay behind if it were killed")
                    .containsPattern("libduckdb_java\\S*\\.so \\(deleted\\)")
                    .doesNotContainPattern("libduckdb_java\\S*\\.so\n");
            running.terminate();
            assertThat(running.exitCode()).as(() -> running.errors()).isZero();
            assertNoPostgres();
        }
    }

    /** The file is there as long as its server runs. */
    private void assertNoPostgres() {
        assertThat(folder.resolve("d/postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void wrongUsage_isSaidWithExitCodeTwo() throws Exception {
        try (var command = SpoorProcess.run(folder, "bogus", "--help")) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.errors()).contains("bogus");
        }
        assertRefused(2, "--stream", "send", "-");
        assertRefused(2, "--time", "send", "a.ndjson", "--time", "tomorrow");
        assertRefused(2, "HOST:PORT", "send", "README.md", "--to", "nowhere");
        assertRefused(2, "--http is a port from 1 to 65535", "start", "--http", "99999");
        assertRefused(2, "--ingest is a port from 1 to 65535", "demo", "--ingest", "-1");
        assertRefused(2, "both name port 9000", "start", "--http", "9000", "--ingest", "9000");
        assertRefused(2, "one stream", "send", "a", "b", "--stream", "s");
        assertRefused(1, "does not exist", "send", "missing.ndjson");
        assertRefused(1, "name the files in it", "send", ".");
        assertRefused(1, "does not exist", "send", "missing.ndjson", "--token-file", "missing");
    }

    @Test
    void helpAndVersion_areWhole() throws Exception {
        try (var help = SpoorProcess.run(folder, "--help");
                var version = SpoorProcess.run(folder, "--version")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.output())
                    .contains(
                            "demo       Runs the whole platform with this machine's events and a sample.",
                            "  test       Runs");
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).startsWith("Spoor ");
        }
    }

    @Test
    void wrongToken_endsTheSenderWithTheReason() throws Exception {
        Path file = file(List.of("{}"));
        Path wrong = Files.writeString(folder.resolve("wrong"), "wrong");
        String[] send = {"send", file.toString(), "--to", "127.0.0.1:" + platform.ingestPort()};
        try (var sender = SpoorProcess.run(
                folder,
                Stream.concat(Stream.of(send), Stream.of("--token-file", wrong.toString()))
                        .toArray(String[]::new))) {
            assertThat(sender.exitCode()).isEqualTo(1);
            assertThat(sender.errors()).contains("token is missing or wrong");
        }
        try (var elsewhere = SpoorProcess.run(folder, send)) {
            assertThat(elsewhere.exitCode()).isEqualTo(1);
            assertThat(elsewhere.errors())
                    .contains(folder.resolve("data/access-token") + ", which does not exist", "--token-file");
        }
    }

    private SpoorProcess send(String file, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("send", file, "--to", "127.0.0.1:" + platform.ingestPort(), "--token-file", token.toString()));
        arguments.addAll(List.of(more));
        return SpoorProcess.run(folder, arguments.toArray(String[]::new));
    }

    private Path file(List<String> lines) throws IOException {
        return Files.writeString(
                folder.resolve("events.ndjson"), lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static boolean found(SpoorProcess platform, String query, Object what) throws Exception {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonNode events = platform.get("/events?limit=10000&query=" + encoded).path("events");
        for (JsonNode event : events) {
            boolean isFile = event.path("file.path").asString("").endsWith("/" + what);
            boolean isProcess = event.path("process.pid").asString("").equals(what.toString());
            if (isFile || isProcess) {
                return true;
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
