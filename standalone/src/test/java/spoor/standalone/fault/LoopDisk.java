package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own on a loop device. Needs root.
 *
 * @param path where it is mounted
 */
record LoopDisk(Path path) implements AutoCloseable {
    /** Mounts one of so many bytes, of which only what is written takes room. */
    static LoopDisk mount(Path folder, long bytes) throws IOException {
        Path image = folder.resolve("disk.img");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Path path = Files.createDirectory(folder.resolve("disk"));
        run("mkfs.ext4", "-q", "-F", image.toString());
        run("mount", "-o", "loop", image.toString(), path.toString());
        return new LoopDisk(path);
    }

    /** The device's numbers, such as {@code 7:0}. */
    String device() throws IOException {
        Process process = new ProcessBuilder("findmnt", "-nro", "MAJ:MIN", path.toString()).start();
        String device = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(process.onExit().join().exitValue()).isZero();
        return device;
    }

    @Override
    public void close() throws IOException {
        run("umount", path.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.onExit().orTimeout(1, TimeUnit.MINUTES).join().exitValue())
                .as(String.join(" ", command))
                .isZero();
    }
}
