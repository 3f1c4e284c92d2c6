package spoor.storage.partition;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What one dataset receives on one day: the unit in which events are kept, purged and dropped. Earlier days come first.
 *
 * @param dataset the number of a dataset
 * @param day in UTC, by our clock
 */
public record Partition(int dataset, LocalDate day) implements Comparable<Partition> {
    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::day).thenComparingInt(Partition::dataset);

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
