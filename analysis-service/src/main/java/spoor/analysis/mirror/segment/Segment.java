package spoor.analysis.mirror.segment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events that lie on disk, in the order of time within each file.
 *
 * @param id unique within the mirror
 * @param batches how many it has events of, those replaced included
 * @param mappingVersion with which the events were read, the lowest if there were several
 * @param files one or more, none without events
 * @param statistics of each column, how many events have a value in it, and which
 * @param rollup counts of the same events, where those are much less; null where they are not
 */
public record Segment(
        long id,
        Extent extent,
        long batches,
        int mappingVersion,
        List<SegmentFile> files,
        SegmentFile statistics,
        @Nullable SegmentFile rollup) {
    public Segment {
        files = List.copyOf(files);
    }

    public Segment with(Extent changed) {
        return new Segment(id, changed, batches, mappingVersion, files, statistics, rollup);
    }

    /** Those of the events, and those beside them. */
    public List<SegmentFile> everyFile() {
        return Stream.of(files.stream(), Stream.of(statistics), Stream.ofNullable(rollup))
                .flatMap(Function.identity())
                .toList();
    }

    /** Whether half of what its files hold is not to be seen any more. */
    public boolean isWorn() {
        return !extent.replaced().isEmpty() && extent.replaced().size() * 2L >= batches;
    }

    public long bytes() {
        return everyFile().stream().mapToLong(SegmentFile::bytes).sum();
    }
}
