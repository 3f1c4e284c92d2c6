package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.memory.MemoryStore;

/** A mirror whose store changes its past. */
class ChangedMirrorIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore(() -> NOON);
    private final Words reading = new Words();
    private @Nullable Mirror mirror;

    @BeforeEach
    void open() {
        mirror = DuckMirror.open(folder, "200MB", store, reading);
    }

    @AfterEach
    void close() {
        mirror().close();
    }

    @Test
    void droppedDay_isGone_andThePastRefused() {
        write("office", 0, "old");
        write("office", 1, "new");
        assertThat(count("office", 2L)).isEqualTo(2);
        store.dropBefore("office", LocalDate.parse("2026-05-05"));
        follow();
        assertThat(count("office", null)).isEqualTo(1);
        assertThat(count("office", 3L)).isEqualTo(1);
        assertRefused(() -> count("office", 2L));
    }

    @Test
    void purgedDataset_isGone_othersStay_andNoFileHoldsIt() throws IOException {
        write("office", 0, "canary");
        write("lab", 0, "other");
        follow();
        store.purge("office");
        follow();
        assertRefused(() -> count("office", 2L));
        assertThatThrownBy(() -> count("office", null))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_DATASET));
        assertThat(count("lab", 2L)).isEqualTo(1);
        mirror().close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("canary");
            }
        }
    }

    @Test
    void batchReadAgain_hasItsNewFields_onceOnly() {
        write("office", 0, "a", "b");
        write("office", 0, "c");
        assertThat(values("office", 2L)).containsExactly("a", "b", "c");
        reading.suffix = "2";
        store.reread(1, reading);
        follow();
        assertThat(values("office", 3L)).containsExactly("a2", "b2", "c");
        assertRefused(() -> values("office", 2L));
        assertThat(mirror().events("office", "", null, null, 10, null, 3L).events())
                .hasSize(3);
        assertRefused(() -> mirror().events("office", "", null, null, 10, null, 1L));
    }

    private void follow() {
        assertThat(mirror().awaitWatermark(store.watermark(), PATIENCE)).isTrue();
        await().atMost(PATIENCE).until(() -> mirror().watermark() == store.watermark());
    }

    private Mirror mirror() {
        return Objects.requireNonNull(mirror);
    }

    private static void assertRefused(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.HISTORY_CHANGED));
    }

    private long count(String dataset, @Nullable Long asOf) {
        return (Long) ask(dataset, asOf, new Step.Group(List.of(), Map.of("n", "count()")))
                .getFirst()
                .getFirst();
    }

    private List<Object> values(String dataset, @Nullable Long asOf) {
        return ask(dataset, asOf, new Step.Select(List.of("event.action"))).stream()
                .map(List::getFirst)
                .toList();
    }

    private List<List<Object>> ask(String dataset, @Nullable Long asOf, Step step) {
        return mirror().table(new TableRequest(dataset, null, null, "", asOf, List.of(step)))
                .rows();
    }

    private void write(String dataset, int day, String... texts) {
        List<Entry> entries = Arrays.stream(texts).map(text -> entry(day, text)).toList();
        store.write(List.of(new Slice(dataset, "alpha", null, 0, 1, entries, 0)));
    }

    private static Entry entry(int day, String text) {
        Instant receivedAt = NOON.plus(Duration.ofDays(day));
        return new Entry.Read(text.getBytes(UTF_8), new Event(receivedAt, null, receivedAt, EventColumns.none()));
    }

    /** Reads a word as an action. */
    private static final class Words implements EventReading {
        volatile String suffix = "";

        @Override
        public Reading read(byte[] raw) {
            return new Reading.Read(null, Fields.of(Map.of("event.action", new String(raw, UTF_8) + suffix)));
        }

        @Override
        public int version() {
            return 1;
        }
    }
}
