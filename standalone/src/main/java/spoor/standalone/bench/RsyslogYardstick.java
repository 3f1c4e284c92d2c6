package spoor.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import spoor.standalone.postgres.EmbeddedPostgres;

/**
 * What a site with syslog would do: rsyslog takes lines over TCP and its module ompgsql inserts each into PostgreSQL, in transactions of
 * up to 1,000. Nothing is acknowledged; it counts when the last row is there.
 */
final class RsyslogYardstick {
    private static final String TABLE = "rsyslog_baseline";
    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
    private static final String MODULE = "rsyslog/ompgsql.so";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;
    private final Path folder;

    private RsyslogYardstick(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Empty where rsyslog or its module is not installed. */
    static Optional<RsyslogYardstick> find(EmbeddedPostgres postgres, Path folder) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
            return places.anyMatch(place -> Files.exists(place.resolve(MODULE)))
                    ? Optional.of(new RsyslogYardstick(postgres, folder.toAbsolutePath()))
                    : Optional.empty();
        }
    }

    /** Sends {@code lines}, over and over until there are {@code events}, into a fresh table, and drops it. */
    Figure run(List<byte[]> lines, int events) throws IOException, SQLException {
        int port = FreePort.find();
        Path settings = Files.writeString(folder.resolve("rsyslog.conf"), settings(port));
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement sql = connection.createStatement()) {
            sql.execute("create table " + TABLE + "(received timestamptz default now(), doc text)");
            try (ChildProcess rsyslog = ChildProcess.start(
                    new ProcessBuilder(PROGRAM.toString(), "-n", "-iNONE", "-f", settings.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("rsyslog.log").toFile()),
                    END)) {
                CpuClock server = new CpuClock(postgres.pid());
                long serverCpu = server.read().toNanos();
                double seconds = send(port, lines, events, sql);
                return new Figure("ingest", "syslog", "rsyslog", seconds, events)
                        .with(
                                "rsyslog_cpu_us_per_event",
                                new CpuClock(rsyslog.process().pid()).read().toNanos() / 1e3 / events)
                        .with("postgres_cpu_us_per_event", (server.read().toNanos() - serverCpu) / 1e3 / events);
            } finally {
                sql.execute("drop table " + TABLE);
            }
        }
    }

    private double send(int port, List<byte[]> lines, int events, Statement sql) throws IOException, SQLException {
        try (Socket socket = connect(port)) {
            long start = System.nanoTime();
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (int i = 0; i < events; i++) {
                out.write(lines.get(i % lines.size()));
                out.write('\n');
            }
            out.flush();
            while (count(sql) < events) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IOException(
                            "Of %d events rsyslog has stored %d in %s".formatted(events, count(sql), PATIENCE));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Waits for rsyslog to listen. */
    private static Socket connect(int port) throws IOException {
        IOException last = new IOException("rsyslog does not listen");
        for (int attempt = 0; attempt < 250; attempt++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw last;
    }

    private static long count(Statement sql) throws SQLException {
        try (ResultSet answer = sql.executeQuery("select count(*) from " + TABLE)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private String settings(int port) {
        URI database = URI.create(postgres.url().substring("jdbc:".length()));
        return """
                global(workDirectory="%s" maxMessageSize="1m")
                module(load="imtcp")
                module(load="ompgsql")
                input(type="imtcp" address="127.0.0.1" port="%d")
                template(name="row" type="list" option.stdsql="on") {
                  constant(value="insert into %s(doc) values ('")
                  property(name="rawmsg")
                  constant(value="')")
                }
                action(type="ompgsql" server="%s" port="%d" db="%s" user="%s" pass="%s" template="row"
                  queue.type="LinkedList" queue.size="200000" queue.dequeueBatchSize="1000" queue.workerThreads="2")
                """.formatted(
                        folder,
                        port,
                        TABLE,
                        database.getHost(),
                        database.getPort(),
                        database.getPath().substring(1),
                        postgres.user(),
                        postgres.password());
    }
}
