package spoor.analysis.mirror;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.Manifest;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.storage.HistoryChange;
import spoor.storage.StoredBatch;

/**
 * Which questions about the past can't be answered as they were, since retention, purge or re-reading has changed what they saw.
 *
 * <p>A purge leaves no name behind. A dataset that is not here, or that began after a watermark, may have been another one of its name
 * at that watermark: where any dataset has been purged since, the question is refused rather than answered differently.
 *
 * <p>Thread-safe.
 */
final class ChangedPast {
    /** A dataset's number and the watermark of the first batch that was seen of it. */
    private record Known(int number, long since) {}

    private final Map<String, Known> datasets = new HashMap<>();
    private final NavigableSet<Long> purges = new TreeSet<>();

    /** By dataset: disjoint ranges of watermarks that can't be asked for, from the key to the value, exclusive. */
    private final Map<Integer, NavigableMap<Long, Long>> changed = new HashMap<>();

    /** Nothing has changed yet. */
    ChangedPast() {}

    /** What was known when a manifest was written. */
    ChangedPast(Manifest manifest) {
        manifest.datasets()
                .forEach(dataset -> datasets.put(dataset.name(), new Known(dataset.number(), dataset.since())));
        purges.addAll(manifest.past().purges());
        manifest.past().changed().forEach((dataset, ranges) -> {
            NavigableMap<Long, Long> refused = new TreeMap<>();
            ranges.forEach(range -> refused.put(range.from(), range.to()));
            changed.put(dataset, refused);
        });
    }

    /** For a manifest. */
    synchronized Manifest.Past kept() {
        Map<Integer, List<Manifest.Range>> ranges = new TreeMap<>();
        changed.forEach((dataset, refused) -> ranges.put(
                dataset,
                refused.entrySet().stream()
                        .map(range -> new Manifest.Range(range.getKey(), range.getValue()))
                        .toList()));
        return new Manifest.Past(List.copyOf(purges), ranges);
    }

    synchronized void add(StoredBatch batch) {
        Known known = datasets.get(batch.dataset());
        if (known == null || known.number() != batch.datasetNumber()) {
            datasets.put(batch.dataset(), new Known(batch.datasetNumber(), batch.watermark()));
        }
    }

    synchronized void add(HistoryChange change) {
        switch (change) {
            case HistoryChange.Purge purge -> {
                purges.add(purge.number());
                changed.remove(purge.dataset());
                datasets.values().removeIf(known -> known.number() == purge.dataset());
            }
            case HistoryChange.Retention _, HistoryChange.Reread _ ->
                add(changed.computeIfAbsent(change.dataset(), _ -> new TreeMap<>()), change.first(), change.number());
        }
    }

    private static void add(NavigableMap<Long, Long> ranges, long first, long end) {
        long from = first;
        long to = end;
        for (var near = ranges.floorEntry(to); near != null && near.getValue() >= from; near = ranges.floorEntry(to)) {
            from = Math.min(from, near.getKey());
            to = Math.max(to, near.getValue());
            ranges.remove(near.getKey());
        }
        ranges.put(from, to);
    }

    /** @throws RequestException {@code history_changed}, where the dataset is not any more what it was at {@code asOf} */
    synchronized void check(String dataset, @Nullable Long asOf) {
        if (asOf != null && isChanged(dataset, asOf)) {
            throw new RequestException(
                    ErrorCode.HISTORY_CHANGED,
                    Problem.at(
                            "asOf",
                            "Retention, purge or re-reading has changed events of dataset '%s' up to watermark %d; ask without asOf for what is there now"
                                    .formatted(dataset, asOf)));
        }
    }

    private boolean isChanged(String dataset, long asOf) {
        Known known = datasets.get(dataset);
        Long purge = purges.higher(asOf);
        if (known == null) {
            return purge != null;
        }
        if (asOf < known.since() && purge != null && purge < known.since()) {
            return true;
        }
        NavigableMap<Long, Long> ranges = changed.get(known.number());
        var range = ranges == null ? null : ranges.floorEntry(asOf);
        return range != null && asOf < range.getValue();
    }
}
