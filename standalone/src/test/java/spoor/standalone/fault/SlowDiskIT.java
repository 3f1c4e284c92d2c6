package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.testkit.Full;

/** PostgreSQL's disk takes 1 MiB a second while eight collectors send at full speed (row 5). Needs root, for a disk and a control group. */
@Full
class SlowDiskIT {
    private static final int COLLECTORS = 8;
    private static final long MAX_BYTES = 32 << 20;
    private static final long MAX_CONNECTION_BYTES = 8 << 20;
    private static final long ONE_MORE_BYTES = COLLECTORS * 4_096;
    private static final long FLAT_BYTES = 64 << 20;
    private static final long SLOW_BYTES_PER_SECOND = 1 << 20;
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Duration GOES_ON = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void slowDisk_slowsTheSendersDown_andNothingElse() throws Exception {
        try (var disk = LoopDisk.mount(folder, 2L << 30);
                var postgres = EmbeddedPostgres.start(disk.path().resolve("postgres"));
                var gateway = TestedGateway.start(
                        postgres,
                        folder,
                        "--spoor.gateway.max-bytes=" + MAX_BYTES,
                        "--spoor.gateway.max-connection-bytes=" + MAX_CONNECTION_BYTES);
                var load = Load.start(gateway.address(), 0, COLLECTORS, 0)) {
            load.awaitMore(20_000, GOES_ON);
            long begin = load.acknowledged();
            try (var _ = slow(disk, new ServerProcesses(disk.path().resolve("postgres")).all())) {
                watch(gateway);
            }
            System.err.printf(
                    "slow for %d s: %d events/s%n", SLOW.toSeconds(), (load.acknowledged() - begin) / SLOW.toSeconds());
            load.awaitMore(20_000, GOES_ON);
            List<Load.Told> told = load.finish(Duration.ofMinutes(2));
            Stored.assertHolds(postgres, told);
            assertThat(told)
                    .as("who was not cut off sends nothing twice")
                    .allSatisfy(one -> assertThat(one.report().duplicate()).isZero());
        }
    }

    private static void watch(TestedGateway gateway) {
        var live = new LongSummaryStatistics();
        var inFlight = new LongSummaryStatistics();
        await().pollInterval(Duration.ofSeconds(2))
                .during(SLOW)
                .atMost(SLOW.plus(GOES_ON))
                .until(() -> {
                    live.accept(gateway.liveBytes());
                    inFlight.accept((long) gateway.metric("spoor_gateway_in_flight_bytes"));
                    assertThat(inFlight.getMax()).as("in flight").isLessThan(MAX_BYTES + ONE_MORE_BYTES);
                    return gateway.metric("spoor_gateway_connections") == COLLECTORS;
                });
        System.err.printf(
                "live %d to %d MiB, in flight at most %d of %d bytes%n",
                live.getMin() >> 20, live.getMax() >> 20, inFlight.getMax(), MAX_BYTES);
        assertThat(live.getMax() - live.getMin()).as("memory is flat").isLessThan(FLAT_BYTES);
    }

    /** A control group of its own (version 1 or 2) for the server's processes and those that they start, until it is closed. */
    private static AutoCloseable slow(LoopDisk disk, List<ProcessHandle> server) throws Exception {
        boolean isFirstVersion = Files.isDirectory(GROUPS.resolve("blkio"));
        Path parent = isFirstVersion ? GROUPS.resolve("blkio") : GROUPS;
        Path group = Files.createDirectory(
                parent.resolve("spoor-" + ProcessHandle.current().pid()));
        Path limit = group.resolve(isFirstVersion ? "blkio.throttle.write_bps_device" : "io.max");
        String each = disk.device() + (isFirstVersion ? " " : " wbps=");
        Files.writeString(limit, each + SLOW_BYTES_PER_SECOND);
        for (ProcessHandle process : server) {
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
        }
        return () -> {
            Files.writeString(limit, each + (isFirstVersion ? "0" : "max"));
            for (String process : Files.readAllLines(group.resolve("cgroup.procs"))) {
                Files.writeString(parent.resolve("cgroup.procs"), process);
            }
            Files.delete(group);
        };
    }
}
