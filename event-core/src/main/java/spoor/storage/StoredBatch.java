package spoor.storage;

import java.util.List;

/**
 * A committed batch with everything that the mirror needs of it: events of one dataset and one day of receipt. Malformed entries
 * are left out, so ordinals may have gaps.
 *
 * @param watermark its number in the order of the commits
 * @param batch its id
 * @param datasetNumber its dataset's; a dataset that is purged and made anew has its name again, but never its number
 */
public record StoredBatch(long watermark, long batch, String dataset, int datasetNumber, List<StoredEvent> events) {
    public StoredBatch {
        events = List.copyOf(events);
    }
}
