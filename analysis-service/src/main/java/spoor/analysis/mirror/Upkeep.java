package spoor.analysis.mirror;

import java.time.LocalDate;
import java.util.List;

/** How a mirror is, for those who look after it. Thread-safe. */
public interface Upkeep {
    /**
     * Compares what is here of a dataset with what the store has, by day of receipt. It reads everything, here and there, while all else goes
     * on.
     *
     * @return by day
     */
    List<Partition> check(String dataset);

    /** What the mirror is made of now. */
    State state();

    /**
     * What a dataset received on a day, here and in the store.
     *
     * @param day in UTC
     * @param isEqual whether both are the same
     * @param checksum of everything that the events say, in hexadecimal
     */
    record Partition(
            LocalDate day, boolean isEqual, long events, long storedEvents, String checksum, String storedChecksum) {}

    /**
     * What the mirror is made of.
     *
     * @param watermark up to which everything is here
     * @param events those on disk and the hot ones
     * @param hotEvents those that are not on disk yet
     * @param bytes on disk
     * @param holes how many segments are lost and being read from the store again
     * @param readEvents those that were read from the store since the mirror was opened
     * @param memoryBytes what its engine takes of memory
     */
    record State(
            long watermark,
            long events,
            long hotEvents,
            int segments,
            int files,
            long bytes,
            int holes,
            long readEvents,
            long memoryBytes) {}
}
