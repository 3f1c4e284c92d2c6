package spoor.analysis.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import spoor.analysis.mirror.segment.ManifestFile;
import spoor.analysis.mirror.segment.SegmentFolder;

/**
 * A mirror's folder, held by one process at a time.
 *
 * <pre>
 * manifest     what the mirror holds
 * segments/    the events, as Parquet
 * answers/     answers on their way out, as Parquet; emptied at each start
 * temporary/   what questions and merges have no memory for; emptied at each start
 * </pre>
 */
final class MirrorFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final SegmentFolder segments;

    private MirrorFolder(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        segments = new SegmentFolder(path.resolve("segments"));
    }

    /** @throws IOException if another process holds it, too */
    static MirrorFolder take(Path folder) throws IOException {
        Path path = Files.createDirectories(folder).toRealPath();
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return new MirrorFolder(path, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("Another mirror is kept in " + path + "; name another folder for this one", e);
        }
    }

    SegmentFolder segments() {
        return segments;
    }

    ManifestFile manifest() {
        return new ManifestFile(path);
    }

    Path answers() {
        return path.resolve("answers");
    }

    Path spill() {
        return path.resolve("temporary");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
