package spoor.analysis.mirror.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.event.FieldType;

class ManifestFileTest {
    private static final Extent EXTENT =
            new Extent(3, LocalDate.parse("2026-05-04"), 5, 9, -1, Long.MAX_VALUE, 40, List.of(6L, 7L));

    private static final Manifest MANIFEST = new Manifest(
            12,
            11,
            8,
            List.of(new Manifest.Dataset(
                    3,
                    "büro \"1\"",
                    5,
                    List.of(new FieldColumn(0, "a.b", FieldType.DOUBLE, 5)),
                    Long.MAX_VALUE,
                    List.of(new Segment(
                            7,
                            EXTENT,
                            4,
                            2,
                            List.of(new SegmentFile("7-0.parquet", 512, 0xFFFF_FFFFL, 40, Shape.of(0, 65, 300))),
                            new SegmentFile("7-statistics", 128, 2, 3, Shape.of(0, 65)),
                            new SegmentFile("7-rollup.parquet", 64, 1, 4, Shape.of(0)))),
                    List.of(EXTENT.replacing(List.of(8L))))),
            new Manifest.Past(List.of(4L), Map.of(3, List.of(new Manifest.Range(1, 2), new Manifest.Range(5, 9)))));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothing_isReadWhereNothingWasWritten() throws IOException {
        assertThat(new ManifestFile(folder).read()).isEmpty();
    }

    @Test
    void whatWasWritten_isRead() throws IOException {
        new ManifestFile(folder).write(Manifest.EMPTY);
        new ManifestFile(folder).write(MANIFEST);
        assertThat(new ManifestFile(folder).read()).contains(MANIFEST);
        assertThat(folder).isDirectoryContaining("glob:**/manifest").isDirectoryNotContaining("glob:**/*.draft");
    }

    @Test
    void cutAnywhere_isNothing() throws IOException {
        new ManifestFile(folder).write(MANIFEST);
        byte[] whole = Files.readAllBytes(folder.resolve("manifest"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("manifest"), Arrays.copyOf(whole, length));
            assertThat(new ManifestFile(folder).read()).isEmpty();
        }
    }

    @Test
    void anyByteChanged_isNothing() throws IOException {
        new ManifestFile(folder).write(MANIFEST);
        byte[] whole = Files.readAllBytes(folder.resolve("manifest"));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(folder.resolve("manifest"), changed);
            assertThat(new ManifestFile(folder).read()).isEmpty();
        }
    }

    @Test
    void draftThatWasNotFinished_isOverwritten() throws IOException {
        Files.writeString(folder.resolve("manifest.draft"), "half of a much longer manifest".repeat(1_000));
        new ManifestFile(folder).write(MANIFEST);
        assertThat(new ManifestFile(folder).read()).contains(MANIFEST);
    }

    @Test
    void folderThatIsMissing_isAFailure() {
        assertThatIOException().isThrownBy(() -> new ManifestFile(folder.resolve("missing")).write(MANIFEST));
    }
}
