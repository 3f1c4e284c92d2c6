package spoor.analysis.mirror.segment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which segments are to become one. Segments of one dataset and day are merged when there are {@value #MANY} of about the same
 * size, so that an event is written anew once for each factor of {@value #MANY} and no more; when a later day has begun, what
 * is left of a day is merged, too. What is merged is at the most {@value #WHOLE_EVENTS} events. A segment most of which is replaced
 * is written anew by itself.
 */
public final class MergePolicy {
    /** So many events are a segment that is merged no more. */
    public static final long WHOLE_EVENTS = 1 << 20;

    private static final int MANY = 8;

    private MergePolicy() {}

    private record Partition(int dataset, LocalDate day) {}

    /** The next to merge, at once or one after another, the least work first; empty if there is nothing to do. */
    public static List<Segment> next(Collection<Segment> segments) {
        Map<Partition, List<Segment>> partitions = segments.stream()
                .collect(Collectors.groupingBy(segment -> new Partition(
                        segment.extent().dataset(), segment.extent().day())));
        Map<Integer, LocalDate> latest = new TreeMap<>();
        partitions
                .keySet()
                .forEach(partition ->
                        latest.merge(partition.dataset(), partition.day(), (a, b) -> a.isAfter(b) ? a : b));
        return partitions.entrySet().stream()
                .map(entry -> next(
                        entry.getValue(),
                        entry.getKey().day().isBefore(latest.get(entry.getKey().dataset()))))
                .filter(merged -> !merged.isEmpty())
                .min(Comparator.<List<Segment>>comparingLong(MergePolicy::events)
                        .thenComparingLong(merged -> merged.getFirst().id()))
                .orElse(List.of());
    }

    private static List<Segment> next(List<Segment> partition, boolean isOver) {
        Optional<Segment> worn = partition.stream().filter(Segment::isWorn).min(Comparator.comparingLong(Segment::id));
        if (worn.isPresent()) {
            return List.of(worn.get());
        }
        List<Segment> small = partition.stream()
                .filter(segment -> segment.extent().events() <= WHOLE_EVENTS / 2)
                .sorted(Comparator.comparingLong(
                                (Segment segment) -> segment.extent().fromMicros())
                        .thenComparingLong(Segment::id))
                .toList();
        Map<Integer, List<Segment>> tiers =
                new TreeMap<>(small.stream().collect(Collectors.groupingBy(MergePolicy::tier)));
        for (List<Segment> tier : tiers.values()) {
            List<Segment> some = upToWhole(tier);
            if (tier.size() >= MANY && some.size() > 1) {
                return some;
            }
        }
        List<Segment> rest = upToWhole(small.stream()
                .sorted(Comparator.comparingLong(segment -> segment.extent().events()))
                .toList());
        return isOver && rest.size() > 1 ? rest : List.of();
    }

    private static List<Segment> upToWhole(List<Segment> segments) {
        List<Segment> some = new ArrayList<>();
        long events = 0;
        for (Segment segment : segments) {
            events += segment.extent().events();
            if (events > WHOLE_EVENTS) {
                break;
            }
            some.add(segment);
        }
        return some;
    }

    /** Sizes within a factor of {@value #MANY} are one tier. */
    private static int tier(Segment segment) {
        return (Long.SIZE - Long.numberOfLeadingZeros(segment.extent().events())) / Integer.numberOfTrailingZeros(MANY);
    }

    private static long events(List<Segment> segments) {
        return segments.stream().mapToLong(segment -> segment.extent().events()).sum();
    }
}
