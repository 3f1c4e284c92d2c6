package spoor.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import spoor.standalone.postgres.PrivateFile;

/**
 * The folder that holds everything which outlives a run, held by one process at a time.
 *
 * <pre>
 * access-token    the token of the HTTP interface and the gateway, for its owner only
 * postgres/       the database: cluster, programs, password, log
 * address         where the HTTP interface is, while it runs
 * mirror/         derived from the database; may be deleted
 * log/            spoor.log
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    private static final String ADDRESS = "address";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

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
        Files.deleteIfExists(path.resolve(ADDRESS)); // a killed one's
        return new DataFolder(path, channel);
    }

    /** Whether a process holds the folder now. */
    static boolean isTaken(Path folder) throws IOException {
        Path lock = folder.resolve("lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        }
    }

    /**
     * Where the platform that holds {@code folder} is reached over HTTP; waits for one that is starting.
     *
     * @throws IOException if it does not tell within a minute
     */
    static URI address(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return URI.create(Files.readString(folder.resolve(ADDRESS)).strip());
            } catch (NoSuchFileException e) {
                Thread.sleep(PAUSE);
            }
        }
        throw new IOException("What runs on " + folder + " does not say where it is reached. Name its --server.");
    }

    static Path tokenFile(Path folder) {
        return folder.resolve("access-token");
    }

    /** Tells where the HTTP interface is, until the folder is given back. */
    void tellAddress(URI address) throws IOException {
        Path telling = path.resolve(ADDRESS + ".new");
        Files.writeString(telling, address + "\n");
        Files.move(telling, path.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
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
        return tokenFile(path);
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
        Files.deleteIfExists(path.resolve(ADDRESS));
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
