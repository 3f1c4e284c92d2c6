package spoor.analysis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.storage.Administration;
import spoor.storage.ClockOffset;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.Rereading;
import spoor.storage.StoreException;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.Task;

/** A store with one event and one malformed entry, which can be told to be down. */
final class OneEventStore implements EventReader, EventReading, Administration {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");
    static final byte[] RAW = "{\"action\":\"process_start\"}\r".getBytes(UTF_8);

    private static final ClockOffset CLOCK =
            new ClockOffset(Duration.ofMinutes(-5), Duration.ofNanos(2_000_001), NOON, ClockOffset.Basis.EXCHANGE);

    private final StoredEvent event =
            new StoredEvent(new EventId(17, 3), "default", "pc", NOON, null, NOON, Correction.none(), RAW);

    volatile boolean isDown;

    @Override
    public List<DatasetSummary> datasets() {
        return List.of(new DatasetSummary("default", 1, NOON, NOON, 1, 27, Period.ofDays(30)));
    }

    @Override
    public List<CollectorLedger> collectors() {
        return List.of(new CollectorLedger("pc", "default", NOON, 4, 1, 1, 1, 1, CLOCK));
    }

    @Override
    public long watermark() {
        if (isDown) {
            throw new StoreException("down", true, new IllegalStateException("for this test"));
        }
        return 1;
    }

    @Override
    public List<StoredBatch> batchesAfter(long watermark, int limit) {
        return watermark < 1 ? List.of(new StoredBatch(1, 17, "default", 1, List.of(event))) : List.of();
    }

    @Override
    public Delta deltaAfter(long watermark, long change, int limit) {
        List<StoredBatch> batches = batchesAfter(watermark, limit);
        return new Delta(
                List.of(),
                batches,
                batches.isEmpty() ? watermark() : batches.getLast().watermark());
    }

    @Override
    public Optional<StoredBatch> batch(long id) {
        return batchesAfter(0, 2).stream().filter(batch -> batch.batch() == id).findFirst();
    }

    @Override
    public Optional<StoredEvent> find(EventId id) {
        return id.equals(event.id()) ? Optional.of(event) : Optional.empty();
    }

    @Override
    public List<MalformedRecord> malformed(String dataset, int limit) {
        return List.of(new MalformedRecord(
                new EventId(17, 4), dataset, "pc", NOON, "no JSON", 2, 3, "", "{?}".getBytes(UTF_8)));
    }

    @Override
    public Reading read(byte[] raw) {
        return new Reading.Read(null, Fields.of(Map.of("event.action", "process_start", "id", "a field's")));
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean keep(String dataset, @Nullable Period keep) {
        return dataset.equals("default");
    }

    @Override
    public Optional<Task> purge(String dataset) {
        return task(1).filter(_ -> dataset.equals("default"));
    }

    @Override
    public Optional<Task> reread(String dataset, Rereading rereading) {
        return task(rereading.isForced() ? 2 : 1).filter(_ -> dataset.equals("default"));
    }

    /** The first is done, the second so that the mirror does not know it yet, and there is no third. */
    @Override
    public Optional<Task> task(long id) {
        return id > 2
                ? Optional.empty()
                : Optional.of(new Task(id, Task.Kind.PURGE, Task.State.DONE, 4, 3, 2, 1, 0, "", id));
    }
}
