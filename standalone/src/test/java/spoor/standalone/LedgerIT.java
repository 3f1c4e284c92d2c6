package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import tools.jackson.databind.JsonNode;

/** What was received is accounted for, and PostgreSQL, {@code /collectors} and {@code /metrics} say the same of it, whatever crashes. */
class LedgerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FLOOD = 40_000;
    private static final Pattern METRIC = Pattern.compile(
            "(?m)^spoor_ledger_(?:received_)?events_total\\{collector=\"([^\"]+)\"(?:,outcome=\"([a-z]+)\")?} (\\S+)$");

    @TempDir
    private Path folder;

    /** A collector's, over all its datasets. */
    private record Account(long received, long stored, long duplicate, long rejected, long malformed, long dropped) {
        static final Account EMPTY = new Account(0, 0, 0, 0, 0, 0);

        Account plus(Account more) {
            return new Account(
                    received + more.received,
                    stored + more.stored,
                    duplicate + more.duplicate,
                    rejected + more.rejected,
                    malformed + more.malformed,
                    dropped + more.dropped);
        }

        Account with(String outcome, long events) {
            return plus(
                    switch (outcome) {
                        case "received" -> new Account(events, 0, 0, 0, 0, 0);
                        case "stored" -> new Account(0, events, 0, 0, 0, 0);
                        case "duplicate" -> new Account(0, 0, events, 0, 0, 0);
                        case "rejected" -> new Account(0, 0, 0, events, 0, 0);
                        case "malformed" -> new Account(0, 0, 0, 0, events, 0);
                        case "dropped" -> new Account(0, 0, 0, 0, 0, events);
                        default -> throw new AssertionError(outcome);
                    });
        }
    }

    @Test
    void mixedLoad_overCrashesAndRestarts_isAccountedForEverywhereAlike() throws Exception {
        int port = freePort();
        var flood = new FutureTask<>(() -> send(port, "flood", "flood", 10_000, numbered(FLOOD)));
        try (SpoorProcess platform = start(port)) {
            assertThat(send(port, "alpha", "default", 0, numbered(300)).stored())
                    .isEqualTo(300);
            assertThat(send(port, "alpha", "default", 0, numbered(300)).duplicate())
                    .isEqualTo(300);
            assertThat(send(port, "alpha", "lab", 0, numbered(5)).stored()).isEqualTo(5);
            assertThat(send(port, "beta", "lab", 0, withMalformed(100, 10)).malformed())
                    .isEqualTo(10);
            sendLines(port, withMalformed(20, 3));
            await().atMost(PATIENCE)
                    .until(() -> told(platform)
                                    .getOrDefault("127.0.0.1", Account.EMPTY)
                                    .received()
                            == 20);
            assertEverywhere(
                    platform,
                    Map.of(
                            "alpha", new Account(605, 305, 300, 0, 0, 0),
                            "beta", new Account(100, 90, 0, 0, 10, 0),
                            "127.0.0.1", new Account(20, 13, 0, 0, 7, 0)));

            Thread.ofVirtual().start(flood);
            await().atMost(PATIENCE).until(() -> platform.events("flood") > 2_000);
            // PostgreSQL outlives this and is taken over by the next start.
            platform.kill();
        }
        Map<String, Account> everything;
        try (SpoorProcess platform = start(port)) {
            Report report = report(flood);
            assertThat(report.acknowledged()).isEqualTo(FLOOD);
            assertThat(send(port, "alpha", "default", 0, numbered(300)).duplicate())
                    .isEqualTo(300);
            everything = told(platform);
            assertThat(everything)
                    .containsEntry("alpha", new Account(905, 305, 600, 0, 0, 0))
                    .containsEntry("beta", new Account(100, 90, 0, 0, 10, 0))
                    .containsEntry("127.0.0.1", new Account(20, 13, 0, 0, 7, 0));
            assertThat(everything.get("flood").stored()).isEqualTo(FLOOD);
            assertThat(everything.get("flood").malformed()).isZero();
            assertEverywhere(platform, everything);
            platform.terminate();
            platform.exitCode();
        }
        try (SpoorProcess platform = start(port)) {
            assertEverywhere(platform, everything);
        }
    }

    private void assertEverywhere(SpoorProcess platform, Map<String, Account> accounts) throws Exception {
        assertThat(told(platform)).as("/collectors").containsExactlyInAnyOrderEntriesOf(accounts);
        assertThat(measured(platform)).as("/metrics").containsExactlyInAnyOrderEntriesOf(accounts);
        try (Connection connection = database().getConnection()) {
            assertThat(kept(connection)).as("ledger").containsExactlyInAnyOrderEntriesOf(accounts);
            accounts.forEach((collector, account) -> {
                assertThat(account.received())
                        .isEqualTo(account.stored() + account.duplicate() + account.rejected() + account.malformed());
                assertThat(rows(connection, "event", collector)).isEqualTo(account.stored());
                assertThat(rows(connection, "malformed", collector)).isEqualTo(account.malformed());
            });
        }
    }

    private static Map<String, Account> told(SpoorProcess platform) throws Exception {
        Map<String, Account> accounts = new TreeMap<>();
        for (JsonNode entry : platform.get("/collectors")) {
            accounts.merge(
                    entry.path("name").asString(),
                    new Account(
                            entry.path("received").asLong(),
                            entry.path("stored").asLong(),
                            entry.path("duplicate").asLong(),
                            entry.path("rejected").asLong(),
                            entry.path("malformed").asLong(),
                            entry.path("dropped").asLong()),
                    Account::plus);
        }
        return accounts;
    }

    private static Map<String, Account> measured(SpoorProcess platform) throws Exception {
        Map<String, Account> accounts = new TreeMap<>();
        for (MatchResult metric : (Iterable<MatchResult>)
                METRIC.matcher(platform.text("/metrics")).results()::iterator) {
            String outcome = metric.group(2) == null ? "received" : metric.group(2);
            accounts.merge(
                    metric.group(1),
                    Account.EMPTY.with(outcome, (long) Double.parseDouble(metric.group(3))),
                    Account::plus);
        }
        return accounts;
    }

    private static Map<String, Account> kept(Connection connection) throws SQLException {
        Map<String, Account> accounts = new TreeMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select name, sum(received), sum(stored), sum(duplicate), sum(rejected), sum(malformed)"
                                + " from spoor.ledger join spoor.collector on id = collector group by name")) {
            while (rows.next()) {
                accounts.put(
                        rows.getString(1),
                        new Account(
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                rows.getLong(6),
                                0));
            }
        }
        return accounts;
    }

    private static long rows(Connection connection, String table, String collector) {
        try (var statement = connection.prepareStatement("select count(*) from spoor." + table
                + " where collector = (select id from spoor.collector where name = ?)")) {
            statement.setString(1, collector);
            try (ResultSet count = statement.executeQuery()) {
                assertThat(count.next()).isTrue();
                return count.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The platform's own PostgreSQL: its port stands in line 4 of postmaster.pid. */
    private PGSimpleDataSource database() throws IOException {
        Path postgres = folder.resolve("d/postgres");
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:%s/postgres"
                .formatted(Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                        .get(3)
                        .strip()));
        database.setUser("spoor");
        database.setPassword(Files.readString(postgres.resolve("password")).strip());
        return database;
    }

    private SpoorProcess start(int port) throws Exception {
        return SpoorProcess.run(folder, "start", "--data", "d", "--http", "0", "--ingest", String.valueOf(port))
                .awaitReady();
    }

    private Report send(int port, String collector, String dataset, long rate, List<byte[]> events) throws IOException {
        String token = Files.readString(folder.resolve("d/access-token")).strip();
        var session = new Session(collector, dataset, token, "stream", Duration.ZERO);
        try (Lines lines = Lines.of(events)) {
            return new Sender(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), session, rate).send(lines);
        }
    }

    private static void sendLines(int port, List<byte[]> events) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (byte[] event : events) {
                socket.getOutputStream().write(event);
                socket.getOutputStream().write('\n');
            }
        }
    }

    private static Report report(FutureTask<Report> sending) throws InterruptedException {
        try {
            return sending.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static List<byte[]> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> bytes("{\"n\":" + i + "}"))
                .toList();
    }

    /** Each {@code every}th, the first included, is no JSON. */
    private static List<byte[]> withMalformed(int count, int every) {
        return IntStream.range(0, count)
                .mapToObj(i -> bytes(i % every == 0 ? "no JSON " + i : "{\"n\":" + i + "}"))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
