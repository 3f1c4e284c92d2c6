package spoor.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
import spoor.standalone.postgres.EmbeddedPostgres;

/**
 * What one would do without Spoor: eight columns of each event and the event itself as jsonb, written to a file beforehand and
 * loaded by psql's {@code \copy} into a table without an index. What counts is the loading alone.
 */
final class CopyYardstick {
    private static final String TABLE = "copy_baseline";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final EmbeddedPostgres postgres;
    private final Path file;

    private CopyYardstick(EmbeddedPostgres postgres, Path file) {
        this.postgres = postgres;
        this.file = file;
    }

    /** Writes the file: {@code lines}, over and over until there are {@code events}. */
    static CopyYardstick prepare(EmbeddedPostgres postgres, Path folder, List<byte[]> lines, int events)
            throws IOException {
        Mappings mappings = Mappings.bundled();
        List<byte[]> rows = lines.stream().map(line -> row(mappings, line)).toList();
        Path file = folder.resolve("copy.tsv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < events; i++) {
                out.write(rows.get(i % rows.size()));
            }
        }
        return new CopyYardstick(postgres, file);
    }

    private static byte[] row(Mappings mappings, byte[] line) {
        String time = "\\N";
        Fields fields = Fields.none();
        if (mappings.read(line) instanceof Reading.Read read) {
            time = read.occurredAt() == null ? time : read.occurredAt().toString();
            fields = read.fields();
        }
        Fields of = fields;
        String columns = Stream.of(
                        "host.name",
                        "event.code",
                        "user.name",
                        "process.name",
                        "process.parent.name",
                        "process.pid",
                        "registry.path")
                .map(of::text)
                .map(value -> value == null ? "" : escaped(value))
                .collect(Collectors.joining("\t"));
        return (time + '\t' + columns + '\t' + escaped(new String(line, StandardCharsets.UTF_8)) + '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Loads the file into a fresh table, and drops it. */
    Figure run(int events) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement sql = connection.createStatement()) {
            sql.execute("create table " + TABLE + "(ts timestamptz, host text, kind text, usr text, process text,"
                    + " parent text, pid text, target text, doc jsonb)");
            try {
                sql.execute("checkpoint");
                CpuClock server = new CpuClock(postgres.pid());
                long cpu = server.read().toNanos();
                long start = System.nanoTime();
                boolean hasPsql = copy(connection);
                double seconds = (System.nanoTime() - start) / 1e9;
                awaitEndOfSession(sql);
                return new Figure("ingest", "copy", "psql-copy", seconds, events)
                        .with("client", hasPsql ? "psql" : "pgjdbc")
                        .with("postgres_cpu_us_per_event", (server.read().toNanos() - cpu) / 1e3 / events)
                        .with("stored_bytes_per_event", size(sql) / (double) events);
            } finally {
                sql.execute("drop table " + TABLE);
            }
        }
    }

    /** By psql where there is one, else by the JDBC driver, which sends the same bytes. Tells which it was. */
    private boolean copy(Connection connection) throws IOException, SQLException {
        Process psql;
        try {
            psql = psql().start();
        } catch (IOException e) {
            try (InputStream rows = Files.newInputStream(file)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + TABLE + " from stdin", rows, 1 << 16);
            }
            return false;
        }
        try {
            int status = psql.waitFor();
            if (status != 0) {
                throw new IOException("psql ended with status " + status);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while psql was loading", e);
        }
    }

    private ProcessBuilder psql() {
        var psql = new ProcessBuilder(
                        "psql",
                        "-q",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-c",
                        "\\copy %s from '%s'".formatted(TABLE, file),
                        postgres.url().replace("jdbc:", "").replace("://", "://" + postgres.user() + "@"))
                .inheritIO();
        psql.environment().put("PGPASSWORD", postgres.password());
        return psql;
    }

    /** A session's processor time counts as its parent's when it has ended. */
    private static void awaitEndOfSession(Statement sql) throws SQLException {
        boolean isThere = true;
        while (isThere) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try (ResultSet answer =
                    sql.executeQuery("select exists (select from pg_stat_activity where application_name = 'psql')")) {
                answer.next();
                isThere = answer.getBoolean(1);
            }
        }
    }

    private static long size(Statement sql) throws SQLException {
        try (ResultSet answer = sql.executeQuery("select pg_total_relation_size('" + TABLE + "')")) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
