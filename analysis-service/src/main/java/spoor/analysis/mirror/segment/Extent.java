package spoor.analysis.mirror.segment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What some events have in common: one dataset and one day of receipt, a range of watermarks and a range of time. Not every batch of
 * the range needs to be among them.
 *
 * @param dataset by number
 * @param day of receipt, UTC
 * @param firstWatermark the lowest of their batches'
 * @param lastWatermark the highest of their batches'
 * @param fromMicros the earliest {@code time}, in microseconds since 1970
 * @param toMicros the latest {@code time}, inclusive
 * @param events how many, those of {@code replaced} batches included
 * @param replaced watermarks of batches that are found elsewhere now, rising: what is held of them here is not to be seen
 */
public record Extent(
        int dataset,
        LocalDate day,
        long firstWatermark,
        long lastWatermark,
        long fromMicros,
        long toMicros,
        long events,
        List<Long> replaced) {
    public Extent {
        replaced = List.copyOf(replaced);
    }

    /** Whether a batch could be among these, and is not replaced. */
    public boolean mayHold(long watermark) {
        return firstWatermark <= watermark && watermark <= lastWatermark && !replaced.contains(watermark);
    }

    /**
     * Whether any of these may be seen at a watermark in a range of time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public boolean meets(long watermark, long from, long to) {
        return firstWatermark <= watermark && from <= toMicros && fromMicros < to;
    }

    /** Whether all of these are seen at a watermark. */
    public boolean isWhole(long watermark) {
        return lastWatermark <= watermark && replaced.isEmpty();
    }

    /** Whether the other is of the same dataset, day and watermarks, whatever is replaced of either. */
    public boolean hasRangeOf(Extent other) {
        return dataset == other.dataset
                && day.equals(other.day)
                && firstWatermark == other.firstWatermark
                && lastWatermark == other.lastWatermark;
    }

    /** Both together, of one dataset and day. */
    public Extent and(Extent other) {
        return new Extent(
                dataset,
                day,
                Math.min(firstWatermark, other.firstWatermark),
                Math.max(lastWatermark, other.lastWatermark),
                Math.min(fromMicros, other.fromMicros),
                Math.max(toMicros, other.toMicros),
                events + other.events,
                Stream.concat(replaced.stream(), other.replaced.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** With some batches not to be seen any more. */
    public Extent replacing(Collection<Long> watermarks) {
        return new Extent(
                dataset,
                day,
                firstWatermark,
                lastWatermark,
                fromMicros,
                toMicros,
                events,
                Stream.concat(replaced.stream(), watermarks.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
