package spoor.storage;

import java.util.List;

/**
 * A committed batch with everything that the mirror needs of it. Malformed entries are left out, so ordinals may have gaps.
 *
 * @param watermark its number in the order of the commits
 * @param batch its id
 */
public record StoredBatch(long watermark, long batch, String dataset, List<StoredEvent> events) {
    public StoredBatch {
        events = List.copyOf(events);
    }
}
