package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.testkit.Full;

/**
 * PostgreSQL stalls while eight collectors send at full speed: nothing more is read, memory stays flat and within its bound, connections stay, and intake
 * goes on by itself (row 6).
 */
class StallIT {
    private static final int COLLECTORS = 8;
    private static final long MAX_BYTES = 32 << 20;
    private static final long MAX_CONNECTION_BYTES = 8 << 20;

    /** The last event that each reads may take it beyond. */
    private static final long ONE_MORE_BYTES = COLLECTORS * 4_096;

    private static final long FLAT_BYTES = 64 << 20;

    /** The heap, which {@link TestedGateway} bounds, and what a JVM and Netty's buffers take beside it. */
    private static final long MOST_RESIDENT_BYTES = 1L << 30;

    private static final Duration GOES_ON = Duration.ofSeconds(30);
    private static final Duration SETTLES = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    /** How PostgreSQL stalls until what is given is closed. */
    private enum Stall {
        LOCKED_TABLE,
        STOPPED_SERVER
    }

    @Test
    void lockedTableAndStoppedServer_pauseIntake() throws Exception {
        stall(Duration.ofSeconds(3));
    }

    @Full
    @Test
    void lockedTableAndStoppedServerForAMinute_pauseIntake() throws Exception {
        stall(Duration.ofSeconds(60));
    }

    private void stall(Duration duration) throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(
                        postgres,
                        folder,
                        "--spoor.gateway.max-bytes=" + MAX_BYTES,
                        "--spoor.gateway.max-connection-bytes=" + MAX_CONNECTION_BYTES);
                var load = Load.start(gateway.address(), 0, COLLECTORS, 0)) {
            load.awaitMore(20_000, GOES_ON);
            for (Stall stall : Stall.values()) {
                try (var _ = begin(stall, postgres)) {
                    watch(stall, gateway, load, duration);
                }
                load.awaitMore(20_000, GOES_ON);
            }
            List<Load.Told> told = load.finish(Duration.ofMinutes(2));
            Stored.assertHolds(postgres, told);
            assertThat(told)
                    .as("who was not cut off sends nothing twice")
                    .allSatisfy(one -> assertThat(one.report().duplicate()).isZero());
        }
    }

    private static void watch(Stall stall, TestedGateway gateway, Load load, Duration duration) {
        AtomicLong acknowledged = new AtomicLong(-1);
        await().atMost(GOES_ON)
                .pollInterval(SETTLES)
                .until(() -> acknowledged.getAndSet(load.acknowledged()) == acknowledged.get());
        LongSummaryStatistics resident = new LongSummaryStatistics();
        LongSummaryStatistics live = new LongSummaryStatistics();
        LongSummaryStatistics inFlight = new LongSummaryStatistics();
        await().pollInterval(Duration.ofMillis(500))
                .during(duration)
                .atMost(duration.plus(GOES_ON))
                .until(() -> {
                    assertThat(load.acknowledged())
                            .as("nothing is acknowledged")
                            .isEqualTo(acknowledged.get());
                    // What is resident grows with each page of the heap that is touched for the first time, up to a
                    // bound; that nothing gathers is told by what is alive.
                    resident.accept(gateway.residentBytes());
                    assertThat(resident.getMax()).as("resident").isLessThan(MOST_RESIDENT_BYTES);
                    live.accept(gateway.liveBytes());
                    assertThat(live.getMax() - live.getMin())
                            .as("memory is flat")
                            .isLessThan(FLAT_BYTES);
                    inFlight.accept((long) gateway.metric("spoor_gateway_in_flight_bytes"));
                    assertThat(inFlight.getMax()).as("in flight").isLessThan(MAX_BYTES + ONE_MORE_BYTES);
                    assertThat(gateway.metric("spoor_gateway_connections")).isEqualTo(COLLECTORS);
                    return true;
                });
        System.err.printf(
                "%s for %d s: live %d to %d MiB, resident %d to %d MiB, in flight %d to %d bytes in %d samples%n",
                stall,
                duration.toSeconds(),
                live.getMin() >> 20,
                live.getMax() >> 20,
                resident.getMin() >> 20,
                resident.getMax() >> 20,
                inFlight.getMin(),
                inFlight.getMax(),
                inFlight.getCount());
    }

    private AutoCloseable begin(Stall stall, EmbeddedPostgres postgres) throws Exception {
        return switch (stall) {
            case LOCKED_TABLE -> lockTable(postgres);
            case STOPPED_SERVER -> stopServer();
        };
    }

    /** Writers wait for the lock; reading goes on, so that the gateway tells what it holds. */
    private static AutoCloseable lockTable(EmbeddedPostgres postgres) throws Exception {
        Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table spoor.sequencer in exclusive mode");
        }
        return connection;
    }

    private AutoCloseable stopServer() throws IOException {
        List<ProcessHandle> all = new ServerProcesses(folder.resolve("postgres")).all();
        signal("STOP", all);
        return () -> signal("CONT", all);
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }
}
