package spoor.storage.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.storage.StoreException;

/**
 * The room on the disk that PostgreSQL writes on. It is low below a least number of bytes, and enough again with a quarter more, so that it does not change
 * from one write to the next. Thread-safe.
 */
final class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);

    private final LongSupplier freeBytes;
    private final long minFreeBytes;
    private boolean isLow;

    /**
     * A disk that is watched.
     *
     * @param freeBytes what PostgreSQL can still write now
     * @param minFreeBytes not negative
     */
    DiskSpace(LongSupplier freeBytes, long minFreeBytes) {
        this.freeBytes = freeBytes;
        this.minFreeBytes = minFreeBytes;
    }

    /**
     * The disk that holds a folder.
     *
     * @param folder empty where the disk can't be seen: then there is always enough
     * @throws IllegalArgumentException if there is no such folder
     */
    static DiskSpace of(String folder, long minFreeBytes) {
        if (folder.isBlank()) {
            return new DiskSpace(() -> Long.MAX_VALUE, 0);
        }
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("spoor.storage.disk names %s, which is no folder".formatted(path));
        }
        return new DiskSpace(path.toFile()::getUsableSpace, minFreeBytes);
    }

    /** @throws StoreException a transient one, while there is too little room */
    synchronized void check() {
        long free = freeBytes.getAsLong();
        long needed = isLow ? minFreeBytes + minFreeBytes / 4 : minFreeBytes;
        boolean wasLow = isLow;
        isLow = free < needed;
        if (isLow) {
            String message = "PostgreSQL's disk has %d bytes free; nothing is taken in until there are %d"
                    .formatted(free, minFreeBytes + minFreeBytes / 4);
            if (!wasLow) {
                LOG.error("{}", message);
            }
            throw new StoreException(message, true);
        }
        if (wasLow) {
            LOG.info("PostgreSQL's disk has {} bytes free again; intake goes on", free);
        }
    }
}
