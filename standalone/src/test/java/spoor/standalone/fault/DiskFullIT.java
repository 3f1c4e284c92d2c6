package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.testkit.Full;

/** PostgreSQL's disk, a small file system of its own, fills while collectors send, and is freed (row 4). Needs root, to mount it. */
@Full
class DiskFullIT {
    private static final long DISK_BYTES = 400L << 20;
    private static final long BALLAST_BYTES = 120L << 20;
    private static final long MIN_FREE_BYTES = 60_000_000;
    private static final Duration FILLS = Duration.ofMinutes(3);
    private static final Duration STAYS = Duration.ofSeconds(10);
    private static final Duration GOES_ON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LoopDisk mounted;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        mounted = LoopDisk.mount(folder, DISK_BYTES);
        disk = mounted.path();
        Files.write(disk.resolve("ballast"), new byte[(int) BALLAST_BYTES]);
    }

    @AfterEach
    void unmount() throws Exception {
        mounted.close();
    }

    /** PostgreSQL never comes to its end. */
    @Test
    void watchedDisk_intakeStopsBeforeItIsFull() throws Exception {
        assertThat(fill(true, "--spoor.storage.disk=" + disk, "--spoor.storage.min-free=60MB"))
                .as("free bytes when intake stopped")
                .isGreaterThan(MIN_FREE_BYTES / 2);
        assertThat(Files.readString(disk.resolve("postgres/postgres.log"))).doesNotContain("PANIC", "No space left");
    }

    /** PostgreSQL may end; it is started again, until there is room. */
    @Test
    void unwatchedDisk_intakeGoesOnWhenItIsFreed() throws Exception {
        assertThat(fill(false)).as("free bytes when it was full").isLessThan(1 << 20);
    }

    /** How much was free while nothing was acknowledged. */
    private long fill(boolean isWatched, String... settings) throws Exception {
        try (var postgres = EmbeddedPostgres.start(disk.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder, settings);
                var load = Load.start(gateway.address(), 0, 4, 0)) {
            load.awaitMore(10_000, GOES_ON);
            long[] last = {-1};
            await().atMost(FILLS)
                    .pollInterval(Duration.ofSeconds(2))
                    .alias("the disk is full")
                    .until(() -> {
                        long before = last[0];
                        last[0] = load.acknowledged();
                        return before == last[0];
                    });
            long free = disk.toFile().getUsableSpace();
            System.err.printf("full at %d acknowledged, %d MiB free%n", load.acknowledged(), free >> 20);
            await().during(STAYS).atMost(STAYS.plus(GOES_ON)).until(() -> {
                assertThat(load.acknowledged()).isEqualTo(last[0]);
                return !isWatched || !gateway.isReady();
            });
            Files.delete(disk.resolve("ballast"));
            load.awaitMore(1, GOES_ON);
            await().atMost(GOES_ON).until(gateway::isReady);
            Stored.assertHolds(postgres, load.finish(Duration.ofMinutes(2)));
            return free;
        }
    }
}
