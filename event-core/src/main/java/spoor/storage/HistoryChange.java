package spoor.storage;

import java.time.LocalDate;

/**
 * A change to what had been stored before. Batches and changes are numbered together, in the order of their commits: a change
 * takes the next number as a batch takes its watermark, so that whatever is seen after it is told apart from what was seen before.
 *
 * <p>A change names its dataset by number. The number is never given again, and a purge leaves nothing of a dataset but this number.
 * When a dataset is purged its earlier changes go, too.
 */
public sealed interface HistoryChange {
    /** In the one order of batches and changes. */
    long number();

    /** The dataset, as {@link StoredBatch#datasetNumber} gives it. */
    int dataset();

    /** The lowest watermark of the events that it touched, 0 where any may have been. */
    long first();

    /** Whether the dataset's events up to a watermark, as they were then, can't be seen any more. */
    default boolean touches(long asOf) {
        return first() <= asOf && asOf < number();
    }

    /**
     * What the dataset had received on a day is gone.
     *
     * @param day of receipt, UTC; gone are its batches with a watermark below {@code number}
     */
    record Retention(long number, int dataset, LocalDate day, long first) implements HistoryChange {}

    /** The dataset is gone, with everything about it. A dataset that has its name afterwards is another one. */
    record Purge(long number, int dataset) implements HistoryChange {
        @Override
        public long first() {
            return 0;
        }
    }

    /**
     * A batch was read again: its events may have other times and fields, and entries may have become events or the reverse. Its id,
     * its watermark, its events' ids and their bytes are what they were. Of a batch that was read again several times the last is told.
     *
     * @param batch the batch's id
     * @param first the batch's watermark
     */
    record Reread(long number, int dataset, long batch, long first) implements HistoryChange {}
}
