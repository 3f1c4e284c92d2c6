package spoor.standalone.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on a folder of its own, durable: {@code fsync} and {@code synchronous_commit} are on and the folder is kept.
 *
 * <p>It listens on the loopback address alone, without a Unix socket, and lets nobody in without the random password that lies
 * beside the data, readable by its owner only (SCRAM). It runs in a session of its own, so that Ctrl-C ends this program first
 * and the server after it; when this program is killed the server outlives it, and the next {@link #start} on the folder stops
 * that orphan. A server on another folder is never touched.
 *
 * <p>A server that crashes or is killed is started again, on the same port; one that somebody stops stays stopped.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String USER = "spoor";

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final String password;
    private volatile boolean isClosing;

    private EmbeddedPostgres(PostgresBinaries binaries, Path data, Path log, int port, String password) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server on {@code folder}, which is made where it is missing.
     *
     * @throws IOException if it does not come up within a minute, with the last lines of its log
     */
    public static EmbeddedPostgres start(Path folder) throws IOException {
        Path data = PrivateFolder.make(folder).toRealPath().resolve("cluster");
        Path secret = data.resolveSibling("password");
        Path log = data.resolveSibling("postgres.log");
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data, secret, log);
        }
        var server = new EmbeddedPostgres(
                binaries, data, log, freePort(), Files.readString(secret).strip());
        Process process = server.launch();
        Thread.ofVirtual().name("postgres").start(() -> server.attend(process));
        return server;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's first process. */
    public long pid() throws IOException {
        return Postmaster.of(data)
                .orElseThrow(() -> new IOException("PostgreSQL is gone"))
                .process()
                .pid();
    }

    /** Stops the server; what was committed is kept. */
    @Override
    public void close() throws IOException {
        isClosing = true;
        synchronized (this) {
            Optional<Postmaster> postmaster = Postmaster.of(data);
            if (postmaster.isPresent()) {
                postmaster.get().stop(PATIENCE);
            }
        }
    }

    private void attend(Process first) {
        Process process = first;
        process.onExit().join();
        while (!isClosing && process.exitValue() != 0) {
            LOG.error(
                    "PostgreSQL ended with exit code {} and is started again; its log is {}", process.exitValue(), log);
            try {
                process = launch();
                process.onExit().join();
            } catch (IOException e) {
                LOG.error("PostgreSQL could not be started again", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private synchronized Process launch() throws IOException {
        Optional<Postmaster> orphan = Postmaster.of(data);
        if (orphan.isPresent()) {
            orphan.get().stop(PATIENCE);
        } else {
            // What is left is of a dead server; its number may be another process's by now, which would keep ours from
            // starting.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
        Process process = run(
                log,
                List.of(
                        binaries.program("postgres"),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "max_wal_size=4GB",
                        "-c",
                        "min_wal_size=1GB",
                        "-c",
                        "shared_buffers=512MB",
                        // Details of an error quote the row that it is about, and a purge does not reach into logs.
                        "-c",
                        "log_error_verbosity=terse"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Postmaster.of(data).map(Postmaster::isReady).orElse(false)) {
            if (!process.isAlive() || isClosing || System.nanoTime() > deadline) {
                process.destroy();
                throw new IOException("PostgreSQL does not start:\n" + lastLines(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return process;
    }

    private static void initialise(PostgresBinaries binaries, Path data, Path secret, Path log) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        PrivateFile.write(secret, HexFormat.of().formatHex(random));
        Process initdb = run(
                log,
                List.of(
                        binaries.program("initdb"),
                        "-D",
                        data.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + secret,
                        "-E",
                        "UTF8",
                        "--locale=C"));
        try {
            if (!initdb.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || initdb.exitValue() != 0) {
                throw new IOException("PostgreSQL's data folder cannot be made:\n" + lastLines(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL's data folder was being made", e);
        }
    }

    /** The server refuses to run as root: there it runs in a user namespace of its own, where root is nobody. */
    private static Process run(Path log, List<String> command) throws IOException {
        var words = new ArrayList<String>();
        words.add("setsid");
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(command);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }
}
