package spoor.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import spoor.standalone.postgres.PrivateFile;

/**
 * The folder that holds everything which outlives a run, held by one process at a time.
 *
 * <pre>
 * access-token    the token of the HTTP interface and the gateway, for its owner only
 * postgres/       the database: cluster, programs, password, log
 * mirror/         derived from the database; may be deleted
 * log/            spoor.log
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the folder for this process and makes it where it is missing.
     *
     * @throws IOException if another process holds it
     */
    static DataFolder take(Path folder) throws IOException {
        Path path = Files.createDirectories(folder).toRealPath();
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException(
                    "Another Spoor runs on " + path + ". Stop it first, or name another folder with --data.");
        }
        return new DataFolder(path, channel);
    }

    Path path() {
        return path;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path mirror() {
        return path.resolve("mirror");
    }

    Path log() {
        return path.resolve("log/spoor.log");
    }

    Path tokenFile() {
        return path.resolve("access-token");
    }

    /** The access token, 256 random bits; made at the first call and kept. */
    String token() throws IOException {
        if (!Files.exists(tokenFile())) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            PrivateFile.write(
                    tokenFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(tokenFile()).strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
