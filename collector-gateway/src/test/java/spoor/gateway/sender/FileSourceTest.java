package spoor.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    private static final byte[] EVENTS = "{\"n\":1}\n\n{\"n\":2}\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void sameEvents_areTheSameStreamHoweverTheyArePacked() throws IOException {
        String plain = source("a.ndjson", EVENTS).stream();
        assertThat(source("a.gz", gzip(EVENTS)).stream()).isEqualTo(plain);
        assertThat(source("a.zip", zip(EVENTS)).stream()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random.zip", "cut.zip", "random.gz", "cut.gz"})
    void whatIsNoArchiveOrHalfAnArchive_isRefusedByItsName(String name) throws IOException {
        byte[] random = new byte[4_096];
        new Random(7).nextBytes(random);
        byte[] whole = name.endsWith(".zip") ? zip(random) : gzip(random);
        FileSource source = source(name, name.startsWith("random") ? random : Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(source::stream)
                .withMessageContaining("The file " + folder.resolve(name) + " can't be read");
    }

    @Test
    void folderAndMissingFile_sayWhatToDo() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FileSource(folder).open())
                .withMessageContaining(folder + " can't be read: it is a folder; name the files in it");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FileSource(folder.resolve("missing")).open())
                .withMessage("The file " + folder.resolve("missing") + " does not exist.");
    }

    private FileSource source(String name, byte[] content) throws IOException {
        return new FileSource(Files.write(folder.resolve(name), content));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("__MACOSX/left-out"));
            zip.write(content);
            zip.putNextEntry(new ZipEntry("events.json"));
            zip.write(content);
        }
        return packed.toByteArray();
    }
}
