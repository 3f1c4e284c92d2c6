package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void takenTwice_saysWhoHoldsItAndWhatToDo() throws IOException {
        try (var _ = DataFolder.take(folder)) {
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another Spoor runs on " + folder.toRealPath())
                    .hasMessageContaining("--data");
        }
        DataFolder.take(folder).close();
    }

    @Test
    void everythingInIt_isForItsOwnerOnly() throws IOException {
        Path old = Files.createDirectories(folder.resolve("there/mirror"));
        try (var there = DataFolder.take(folder.resolve("there"));
                var made = DataFolder.take(folder.resolve("made"))) {
            assertThat(there.mirror()).isEqualTo(old.toRealPath());
            assertThat(List.of(there.mirror(), there.postgres(), there.log().getParent(), made.path()))
                    .allSatisfy(part -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                            .isEqualTo("rwx------"));
        }
    }

    @Test
    void folderThatCannotBeMade_saysWhyAndWhatToDo() {
        assertThatThrownBy(() -> DataFolder.take(Path.of("/proc/nope")))
                .hasMessage("The data folder /proc/nope can't be used: nothing can be made at /proc/nope."
                        + " Name another one with --data DIR.");
    }

    @Test
    void token_isKeptAndForItsOwnerOnly() throws IOException {
        String token;
        try (var data = DataFolder.take(folder)) {
            token = data.token();
            assertThat(token).hasSize(43);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.tokenFile())))
                    .isEqualTo("rw-------");
        }
        try (var again = DataFolder.take(folder)) {
            assertThat(again.token()).isEqualTo(token);
        }
    }
}
