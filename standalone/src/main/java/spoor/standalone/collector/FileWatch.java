package spoor.standalone.collector;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are created, changed and deleted below some folders. The operating system tells of a folder's own files only, so
 * each folder is watched for itself, the highest first, {@value #MAX_FOLDERS} in all and {@value #MAX_DEPTH} levels deep;
 * new folders are taken in. Changes of one file between two looks are one event. Not thread-safe.
 */
final class FileWatch implements AutoCloseable {
    static final int MAX_FOLDERS = 4_096;
    static final int MAX_DEPTH = 5;

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final Machine machine;
    private final InstantSource clock;
    private final List<Path> without;
    private final WatchService changes = FileSystems.getDefault().newWatchService();
    private final Map<WatchKey, Folder> watched = new HashMap<>();

    private record Folder(Path path, int depth) {}

    /**
     * Watches from now on.
     *
     * @param folders what is watched; one that does not exist or can't be read is left out
     * @param without what is left out with everything below it
     */
    FileWatch(Machine machine, InstantSource clock, List<Path> folders, List<Path> without) throws IOException {
        this.machine = machine;
        this.clock = clock;
        this.without = without.stream().map(FileWatch::real).toList();
        ArrayDeque<Folder> next = new ArrayDeque<>();
        folders.stream()
                .map(FileWatch::real)
                .distinct()
                .map(folder -> new Folder(folder, 0))
                .forEach(next::add);
        watch(next);
    }

    /** What happened since the last look. */
    List<byte[]> look() {
        List<byte[]> events = new ArrayList<>();
        for (WatchKey key = poll(); key != null; key = poll()) {
            Folder folder = watched.get(key);
            for (WatchEvent<?> change : key.pollEvents()) {
                if (folder != null) {
                    tell(folder, change, events);
                }
            }
            if (!key.reset()) {
                watched.remove(key);
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        changes.close();
    }

    private @Nullable WatchKey poll() {
        try {
            return changes.poll();
        } catch (ClosedWatchServiceException e) {
            return null;
        }
    }

    private void tell(Folder folder, WatchEvent<?> change, List<byte[]> events) {
        Instant now = clock.instant();
        if (!(change.context() instanceof Path name)) {
            events.add(machine.event(now, "watch_overflow", "file")
                    .with("event.kind", "pipeline_error")
                    .with("message", "More happened below " + folder.path() + " than the system kept; some is unknown.")
                    .bytes());
            return;
        }
        Path path = folder.path().resolve(name);
        if (without.contains(path)) {
            return;
        }
        String action = action(change.kind());
        events.add(described(machine.event(now, action, "file"), path).bytes());
        if (action.equals("file_create") && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            watch(new ArrayDeque<>(List.of(new Folder(path, folder.depth() + 1))));
        }
    }

    private static String action(WatchEvent.Kind<?> kind) {
        return switch (kind.name()) {
            case "ENTRY_CREATE" -> "file_create";
            case "ENTRY_DELETE" -> "file_delete";
            default -> "file_change";
        };
    }

    private static EventJson described(EventJson event, Path path) {
        event.with("file.path", path.toString());
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            event.with("file.type", attributes.isDirectory() ? "dir" : attributes.isSymbolicLink() ? "symlink" : "file")
                    .with("file.size", attributes.size())
                    .with(
                            "file.owner",
                            Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName());
        } catch (IOException | UnsupportedOperationException e) {
            // Deleted, or gone again already: the path is all that is known.
            return event;
        }
        return event;
    }

    /** Breadth first, so that a deep folder takes no other's place. */
    private void watch(ArrayDeque<Folder> next) {
        while (!next.isEmpty() && watched.size() < MAX_FOLDERS) {
            Folder folder = next.remove();
            if (without.contains(folder.path()) || !Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                watched.put(
                        folder.path()
                                .register(
                                        changes,
                                        StandardWatchEventKinds.ENTRY_CREATE,
                                        StandardWatchEventKinds.ENTRY_MODIFY,
                                        StandardWatchEventKinds.ENTRY_DELETE),
                        folder);
                if (folder.depth() < MAX_DEPTH) {
                    next.addAll(below(folder));
                }
            } catch (IOException e) {
                LOG.info("{} is not watched: {}", folder.path(), e.toString());
            }
        }
        if (!next.isEmpty()) {
            LOG.info("{} folders are watched; {} more are not", watched.size(), next.size());
        }
    }

    private static List<Folder> below(Folder folder) throws IOException {
        try (var entries = Files.list(folder.path())) {
            return entries.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .map(path -> new Folder(path, folder.depth() + 1))
                    .toList();
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
