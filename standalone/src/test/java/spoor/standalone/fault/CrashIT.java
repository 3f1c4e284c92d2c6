package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
 * The gateway and PostgreSQL are killed, and the gateway is stopped, while four collectors send at full speed: whatever was acknowledged is stored, once,
 * and sending goes on within 30 seconds (rows 1, 2 and 14).
 */
class CrashIT {
    private static final int COLLECTORS = 4;
    private static final Duration GOES_ON = Duration.ofSeconds(30);
    private static final Duration STOPS = Duration.ofSeconds(15);
    private static final Duration ENDS = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** What is killed with SIGKILL, or stopped with SIGTERM. */
    private enum Victim {
        GATEWAY,
        STOPPED_GATEWAY,
        ALL_OF_POSTGRESQL,
        POSTMASTER,
        BACKEND
    }

    @Test
    void gatewayAndPostgresql_areKilledAndStopped() throws Exception {
        strike(1, List.of(Victim.GATEWAY, Victim.BACKEND, Victim.ALL_OF_POSTGRESQL, Victim.STOPPED_GATEWAY));
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

    @Full
    @Test
    void gateway_isStoppedTwentyTimes() throws Exception {
        strike(4, times(20, Victim.STOPPED_GATEWAY));
    }

    private void strike(long seed, List<Victim> victims) throws Exception {
        Random random = new Random(seed);
        var server = new ServerProcesses(folder.resolve("postgres"));
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder);
                var load = Load.start(gateway.address(), 0, COLLECTORS, 0)) {
            for (Victim victim : victims) {
                load.awaitMore(1_000 + random.nextInt(20_000), GOES_ON);
                switch (victim) {
                    case GATEWAY -> report(victim, gateway.killAndStart());
                    case STOPPED_GATEWAY -> {
                        Duration took = gateway.terminate();
                        report(victim, took);
                        assertThat(took).isLessThan(STOPS);
                        gateway.restart();
                    }
                    case ALL_OF_POSTGRESQL -> server.all().forEach(ProcessHandle::destroyForcibly);
                    case POSTMASTER -> server.postmaster().destroyForcibly();
                    case BACKEND -> {
                        List<ProcessHandle> backends = server.backends();
                        backends.get(random.nextInt(backends.size())).destroyForcibly();
                    }
                }
                long start = System.nanoTime();
                awaitServing(postgres);
                load.awaitMore(10_000, GOES_ON);
                report(victim, Duration.ofNanos(System.nanoTime() - start));
            }
            System.err.printf("seed %d, %d faults: ", seed, victims.size());
            Stored.assertHolds(postgres, load.finish(ENDS));
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
}
