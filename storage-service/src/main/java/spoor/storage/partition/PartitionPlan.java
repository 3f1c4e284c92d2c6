package spoor.storage.partition;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The partitions that should be there before anybody writes into them.
 *
 * @param daysAhead how many days beyond today, not negative
 */
public record PartitionPlan(int daysAhead) {
    public PartitionPlan {
        if (daysAhead < 0) {
            throw new IllegalArgumentException("A plan looks 0 days ahead or more, not " + daysAhead);
        }
    }

    /** Each dataset's today and the days ahead of it; today's come first, since they are needed first. */
    public List<Partition> due(Collection<Integer> datasets, Instant now) {
        return datasets.stream()
                .map(dataset -> Partition.at(dataset, now))
                .flatMap(today -> IntStream.rangeClosed(0, daysAhead)
                        .mapToObj(ahead ->
                                new Partition(today.dataset(), today.day().plusDays(ahead))))
                .sorted()
                .toList();
    }

    /** What is due and not there, in the order in which it should be made. */
    public List<Partition> missing(Collection<Integer> datasets, Instant now, Collection<Partition> existing) {
        Set<Partition> there = Set.copyOf(existing);
        return due(datasets, now).stream()
                .filter(partition -> !there.contains(partition))
                .toList();
    }
}
