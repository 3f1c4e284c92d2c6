package spoor.storage.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import spoor.event.EventId;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Reads what {@link PostgresEventStore} stored. */
public final class PostgresEventReader implements EventReader {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final BoundedReads reads;

    public PostgresEventReader(DataSource database) {
        this.reads = new BoundedReads(database, LONGEST);
    }

    @Override
    public List<DatasetSummary> datasets() {
        return reads.ask("list datasets", SelectDatasets::in);
    }

    @Override
    public List<CollectorLedger> collectors() {
        return reads.ask("list collectors", SelectCollectors::in);
    }

    @Override
    public long watermark() {
        return reads.ask("tell the watermark", Sequencer::last);
    }

    @Override
    public List<StoredBatch> batchesAfter(long watermark, int limit) {
        return reads.ask("read batches", sql -> SelectBatches.after(sql, watermark, limit));
    }

    @Override
    public Delta deltaAfter(long watermark, long change, int limit) {
        return reads.ask("tell what is new", sql -> SelectDelta.after(sql, watermark, change, limit));
    }

    @Override
    public Optional<StoredBatch> batch(long id) {
        return reads.ask("read a batch", sql -> SelectBatches.withId(sql, id));
    }

    @Override
    public Optional<StoredEvent> find(EventId id) {
        return reads.ask(
                "find an event",
                sql -> SelectBatches.withId(sql, id.batch()).stream()
                        .flatMap(batch -> batch.events().stream())
                        .filter(event -> event.id().equals(id))
                        .findFirst());
    }

    @Override
    public List<MalformedRecord> malformed(String dataset, int limit) {
        return reads.ask("list malformed entries", sql -> SelectMalformed.in(sql, dataset, limit));
    }
}
