package spoor.analysis.mirror.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of all segments' files. A file's name is given once. */
public final class SegmentFolder {
    private final Path path;

    public SegmentFolder(Path path) throws IOException {
        this.path = Files.createDirectories(path).toRealPath();
    }

    public Path path() {
        return path;
    }

    public Path path(String file) {
        return path.resolve(file);
    }

    /** Describes a file that was just written, when it will outlive a crash of the machine. */
    public SegmentFile keep(String name, long rows, Shape shape) throws IOException {
        Path file = path(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return new SegmentFile(name, Files.size(file), Checksum.of(file), rows, shape);
    }

    /** To be called when all files of a manifest are {@linkplain #keep kept}, before it is written. */
    public void force() throws IOException {
        force(path);
    }

    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether the file is there with the length and the bytes that it had. Reads all of it. */
    public boolean isWhole(SegmentFile file) throws IOException {
        try {
            return Files.size(path(file.name())) == file.bytes() && Checksum.of(path(file.name())) == file.checksum();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Deletes a file, if it is there. */
    public void delete(String file) throws IOException {
        Files.deleteIfExists(path(file));
    }

    /** Deletes what no manifest names: drafts of a process that was stopped. */
    public void deleteOthers(Set<String> names) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            for (Path file : all.toList()) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
