package spoor.storage.postgres;

import java.util.List;
import org.jooq.DSLContext;
import spoor.storage.Delta;
import spoor.storage.HistoryChange;
import spoor.storage.StoredBatch;

/** What a follower lacks. */
final class SelectDelta {
    private static final int MOST_CHANGES = 10_000;

    private SelectDelta() {}

    /** @param sql sees one state throughout */
    static Delta after(DSLContext sql, long watermark, long change, int limit) {
        List<HistoryChange> changes = SelectChanges.after(sql, change, MOST_CHANGES);
        if (changes.size() == MOST_CHANGES) {
            return new Delta(changes, List.of(), watermark);
        }
        long last = Sequencer.last(sql);
        List<StoredBatch> batches = SelectBatches.after(sql, watermark, limit);
        return new Delta(
                changes, batches, batches.isEmpty() ? last : batches.getLast().watermark());
    }
}
