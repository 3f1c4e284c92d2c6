package spoor.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder that its owner alone can enter, whatever the modes of the files in it. */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes the folder, and those above it that are missing, with mode 700; one that is there is left as it is. */
    public static Path make(Path folder) throws IOException {
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** Makes the folder or, where it is there, closes it to everybody else. */
    public static Path close(Path folder) throws IOException {
        return Files.setPosixFilePermissions(make(folder), OWNER_ONLY);
    }
}
