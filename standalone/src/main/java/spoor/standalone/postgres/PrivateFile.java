package spoor.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that its owner alone can read, from its first byte on. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Writes the file anew, with mode 600. */
    public static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
    }
}
