package spoor.analysis.mirror;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import spoor.event.EventId;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Counts the batches that a store gives. */
final class CountingReader implements EventReader {
    final AtomicInteger batches = new AtomicInteger();

    private final EventReader store;

    CountingReader(EventReader store) {
        this.store = store;
    }

    @Override
    public List<DatasetSummary> datasets() {
        return store.datasets();
    }

    @Override
    public List<CollectorLedger> collectors() {
        return store.collectors();
    }

    @Override
    public long watermark() {
        return store.watermark();
    }

    @Override
    public List<StoredBatch> batchesAfter(long watermark, int limit) {
        List<StoredBatch> found = store.batchesAfter(watermark, limit);
        batches.addAndGet(found.size());
        return found;
    }

    @Override
    public Delta deltaAfter(long watermark, long change, int limit) {
        Delta delta = store.deltaAfter(watermark, change, limit);
        batches.addAndGet(delta.batches().size());
        return delta;
    }

    @Override
    public Optional<StoredBatch> batch(long id) {
        batches.incrementAndGet();
        return store.batch(id);
    }

    @Override
    public Optional<StoredEvent> find(EventId id) {
        return store.find(id);
    }

    @Override
    public List<MalformedRecord> malformed(String dataset, int limit) {
        return store.malformed(dataset, limit);
    }
}
