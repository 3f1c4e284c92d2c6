package spoor.analysis.mirror;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.request.Step;
import spoor.request.TableResult;

/** A mirror's segments over restarts, crashes and damage. */
class SegmentMirrorIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder.resolve("mirror"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void reopened_readsNothingAgain_andAnswersAsBefore() {
        office.write(0, "{\"second\":2,\"a\":\"x\"}", "{\"second\":1,\"b\":1.5,\"c\":true}");
        office.write(1, "{\"second\":3,\"a\":\"y\"}");
        List<Map<String, Object>> before = office.everything();
        office.close();
        office.reader.batches.set(0);
        assertThat(office.everything()).isEqualTo(before).hasSize(3);
        assertThat(office.reader.batches).hasValue(0);
        office.write(1, "{\"second\":4}");
        assertThat(office.everything()).hasSize(4);
        assertThat(office.reader.batches).hasValue(1);
    }

    @Test
    void whatWasHotWhenTheProcessDied_isReadAgain_onceOnly() throws IOException {
        office.write(0, "{\"second\":1,\"a\":\"x\"}");
        office.everything();
        office.close();
        office.write(0, "{\"second\":2,\"a\":\"y\"}");
        List<Map<String, Object>> before = office.everything();
        copy(folder.resolve("mirror"), folder.resolve("left"));
        try (Office next = new Office(folder.resolve("left"))) {
            List.of("{\"second\":1,\"a\":\"x\"}", "{\"second\":2,\"a\":\"y\"}").forEach(event -> next.write(0, event));
            assertThat(next.everything()).isEqualTo(before);
            assertThat(next.reader.batches).hasValue(1);
        }
    }

    @Test
    void damagedSegment_isReadAgain() throws IOException {
        writeTwoSegments();
        List<Map<String, Object>> before = office.everything();
        office.close();
        for (Path file : segmentFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(file, bytes);
        }
        assertThat(office.everythingWhenWhole()).isEqualTo(before);
        office.close();
        office.reader.batches.set(0);
        assertThat(office.everything()).isEqualTo(before);
        assertThat(office.reader.batches).hasValue(0);
    }

    @Test
    void missingSegment_isReadAgain() throws IOException {
        writeTwoSegments();
        List<Map<String, Object>> before = office.everything();
        office.close();
        Files.delete(segmentFiles().getFirst());
        assertThat(office.everythingWhenWhole()).isEqualTo(before);
    }

    @Test
    void segmentThatVanishesUnderAQuestion_isReadAgain() throws IOException {
        writeTwoSegments();
        List<Map<String, Object>> before = office.everything();
        for (Path file : segmentFiles()) {
            Files.delete(file);
        }
        assertThat(office.everythingWhenWhole()).isEqualTo(before);
    }

    @Test
    void lostManifest_meansEverythingAgain() throws IOException {
        writeTwoSegments();
        List<Map<String, Object>> before = office.everything();
        office.close();
        Files.write(folder.resolve("mirror/manifest"), new byte[] {1, 2, 3});
        assertThat(office.everything()).isEqualTo(before);
    }

    @Test
    void fileThatNoManifestNames_isDeleted() throws IOException {
        office.write(0, "{\"second\":1}");
        office.everything();
        Path stray = folder.resolve("mirror/segments/99-0.parquet");
        office.close();
        Files.writeString(stray, "half a segment");
        office.everything();
        assertThat(stray).doesNotExist();
    }

    @Test
    void smallSegments_areMerged_andAnswersStay() {
        for (int i = 0; i < 9; i++) {
            office.write(0, "{\"second\":%d,\"f%d\":%d}".formatted(100 - i, i, i), "{\"second\":%d}".formatted(i));
            office.everything();
            office.close();
        }
        List<Map<String, Object>> before = office.everything();
        assertThat(before).hasSize(18);
        await().atMost(Duration.ofSeconds(20)).until(() -> segments() <= 2);
        assertThat(office.everything()).isEqualTo(before);
        assertThat(office.count("_exists_:f3", null)).isEqualTo(1);
        assertThat(office.count("", 5L)).isEqualTo(10);
    }

    @Test
    void changedPast_reachesSegments() {
        office.write(0, "{\"second\":1}");
        office.write(1, "{\"second\":2,\"a\":\"old\"}");
        office.write(1, "{\"second\":3,\"a\":\"other\"}");
        office.everything();
        office.close();
        office.store.dropBefore("office", LocalDate.parse("2026-05-05"));
        office.store.reread(2, new Office.Plain());
        assertThat(office.everything()).extracting(event -> event.get("id")).containsExactlyInAnyOrder("3-0", "2-0");
        office.close();
        office.reader.batches.set(0);
        assertThat(office.everything()).extracting(event -> event.get("id")).containsExactlyInAnyOrder("3-0", "2-0");
        assertThat(office.reader.batches).hasValue(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> segments() == 2);
    }

    @Test
    void purgedWhileClosed_isGoneWhenOpened() throws IOException {
        office.write(0, "{\"second\":1,\"a\":\"canary\"}");
        office.everything();
        office.close();
        office.store.purge("office");
        office.mirror();
        await().atMost(Duration.ofSeconds(20)).until(() -> segmentFiles().isEmpty());
        assertThat(Files.readString(folder.resolve("mirror/manifest"))).doesNotContain("office", "canary");
    }

    @Test
    void valuesOfAllTypes_areKept_andATypeIsWhatItWas() {
        office.write(0, "{\"second\":1,\"v\":7,\"w\":9223372036854775807}");
        office.write(0, "{\"second\":2,\"v\":\"seven\"}", "{\"second\":3,\"v\":0.1}", "{\"second\":4,\"v\":true}");
        for (int i = 0; i < 2; i++) {
            TableResult then = office.table("_exists_:v", 1L, new Step.Select(List.of("v", "w")));
            assertThat(then.columns()).contains(new TableResult.Column("v", "long"));
            assertThat(then.rows()).containsExactly(List.of(7L, Long.MAX_VALUE));
            TableResult now = office.table("", null, new Step.Select(List.of("v")));
            assertThat(now.columns()).containsExactly(new TableResult.Column("v", "text"));
            assertThat(now.rows()).containsExactly(List.of("7"), List.of("seven"), List.of("0.1"), List.of("true"));
            office.close();
        }
    }

    @Test
    void fieldsBeyondTheMost_areFoundByName() {
        office.write(0, wide(0, 4_200, "x"));
        office.write(0, "{\"second\":2,\"f9\":\"y\",\"f4199\":\"y\",\"/~\\\"'\":\"odd\"}");
        for (int i = 0; i < 2; i++) {
            assertThat(office.count("f4199:*", null)).isEqualTo(2);
            assertThat(office.count("f4199:y AND f9:y", null)).isEqualTo(1);
            assertThat(office.table("", null, new Step.Group(List.of("f4198"), Map.of("n", "count()")))
                            .rows())
                    .containsExactly(List.of("x", 1L), Arrays.asList(null, 1L));
            assertThat(office.table("second:2", null, new Step.Select(List.of("/~\"'")))
                            .rows())
                    .containsExactly(List.of("odd"));
            office.close();
        }
    }

    @Test
    void fieldsThatAreCalledAsAnEventsProperties_areCalledOriginal() {
        office.write(
                0,
                "{\"id\":\"own\",\"time\":\"noon\",\"collector\":7,\"receivedAt\":true,\"dataset\":\"d\",\"original.id\":\"x\"}");

        assertThat(office.everything())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("id", "1-0")
                        .containsEntry("collector", "alpha")
                        .containsEntry("original.id", "own")
                        .containsEntry("original.time", "noon")
                        .containsEntry("original.collector", 7L)
                        .containsEntry("original.receivedAt", true)
                        .containsEntry("original.dataset", "d")
                        .containsEntry("original.original.id", "x"));
        assertThat(office.count("original.id:own AND original.original.id:x AND collector:alpha", null))
                .isEqualTo(1);
        assertThat(office.mirror().fields("office"))
                .extracting(Mirror.FieldSummary::name)
                .contains("id", "original.id", "original.original.id", "original.dataset")
                .doesNotContain("dataset");
    }

    @Test
    void fieldBeyondTheMostThatIsCalledAsAProperty_isCalledOriginalToo() {
        office.write(0, wide(0, 4_096, "1"), "{\"second\":1,\"id\":\"own\"}");

        assertThat(office.count("original.id:own", null)).isEqualTo(1);
    }

    private static String wide(int second, int fields, String value) {
        return IntStream.range(0, fields)
                .mapToObj(i -> "\"f" + i + "\":\"" + value + "\"")
                .collect(joining(",", "{\"second\":" + second + ",", "}"));
    }

    private void writeTwoSegments() {
        office.write(0, "{\"second\":5,\"a\":\"x\"}", "{\"second\":1,\"b\":2}");
        office.everything();
        office.close();
        office.write(0, "{\"second\":3,\"a\":\"z\"}");
        office.everything();
        office.close();
    }

    /** How many there are, whatever files they have. */
    private long segments() throws IOException {
        return segmentFiles().stream()
                .map(file -> file.getFileName().toString().split("-", 2)[0])
                .distinct()
                .count();
    }

    private List<Path> segmentFiles() throws IOException {
        try (var files = Files.list(folder.resolve("mirror/segments"))) {
            return files.sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
