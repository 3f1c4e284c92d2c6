package spoor.analysis.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.codec.JsonFlattener;
import spoor.event.codec.MalformedJsonException;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.request.TableResult;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.memory.MemoryStore;

/** A store of events that are JSON with no mapping, and a mirror of it that is opened and closed. */
final class Office implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final MemoryStore store = new MemoryStore(() -> NOON);
    final CountingReader reader = new CountingReader(store);
    private final Path folder;
    private @Nullable DuckMirror mirror;

    /** With which the mirror is opened next. */
    EventReading reading = new Plain();

    Office(Path folder) {
        this.folder = folder;
    }

    /** A batch of events of dataset office; a field {@code second} is the time, in seconds after noon. */
    void write(int day, String... events) {
        List<Entry> entries =
                Arrays.stream(events).map(event -> entry(day, event)).toList();
        store.write(List.of(new Slice("office", "alpha", null, 0, 1, entries, 0)));
    }

    private static Entry entry(int day, String json) {
        byte[] raw = json.getBytes(UTF_8);
        Reading.Read read = (Reading.Read) new Plain().read(raw);
        Long second = read.fields().wholeNumber("second");
        Instant receivedAt = NOON.plus(Duration.ofDays(day));
        Instant time = second == null ? receivedAt : NOON.plusSeconds(second);
        return new Entry.Read(raw, new Event(time, null, receivedAt, EventColumns.none()));
    }

    /** The mirror, opened and up to date. */
    DuckMirror mirror() {
        if (mirror == null) {
            mirror = DuckMirror.open(folder, "1GB", reader, reading);
        }
        assertThat(mirror.awaitWatermark(store.watermark(), PATIENCE)).isTrue();
        return mirror;
    }

    TableResult table(String query, @Nullable Long asOf, Step... steps) {
        return mirror().table(new TableRequest("office", null, null, query, asOf, List.of(steps)));
    }

    long count(String query, @Nullable Long asOf) {
        return table(query, asOf).scannedEvents();
    }

    /** Everything of every event, in a fixed order. */
    List<Map<String, Object>> everything() {
        return mirror().events("office", "", null, null, 10_000, null, null).events();
    }

    /** As {@link #everything}, when what is lost has been read again. */
    List<Map<String, Object>> everythingWhenWhole() {
        return await().atMost(PATIENCE).ignoreExceptions().until(this::everything, _ -> true);
    }

    /** What was written, by closing the mirror, which is opened again when it is asked. */
    void bringToDisk() {
        mirror();
        close();
    }

    @Override
    public void close() {
        if (mirror != null) {
            mirror.close();
            mirror = null;
        }
    }

    /** Reads JSON as it is. */
    static final class Plain implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            try {
                return new Reading.Read(null, Fields.of(JsonFlattener.flatten(raw)));
            } catch (MalformedJsonException e) {
                return new Reading.Malformed(String.valueOf(e.getMessage()), e.byteOffset());
            }
        }

        @Override
        public int version() {
            return 1;
        }
    }
}
