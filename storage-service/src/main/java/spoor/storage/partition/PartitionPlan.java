package spoor.storage.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The partitions that should be there before anybody writes into them. A dataset that has been quiet for long gets none, or its
 * empty tables would pile up; whoever writes into it again makes what is missing.
 *
 * @param daysAhead how many days beyond today, not negative
 * @param quietDays how many days a dataset may receive nothing and still be prepared for, not negative
 */
public record PartitionPlan(int daysAhead, int quietDays) {
    public PartitionPlan {
        if (daysAhead < 0 || quietDays < 0) {
            throw new IllegalArgumentException(
                    "A plan's days are 0 or more, not %d ahead and %d quiet".formatted(daysAhead, quietDays));
        }
    }

    /**
     * Each dataset's today and the days ahead of it; today's come first, since they are needed first.
     *
     * @param latest the last day on which each dataset received something
     */
    public List<Partition> due(Map<Integer, LocalDate> latest, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate since = today.minusDays(quietDays);
        return latest.entrySet().stream()
                .filter(dataset -> !dataset.getValue().isBefore(since))
                .flatMap(dataset -> IntStream.rangeClosed(0, daysAhead)
                        .mapToObj(ahead -> new Partition(dataset.getKey(), today.plusDays(ahead))))
                .sorted()
                .toList();
    }

    /** What is due and not there, in the order in which it should be made. */
    public List<Partition> missing(Map<Integer, LocalDate> latest, Instant now, Collection<Partition> existing) {
        Set<Partition> there = Set.copyOf(existing);
        return due(latest, now).stream()
                .filter(partition -> !there.contains(partition))
                .toList();
    }
}
