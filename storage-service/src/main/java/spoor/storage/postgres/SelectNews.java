package spoor.storage.postgres;

import java.util.List;
import org.jooq.DSLContext;
import spoor.storage.HistoryChange;
import spoor.storage.News;
import spoor.storage.StoredBatch;

/** What a follower lacks. */
final class SelectNews {
    private static final int MOST_CHANGES = 10_000;

    private SelectNews() {}

    /** @param sql sees one state throughout */
    static News after(DSLContext sql, long watermark, long change, int limit) {
        List<HistoryChange> changes = SelectChanges.after(sql, change, MOST_CHANGES);
        if (changes.size() == MOST_CHANGES) {
            return new News(changes, List.of(), watermark);
        }
        long last = Sequencer.last(sql);
        List<StoredBatch> batches = SelectBatches.after(sql, watermark, limit);
        return new News(
                changes, batches, batches.isEmpty() ? last : batches.getLast().watermark());
    }
}
