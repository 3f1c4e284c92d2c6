package spoor.storage.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import spoor.storage.ClockOffset;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.StreamKey;

/**
 * What slices that follow one another in a stream come to, so that many small ones cost no more than a large one.
 *
 * @param stream null where the events have no identity
 * @param first sequence in the stream; 0 without one
 * @param last sequence in the stream; means nothing without one
 * @param lastReceivedAt null where there are duplicates alone
 * @param clock the latest that is known of the collector's, or null
 */
record SliceSum(
        String dataset,
        String collector,
        @Nullable String stream,
        long first,
        long last,
        long stored,
        long malformed,
        long duplicates,
        @Nullable Instant lastReceivedAt,
        @Nullable ClockOffset clock) {
    /** In this order two writes of the same streams cannot wait for each other; a stream's slices keep theirs. */
    private static final Comparator<Slice> LOCK_ORDER = Comparator.comparing(Slice::dataset)
            .thenComparing(Slice::collector)
            .thenComparing(slice -> String.valueOf(slice.stream()));

    /** In the order in which their streams and ledgers are to be locked. */
    static List<SliceSum> of(List<Slice> slices) {
        List<SliceSum> sums = new ArrayList<>();
        for (Slice slice : slices.stream().sorted(LOCK_ORDER).toList()) {
            SliceSum next = of(slice);
            if (!sums.isEmpty() && sums.getLast().isFollowedBy(next)) {
                next = sums.removeLast().plus(next);
            }
            sums.add(next);
        }
        return sums;
    }

    Optional<StreamKey> streamKey() {
        return Optional.ofNullable(stream).map(id -> new StreamKey(dataset, collector, id));
    }

    private static SliceSum of(Slice slice) {
        long malformed = slice.entries().stream()
                .filter(Entry.Malformed.class::isInstance)
                .count();
        return new SliceSum(
                slice.dataset(),
                slice.collector(),
                slice.entries().isEmpty() ? null : slice.stream(),
                slice.firstSequence(),
                slice.lastSequence(),
                slice.entries().size() - malformed,
                malformed,
                slice.duplicates(),
                slice.lastReceivedAt().orElse(null),
                slice.timing().clock());
    }

    private boolean isFollowedBy(SliceSum next) {
        return dataset.equals(next.dataset)
                && collector.equals(next.collector)
                && (stream == null ? next.stream == null : stream.equals(next.stream) && last + 1 == next.first);
    }

    private SliceSum plus(SliceSum next) {
        return new SliceSum(
                dataset,
                collector,
                stream,
                first,
                next.last,
                stored + next.stored,
                malformed + next.malformed,
                duplicates + next.duplicates,
                later(lastReceivedAt, next.lastReceivedAt),
                next.clock == null ? clock : next.clock);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
