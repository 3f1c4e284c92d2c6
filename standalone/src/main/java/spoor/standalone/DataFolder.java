package spoor.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
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
