package spoor.storage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.memory.MemoryStore;

/** A disk that fills and is freed, and what the store and its health make of it. */
class DiskSpaceTest {
    private final AtomicLong free = new AtomicLong(1_000);
    private final DiskSpace disk = new DiskSpace(free::get, 1_000);
    private final MemoryStore memory = new MemoryStore(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    private final GuardedStore store = new GuardedStore(memory, disk);
    private final List<Slice> slices = List.of(new Slice("d", "c", null, 0, 1, List.of(), 1));

    @Test
    void lowSpace_isEnoughAgainWithAQuarterMore() {
        disk.check();
        free.set(999);
        assertLow();
        free.set(1_249);
        assertLow();
        free.set(1_250);
        disk.check();
        free.set(1_000);
        disk.check();
    }

    @Test
    void lowSpace_stopsWritesAsAStoreOutOfReachAndLetsSessionsOpen() {
        free.set(10);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.prepare(slices))
                .matches(StoreException::isTransient);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.write(slices));
        assertThat(memory.collectors()).isEmpty();
        assertThat(store.open(new StreamKey("d", "c", "s"), Duration.ZERO).position())
                .isZero();
        free.set(10_000);
        store.prepare(slices).commit();
        store.write(slices);
        assertThat(memory.collectors()).hasSize(1);
    }

    @Test
    void lowSpace_isNotReady() {
        var health = new StoreHealth(memory, Optional.of(disk), Optional.empty());
        assertThat(health.readyz().status()).isEqualTo("ready");
        free.set(10);
        assertThatExceptionOfType(StoreException.class).isThrownBy(health::readyz);
        assertThat(health.healthz().status()).isEqualTo("up");
    }

    @Test
    void folder_tellsOfItsDisk(@TempDir Path folder) {
        assertThatCode(DiskSpace.of(folder.toString(), 1)::check).doesNotThrowAnyException();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(DiskSpace.of(folder.toString(), Long.MAX_VALUE / 2)::check)
                .withMessageContaining("bytes free");
        assertThatCode(DiskSpace.of("", 1)::check).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiskSpace.of(folder.resolve("missing").toString(), 1))
                .withMessageContaining("spoor.storage.disk");
    }

    private void assertLow() {
        assertThatExceptionOfType(StoreException.class).isThrownBy(disk::check).withMessageContaining("1250");
    }
}
