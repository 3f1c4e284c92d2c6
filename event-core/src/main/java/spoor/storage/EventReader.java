package spoor.storage;

import java.util.List;
import java.util.Optional;
import spoor.event.EventId;

/**
 * Gives stored events back. Thread-safe.
 *
 * <p>Every method throws {@link StoreException} if the store can't be reached.
 */
public interface EventReader {
    /** By name. */
    List<DatasetSummary> datasets();

    /** By collector, then dataset. */
    List<CollectorLedger> collectors();

    /** The number of the latest batch or {@link HistoryChange}, 0 before the first. */
    long watermark();

    /**
     * The batches after {@code watermark}, in order, at most {@code limit}, and fewer where they are large; none only where there are
     * none yet.
     */
    List<StoredBatch> batchesAfter(long watermark, int limit);

    /**
     * What a follower lacks that has the batches up to {@code watermark} and knows the changes up to the number {@code change}.
     *
     * @param limit of batches, 1 or more; fewer are given where they are large
     */
    Delta deltaAfter(long watermark, long change, int limit);

    /** A batch as it is now, by its id; empty where it is gone. */
    Optional<StoredBatch> batch(long id);

    Optional<StoredEvent> find(EventId id);

    /** Latest first, at most {@code limit}. */
    List<MalformedRecord> malformed(String dataset, int limit);
}
