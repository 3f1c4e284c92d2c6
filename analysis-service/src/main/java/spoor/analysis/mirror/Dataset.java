package spoor.analysis.mirror;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Manifest;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;

/**
 * What the mirror holds of a dataset at one moment. Immutable.
 *
 * @param since the watermark of the first batch that was seen of it
 * @param hot what is not in {@code segments} yet
 * @param holes what was in segments that are lost, and has to be read again from the store
 */
record Dataset(
        int number,
        String name,
        long since,
        Registry registry,
        List<Segment> segments,
        List<HotTable> hot,
        List<Extent> holes) {
    Dataset {
        segments = List.copyOf(segments);
        hot = List.copyOf(hot);
        holes = List.copyOf(holes);
    }

    /** Nothing yet. */
    Dataset(int number, String name, long since) {
        this(number, name, since, Registry.empty(), List.of(), List.of(), List.of());
    }

    static Dataset of(Manifest.Dataset kept) {
        return new Dataset(
                kept.number(), kept.name(), kept.since(), kept.registry(), kept.segments(), List.of(), kept.holes());
    }

    /** What of it lies on disk. */
    Manifest.Dataset kept() {
        return new Manifest.Dataset(number, name, since, registry.columns(), registry.overflowSince(), segments, holes);
    }

    /** Of what can be seen of it. */
    Stream<Extent> extents() {
        return Stream.concat(
                segments.stream().map(Segment::extent), hot.stream().map(HotTable::extent));
    }

    Dataset with(Registry changed) {
        return new Dataset(number, name, since, changed, segments, hot, holes);
    }

    Dataset withSegments(List<Segment> changed) {
        return new Dataset(number, name, since, registry, changed, hot, holes);
    }

    Dataset withHot(List<HotTable> changed) {
        return new Dataset(number, name, since, registry, segments, changed, holes);
    }

    Dataset withHoles(List<Extent> changed) {
        return new Dataset(number, name, since, registry, segments, hot, changed);
    }

    /** Without what it had received on a day. */
    Dataset without(LocalDate day) {
        Predicate<Extent> stays = extent -> !extent.day().equals(day);
        return withSegments(segments.stream()
                        .filter(segment -> stays.test(segment.extent()))
                        .toList())
                .withHot(
                        hot.stream().filter(table -> stays.test(table.extent())).toList())
                .withHoles(holes.stream().filter(stays).toList());
    }

    /**
     * With what it holds of a batch no longer to be seen. What is hot is sealed, so that a new version of the batch comes into tables
     * that no question sees yet.
     */
    Dataset replacing(long watermark) {
        return withSegments(segments.stream()
                        .map(segment -> segment.with(replacing(segment.extent(), watermark)))
                        .toList())
                .withHot(hot.stream()
                        .map(table ->
                                table.with(replacing(table.extent(), watermark)).sealed())
                        .toList())
                .withHoles(
                        holes.stream().map(hole -> replacing(hole, watermark)).toList());
    }

    private static Extent replacing(Extent extent, long watermark) {
        return extent.mayHold(watermark) ? extent.replacing(List.of(watermark)) : extent;
    }
}
