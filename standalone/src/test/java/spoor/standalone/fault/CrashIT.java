package spoor.standalone.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.testkit.Full;

/**
 * The gateway and PostgreSQL are killed while four collectors send at full speed: whatever was acknowledged is stored, once, and sending goes on within
 * 30 seconds (rows 1 and 2).
 */
class CrashIT {
    private static final int COLLECTORS = 4;
    private static final Duration GOES_ON = Duration.ofSeconds(30);
    private static final Duration ENDS = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** What is killed with SIGKILL. */
    private enum Victim {
        GATEWAY,
        ALL_OF_POSTGRESQL,
        POSTMASTER,
        BACKEND
    }

    @Test
    void gatewayAndPostgresql_areKilled() throws Exception {
        strike(1, List.of(Victim.GATEWAY, Victim.BACKEND, Victim.ALL_OF_POSTGRESQL));
    }

    @Full
    @Test
    void gateway_isKilledTwentyTimes() throws Exception {
        strike(2, times(20, Victim.GATEWAY));
    }

    @Full
    @Test
    void postgresql_isKilledNineTimes() throws Exception {
        List<Victim> victims = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            victims.addAll(List.of(Victim.ALL_OF_POSTGRESQL, Victim.POSTMASTER, Victim.BACKEND));
        }
        strike(3, victims);
    }

    private void strike(long seed, List<Victim> victims) throws Exception {
        Random random = new Random(seed);
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder);
                var load = Load.start(gateway.address(), 0, COLLECTORS, 0)) {
            for (Victim victim : victims) {
                load.awaitMore(1_000 + random.nextInt(20_000), GOES_ON);
                switch (victim) {
                    case GATEWAY -> report(victim, gateway.killAndStart());
                    case ALL_OF_POSTGRESQL -> {
                        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster()));
                        all.addAll(children().toList());
                        all.forEach(ProcessHandle::destroyForcibly);
                    }
                    case POSTMASTER -> postmaster().destroyForcibly();
                    case BACKEND -> backend(random).destroyForcibly();
                }
                long start = System.nanoTime();
                awaitServing(postgres);
                load.awaitMore(10_000, GOES_ON);
                report(victim, Duration.ofNanos(System.nanoTime() - start));
            }
            List<Load.Told> told = load.finish(ENDS);
            Stored.assertHolds(postgres, told);
            told.forEach(one -> System.err.printf("seed %d: %s%n", seed, one));
        }
    }

    private static void report(Victim victim, Duration duration) {
        System.err.printf("%s: %d ms%n", victim, duration.toMillis());
    }

    private static List<Victim> times(int count, Victim victim) {
        return Stream.generate(() -> victim).limit(count).toList();
    }

    /** Waits until PostgreSQL takes connections and has noticed what happened to it. */
    private static void awaitServing(EmbeddedPostgres postgres) {
        await().atMost(GOES_ON)
                .pollDelay(Duration.ofMillis(300))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password())
                            .close();
                    return true;
                });
    }

    private ProcessHandle postmaster() throws IOException {
        Path file = folder.resolve("postgres/cluster/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private Stream<ProcessHandle> children() throws IOException {
        return postmaster().children();
    }

    /** A process that serves a writer, as its title says. */
    private ProcessHandle backend(Random random) throws IOException {
        List<ProcessHandle> backends = children().filter(CrashIT::isBackend).toList();
        return backends.get(random.nextInt(backends.size()));
    }

    private static boolean isBackend(ProcessHandle process) {
        try {
            String title = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return title.startsWith("postgres: ") && title.contains("127.0.0.1");
        } catch (IOException e) {
            return false;
        }
    }
}
