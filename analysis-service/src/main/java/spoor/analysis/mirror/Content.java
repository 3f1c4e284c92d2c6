package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Manifest;
import spoor.analysis.mirror.segment.Segment;
import spoor.storage.HistoryChange;

/**
 * What the mirror holds at one moment: every event of the batches up to a watermark, as it was after a change. Immutable, so that a
 * question sees the same from its first statement to its last while the mirror goes on.
 *
 * @param watermark up to which everything is here
 * @param change the number of the last change of the past that was followed
 * @param datasets by number
 */
record Content(long watermark, long change, Map<Integer, Dataset> datasets) {
    Content {
        datasets = Map.copyOf(datasets);
    }

    static Content of(Manifest manifest) {
        Map<Integer, Dataset> datasets = new TreeMap<>();
        manifest.datasets().forEach(kept -> datasets.put(kept.number(), Dataset.of(kept)));
        return new Content(manifest.watermark(), manifest.change(), datasets);
    }

    Optional<Dataset> dataset(String name) {
        return datasets.values().stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst();
    }

    @Nullable
    Dataset dataset(int number) {
        return datasets.get(number);
    }

    Stream<Segment> segments() {
        return datasets.values().stream().flatMap(dataset -> dataset.segments().stream());
    }

    Stream<HotTable> hot() {
        return datasets.values().stream().flatMap(dataset -> dataset.hot().stream());
    }

    /** Of all its files. */
    void forEachName(Consumer<String> action) {
        segments().forEach(segment -> segment.everyFile().forEach(file -> action.accept(file.name())));
    }

    Content at(long reached) {
        return new Content(reached, change, datasets);
    }

    Content with(Dataset dataset) {
        Map<Integer, Dataset> changed = new TreeMap<>(datasets);
        changed.put(dataset.number(), dataset);
        return new Content(watermark, change, changed);
    }

    /**
     * After a change, with what it leaves: of a batch that was read again nothing is to be seen until it is appended again. Taking the same
     * change again makes no difference.
     */
    Content after(HistoryChange next) {
        Map<Integer, Dataset> changed = new TreeMap<>(datasets);
        switch (next) {
            case HistoryChange.Purge purge -> changed.remove(purge.dataset());
            case HistoryChange.Retention retention ->
                changed.computeIfPresent(retention.dataset(), (_, dataset) -> dataset.without(retention.day()));
            case HistoryChange.Reread reread ->
                changed.computeIfPresent(reread.dataset(), (_, dataset) -> dataset.replacing(reread.first()));
        }
        return new Content(watermark, next.number(), changed);
    }

    /** With the tables of another content that are not sealed, and its datasets; what is sealed or on disk stays as it is here. */
    Content withUnsealedOf(Content other) {
        Content taken = this;
        for (Dataset more : other.datasets().values()) {
            Dataset dataset = dataset(more.number());
            if (dataset == null) {
                taken = taken.with(more);
            } else {
                List<HotTable> hot = new ArrayList<>(
                        dataset.hot().stream().filter(HotTable::isSealed).toList());
                more.hot().stream().filter(table -> !table.isSealed()).forEach(hot::add);
                taken = taken.with(dataset.withHot(hot));
            }
        }
        return taken;
    }

    /** With every hot table sealed. */
    Content sealed() {
        Content sealed = this;
        for (Dataset dataset : datasets.values()) {
            sealed = sealed.with(
                    dataset.withHot(dataset.hot().stream().map(HotTable::sealed).toList()));
        }
        return sealed;
    }

    /** With new segments in the place of what was written to them; empty if that is not all there as it was. */
    Optional<Content> exchange(Exchange exchange) {
        Dataset dataset = dataset(exchange.dataset());
        if (dataset == null
                || !dataset.hot().containsAll(exchange.tables())
                || !dataset.segments().containsAll(exchange.segments())) {
            return Optional.empty();
        }
        List<HotTable> hot = new ArrayList<>(dataset.hot());
        hot.removeAll(exchange.tables());
        List<Segment> segments = new ArrayList<>(dataset.segments());
        segments.removeAll(exchange.segments());
        segments.addAll(exchange.by());
        return Optional.of(with(dataset.withHot(hot).withSegments(segments)));
    }

    /** With new segments in the place of a hole, as far as its batches are not replaced; empty if it is not there any more. */
    Optional<Content> filled(Extent hole, List<Segment> by) {
        Dataset dataset = dataset(hole.dataset());
        Optional<Extent> still = Optional.ofNullable(dataset).stream()
                .flatMap(present -> present.holes().stream())
                .filter(hole::hasRangeOf)
                .findFirst();
        if (dataset == null || still.isEmpty()) {
            return Optional.empty();
        }
        List<Extent> holes = new ArrayList<>(dataset.holes());
        holes.remove(still.get());
        List<Segment> segments = new ArrayList<>(dataset.segments());
        by.forEach(segment ->
                segments.add(segment.with(segment.extent().replacing(still.get().replaced()))));
        return Optional.of(with(dataset.withSegments(segments).withHoles(holes)));
    }

    /** With a hole in the place of a segment. */
    Content without(Segment lost) {
        Dataset dataset = dataset(lost.extent().dataset());
        if (dataset == null || !dataset.segments().contains(lost)) {
            return this;
        }
        List<Segment> segments = new ArrayList<>(dataset.segments());
        segments.remove(lost);
        List<Extent> holes = new ArrayList<>(dataset.holes());
        holes.add(lost.extent());
        return with(dataset.withSegments(segments).withHoles(holes));
    }

    /**
     * New segments for what held their events before.
     *
     * @param tables sealed
     */
    record Exchange(int dataset, List<HotTable> tables, List<Segment> segments, List<Segment> by) {}
}
