package spoor.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import spoor.standalone.postgres.PrivateFile;
import spoor.standalone.postgres.PrivateFolder;

/**
 * The folder that holds everything which outlives a run, held by one process at a time, and for its owner only. Where the folder is
 * there already its own mode stays, since it may serve others too; what lies below it is closed in any case.
 *
 * <pre>
 * access-token    the token of the HTTP interface and the gateway
 * postgres/       the database: cluster, password, log
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
     * @throws IOException if another process holds it, or it can't be made
     */
    static DataFolder take(Path folder) throws IOException {
        try {
            return taken(folder);
        } catch (FileSystemException e) {
            throw new IOException(
                    "The data folder %s can't be used: %s. Name another one with --data DIR."
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    private static DataFolder taken(Path folder) throws IOException {
        Path path = PrivateFolder.make(folder).toRealPath();
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException(
                    "Another Spoor runs on " + path + ". Stop it first, or name another folder with --data.");
        }
        Files.deleteIfExists(path.resolve(ADDRESS)); // a killed one's
        var data = new DataFolder(path, channel);
        for (Path part : List.of(data.postgres(), data.mirror(), data.logs())) {
            PrivateFolder.close(part);
        }
        return data;
    }

    private static String reason(FileSystemException e) {
        String what = switch (e) {
            case AccessDeniedException _ -> "access is denied to";
            case FileAlreadyExistsException _ -> "no folder is";
            case NoSuchFileException _ -> "nothing can be made at";
            default -> e.getReason() == null ? "something is wrong with" : e.getReason() + ":";
        };
        return what + " " + e.getFile();
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

    private Path logs() {
        return path.resolve("log");
    }

    Path log() {
        return logs().resolve("spoor.log");
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
