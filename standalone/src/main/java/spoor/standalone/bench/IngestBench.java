package spoor.standalone.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import spoor.analysis.web.AnalysisService;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.server.GatewayService;
import spoor.standalone.postgres.EmbeddedPostgres;

/**
 * From the socket to the acknowledgement after the commit, beside psql's {@code \copy} of the same events into the same PostgreSQL. The
 * ways take turns, so that whatever else the machine does meets them alike; the median run of each is told, of an even number of
 * runs the slower of the middle two.
 */
@Command(
        name = "ingest",
        description = {
            "Sends events through a gateway into PostgreSQL, with acknowledgement, by 1 and 4 connections,",
            "beside psql's \\copy of the same events as jsonb into the same PostgreSQL, and rsyslog with ompgsql",
            "where it is installed."
        },
        mixinStandardHelpOptions = true)
final class IngestBench implements Callable<Integer> {
    private static final String TOKEN = "bench";

    /** It is so much slower that more would only make one wait. */
    private static final int RSYSLOG_EVENTS = 50_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--events", paramLabel = "N", description = "Events a run (default: ${DEFAULT-VALUE}).")
    private int events = 400_000;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each way (default: ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Events to send over and over (NDJSON, .zip, .gz; default: the generated office day).")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder to make, use and remove (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("bench-data");

    private record Way(String step, int connections, boolean hasMirror) {}

    @Override
    public Integer call() throws Exception {
        List<Recording> recordings = Recording.read(file == null ? List.of() : List.of(file));
        try (BenchFolder made = BenchFolder.make(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(made.resolve("postgres"))) {
            measure(postgres, recordings, spec.commandLine().getOut());
        }
        return 0;
    }

    private void measure(EmbeddedPostgres postgres, List<Recording> recordings, PrintWriter out) throws Exception {
        List<byte[]> lines = recordings.getFirst().lines();
        CopyYardstick yardstick = CopyYardstick.prepare(postgres, folder, lines, events);
        int port = FreePort.find();
        List<String> settings = settings(postgres);
        try (ServiceProcess gateway = ServiceProcess.start(
                GatewayService.class,
                List.of("-XX:+UseParallelGC", "-XX:NewRatio=1"), // As in docker-compose.yml.
                folder.resolve("gateway.log"),
                with(settings, "--spoor.gateway.port=" + port, "--spoor.gateway.token=" + TOKEN))) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var target = new Target(postgres, gateway, new Feed(address, TOKEN, "bench", recordings));
            gateway.awaitListening(address);
            List<Way> alone = List.of(new Way("one_connection", 1, false), new Way("four_connections", 4, false));
            target.run(new Way("warm_up", 4, false), events);
            List<Figure> copied = new ArrayList<>();
            List<List<Figure>> sent = alone.stream()
                    .map(_ -> (List<Figure>) new ArrayList<Figure>())
                    .toList();
            for (int run = 0; run < runs; run++) {
                copied.add(yardstick.run(events));
                for (int i = 0; i < alone.size(); i++) {
                    sent.get(i).add(target.run(alone.get(i), events));
                }
            }
            Figure copy = median(copied);
            copy.print(out);
            Optional<RsyslogYardstick> rsyslog = RsyslogYardstick.find(postgres, folder);
            if (rsyslog.isPresent()) {
                compared(rsyslog.get().run(lines, Math.min(events, RSYSLOG_EVENTS)), copy)
                        .print(out);
            }
            Figure best = copy;
            for (List<Figure> figures : sent) {
                Figure figure = median(figures);
                best = figure.eventsPerSecond() > best.eventsPerSecond() ? figure : best;
                compared(figure, copy).print(out);
            }
            target.latency(events, best.eventsPerSecond() / 2.0).print(out);
            target.stored().print(out);
            try (ServiceProcess mirror = ServiceProcess.start(
                    AnalysisService.class,
                    List.of(),
                    folder.resolve("analysis.log"),
                    with(
                            settings,
                            "--spoor.analysis.token=" + TOKEN,
                            "--spoor.analysis.mirror=" + folder.resolve("mirror")))) {
                Figure figure = target.run(new Way("four_connections_with_mirror", 4, true), events);
                if (!mirror.isAlive()) {
                    throw new IOException("The mirror's process has ended");
                }
                compared(figure, copy).print(out);
            }
        }
    }

    private static Figure compared(Figure figure, Figure copy) {
        return figure.with("times_psql_copy", figure.eventsPerSecond() / (double) copy.eventsPerSecond());
    }

    private static Figure median(List<Figure> figures) {
        return figures.stream()
                .sorted(Comparator.comparingLong(Figure::eventsPerSecond))
                .toList()
                .get((figures.size() - 1) / 2);
    }

    private static List<String> settings(EmbeddedPostgres postgres) {
        return List.of(
                "--server.port=0",
                "--spoor.storage.url=" + postgres.url(),
                "--spoor.storage.user=" + postgres.user(),
                "--spoor.storage.password=" + postgres.password());
    }

    private static List<String> with(List<String> settings, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return all;
    }

    /** The gateway under test and the PostgreSQL behind it. */
    private record Target(EmbeddedPostgres postgres, ServiceProcess gateway, Feed feed) {
        Figure run(Way way, int events) throws Exception {
            checkpoint();
            CpuClock server = new CpuClock(postgres.pid());
            CpuClock sender = CpuClock.ofThisProcess();
            long serverCpu = server.read().toNanos();
            long gatewayCpu = gateway.cpu().read().toNanos();
            long senderCpu = sender.read().toNanos();
            long start = System.nanoTime();
            long acknowledged = feed.send(way.connections(), events, 0, 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            gatewayCpu = gateway.cpu().read().toNanos() - gatewayCpu;
            serverCpu = server.read().toNanos() - serverCpu;
            senderCpu = sender.read().toNanos() - senderCpu - serverCpu - gatewayCpu;
            if (acknowledged != events) {
                throw new IOException("Of %d events %d were acknowledged".formatted(events, acknowledged));
            }
            return new Figure("ingest", way.step(), "spoor", seconds, events)
                    .with("gateway_cpu_us_per_event", gatewayCpu / 1e3 / events)
                    .with("postgres_cpu_us_per_event", serverCpu / 1e3 / events)
                    .with("sender_cpu_us_per_event", Math.max(0, senderCpu) / 1e3 / events);
        }

        /** At half of what it can do. */
        Figure latency(int events, double eventsPerSecond) throws IOException {
            Recording recording = feed.recordings().getFirst();
            var paced = new PacedLines(recording.lines(), events, eventsPerSecond);
            long start = System.nanoTime();
            Report report = new Sender(feed.gateway(), feed.session(recording, 0), 0, paced::acknowledged).send(paced);
            paced.acknowledged(report);
            return new Figure("ingest", "half_load", "spoor", (System.nanoTime() - start) / 1e9, events)
                    .with("p50_ack_ms", paced.millis(0.5))
                    .with("p99_ack_ms", paced.millis(0.99));
        }

        /** What the rows and blocks take that were stored so far. */
        Figure stored() throws SQLException {
            double lineBytes = feed.recordings().getFirst().lines().stream()
                    .mapToInt(line -> line.length + 1)
                    .average()
                    .orElseThrow();
            try (Connection connection = connect();
                    Statement sql = connection.createStatement();
                    ResultSet answer = sql.executeQuery("select sum(pg_total_relation_size(c.oid))::bigint,"
                            + " (select sum(stored) from spoor.ledger)::bigint from pg_class c"
                            + " where c.relnamespace = 'spoor'::regnamespace and c.relkind = 'r'")) {
                answer.next();
                long events = answer.getLong(2);
                double bytes = answer.getLong(1) / (double) events;
                return Figure.of("ingest", "stored", "spoor", events)
                        .with("stored_bytes_per_event", bytes)
                        .with("ndjson_bytes_per_event", lineBytes)
                        .with("stored_per_ndjson", bytes / lineBytes);
            }
        }

        private void checkpoint() throws SQLException {
            try (Connection connection = connect();
                    Statement sql = connection.createStatement()) {
                sql.execute("checkpoint");
            }
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        }
    }
}
