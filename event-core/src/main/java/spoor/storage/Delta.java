package spoor.storage;

import java.util.List;

/**
 * What a follower lacks, seen at one moment: the batches are as they are after every change up to that moment, and each of these
 * changes is among {@code changes} or was told before.
 *
 * <p>A follower takes the changes first, in their order. It refuses from then on what each one {@linkplain HistoryChange#touches
 * touches}, and takes from what it holds what {@link HistoryChange.Retention} and {@link HistoryChange.Purge} name; a
 * {@linkplain HistoryChange.Reread batch read again} whose watermark it has passed it replaces by what {@link EventReader#batch}
 * gives. Each can be taken twice. Then it appends the batches, and then it stands at {@code watermark}: whatever it holds is then
 * what the store held at one moment, up to that watermark.
 *
 * @param changes in the order of their numbers; where there are too many to be told at once, there are no batches, and the follower
 *     has not moved
 * @param batches in the order of their watermarks
 * @param watermark where the follower stands when it has taken these; that many are batches which it has, changes, or gone
 */
public record Delta(List<HistoryChange> changes, List<StoredBatch> batches, long watermark) {
    public Delta {
        changes = List.copyOf(changes);
        batches = List.copyOf(batches);
    }

    /** The number of the last change that the follower knows then, having known {@code change}. */
    public long lastChange(long change) {
        return changes.isEmpty() ? change : changes.getLast().number();
    }
}
