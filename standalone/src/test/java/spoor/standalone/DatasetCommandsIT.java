package spoor.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static spoor.standalone.CommandHere.assertRefused;
import static spoor.standalone.CommandHere.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is done to a dataset as a whole, as an operator does it. */
class DatasetCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Random, so that it occurs nowhere by chance; each place has its own ending. */
    private static final String CANARY = "7f3c91d8a64e05b2";

    private static SpoorProcess platform;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        platform = start("d");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void purged_theDataFolderHoldsNothingOfIt() throws Exception {
        send(platform, events("", 200), "--dataset", "lab", "--collector", "shared");
        send(platform, events("", 200), "--dataset", CANARY + "-dataset", "--collector", "shared");
        send(
                platform,
                events(CANARY, 3_000) + "{\"" + CANARY + "-malformed\n",
                "--dataset",
                CANARY + "-dataset",
                "--collector",
                CANARY + "-collector",
                "--stream",
                CANARY + "-stream");
        await().atMost(PATIENCE).until(() -> mirrored(platform, CANARY + "-dataset") == 3_200);
        sql("analyze", "checkpoint");
        assertThat(places()).anyMatch(place -> place.contains("postgres/cluster/base"));

        assertThat(run("purge", "--data", data(), "--dataset", CANARY + "-dataset", "--yes"))
                .isEqualTo("purged " + CANARY + "-dataset");
        sql("checkpoint");

        assertThat(places()).isEmpty();
        assertThat(names(platform.get("/datasets"))).contains("lab").doesNotContain(CANARY + "-dataset");
        assertThat(names(platform.get("/collectors"))).contains("shared").doesNotContain(CANARY + "-collector");
        assertThat(mirrored(platform, "lab")).isEqualTo(200);
        assertThat(platform.status("/fields?dataset=" + CANARY + "-dataset")).isEqualTo(404);

        send(platform, events("", 10), "--dataset", CANARY + "-dataset");
        assertThat(platform.events(CANARY + "-dataset")).isEqualTo(10);
    }

    @Test
    void purgeAsksForTheName_andMirrorCheckTellsThatTheMirrorSaysWhatTheDatabaseSays() throws Exception {
        send(platform, events("", 700), "--dataset", "office");
        await().atMost(PATIENCE).until(() -> mirrored(platform, "office") == 700);
        String[] check = {"mirror", "check", "--data", data(), "--dataset", "office"};
        assertThat(run(check))
                .matches("\\d{4}-\\d\\d-\\d\\d equal events 700 of 700 checksum (\\w{16}) of \\1\\R"
                        + "mirror office days 1 different 0");
        assertRefused(1, "no dataset 'none'", "mirror", "check", "--data", data(), "--dataset", "none");
        assertRefused(2, "check", "mirror");

        try (var purge = SpoorProcess.run(folder, "purge", "--data", "d", "--dataset", "office")) {
            purge.type("yes\n");
            assertThat(purge.exitCode()).isEqualTo(1);
            assertThat(purge.errors()).contains("'office' with its 700 events", "nothing was purged");
        }
        assertThat(platform.events("office")).isEqualTo(700);
        try (var purge = SpoorProcess.run(folder, "purge", "--data", "d", "--dataset", "office")) {
            purge.type("office\n");
            assertThat(purge.exitCode()).as(purge::errors).isZero();
            assertThat(purge.output()).isEqualTo("purged office");
        }
        assertThat(platform.events("office")).isZero();
        assertRefused(1, "no dataset 'office'", "purge", "--data", data(), "--dataset", "office", "--yes");
    }

    @Test
    void reread_andRetention_tellWhatCameOfThem() throws Exception {
        try (var other = start("other")) {
            send(other, events("", 700) + "{\n", "--dataset", "office");
            String[] server = {"--server", other.address(), "--token-file", tokenFile(other), "--dataset", "office"};
            assertThat(run(with(server, "reread"))).isEqualTo("reread batches 0 events 0 malformed 0 failed 0");
            assertThat(run(with(server, "reread", "--force", "--from", "2026-01-01")))
                    .matches("reread batches [1-9]\\d* events 700 malformed 1 failed 0");
            assertThat(mirrored(other, "office")).isEqualTo(700);
            assertThat(run(with(server, "retention"))).isEqualTo("dataset office keep forever");
            assertThat(run(with(server, "retention", "--keep", "P30D"))).isEqualTo("dataset office keep P30D");
            assertThat(other.get("/datasets").path(0).path("keep").asString()).isEqualTo("P30D");
        }
        // Nothing runs on the folder now: the command starts what it needs.
        assertThat(run("retention", "--data", folder.resolve("other").toString(), "--dataset", "office"))
                .isEqualTo("dataset office keep P30D");
    }

    @Test
    void wrongUsage_isSaid() throws Exception {
        assertRefused(2, "--dataset", "purge", "--yes");
        assertRefused(2, "--token-file", "reread", "--dataset", "x", "--server", "http://127.0.0.1:1");
        assertRefused(2, "neither a day", "reread", "--dataset", "x", "--from", "yesterday");
        assertRefused(
                1,
                "no folder",
                "retention",
                "--dataset",
                "x",
                "--data",
                folder.resolve("missing").toString());
        Path token = Files.writeString(folder.resolve("token"), "t");
        assertRefused(
                1,
                "Nothing answers",
                "retention",
                "--dataset",
                "x",
                "--server",
                "http://127.0.0.1:1",
                "--token-file",
                token.toString());
    }

    private static String[] with(String[] server, String... words) {
        return Stream.concat(Stream.of(words), Stream.of(server)).toArray(String[]::new);
    }

    private static String events(String canary, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"@timestamp\":\"2026-05-04T10:00:00Z\",\"event.action\":\"logon\",\"n\":%d,\"user.name\":\"%s\"%s}\n"
                                .formatted(
                                        i,
                                        canary + "-user",
                                        canary.isEmpty()
                                                ? ""
                                                : ",\"message\":\"%s-message-%d\",\"%s-field\":\"%s-value\""
                                                        .formatted(canary, i, canary, canary)))
                .collect(Collectors.joining());
    }

    /** Where in the data folder the canary is, the write-ahead log excepted, which is recycled in its own time. */
    private static List<String> places() throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(folder.resolve("d"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/pg_wal/"))
                    .toList()) {
                if (file.toString().contains(CANARY) || holdsCanary(file)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    private static boolean holdsCanary(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(CANARY);
        } catch (NoSuchFileException e) {
            return false; // gone since it was listed
        }
    }

    private static void sql(String... statements) throws IOException, SQLException {
        Path postgres = folder.resolve("d/postgres");
        String port =
                Files.readAllLines(postgres.resolve("cluster/postmaster.pid")).get(3);
        String password = Files.readString(postgres.resolve("password")).strip();
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "spoor", password)) {
            for (String statement : statements) {
                try (var running = connection.createStatement()) {
                    running.execute(statement);
                }
            }
        }
    }

    private static long mirrored(SpoorProcess platform, String dataset) throws Exception {
        for (JsonNode field : platform.get("/fields?dataset=" + dataset)) {
            if (field.path("name").asString().equals("id")) {
                return field.path("events").asLong();
            }
        }
        return 0;
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(one -> names.add(one.path("name").asString()));
        return names;
    }

    private static String data() {
        return folder.resolve("d").toString();
    }

    private static String tokenFile(SpoorProcess platform) throws IOException {
        return Files.writeString(folder.resolve("token"), platform.client().token())
                .toString();
    }

    private static SpoorProcess start(String data) throws Exception {
        return SpoorProcess.run(folder, "start", "--data", data, "--http", "0", "--ingest", "0")
                .awaitReady();
    }

    private static void send(SpoorProcess platform, String lines, String... more) throws Exception {
        Path file = Files.createTempFile(folder, "events", ".ndjson");
        Files.writeString(file, lines);
        List<String> words = new ArrayList<>(List.of(
                "send",
                file.toString(),
                "--to",
                "127.0.0.1:" + platform.ingestPort(),
                "--token-file",
                tokenFile(platform)));
        words.addAll(List.of(more));
        run(words.toArray(String[]::new));
    }
}
