package spoor.analysis.mirror.segment;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events that lie on disk, in the order of time within each file.
 *
 * @param id unique within the mirror
 * @param batches how many it has events of, those replaced included
 * @param mappingVersion with which the events were read, the lowest if there were several
 * @param files one or more, none without events
 * @param rollup counts of the same events, where those are much less; null where they are not
 */
public record Segment(
        long id,
        Extent extent,
        long batches,
        int mappingVersion,
        List<SegmentFile> files,
        @Nullable SegmentFile rollup) {
    public Segment {
        files = List.copyOf(files);
    }

    public Segment with(Extent changed) {
        return new Segment(id, changed, batches, mappingVersion, files, rollup);
    }

    /** Those of the events, and that of the rollup. */
    public List<SegmentFile> everyFile() {
        return Stream.concat(files.stream(), Stream.ofNullable(rollup)).toList();
    }

    /** Whether half of what its files hold is not to be seen any more. */
    public boolean isWorn() {
        return !extent.replaced().isEmpty() && extent.replaced().size() * 2L >= batches;
    }

    public long bytes() {
        return everyFile().stream().mapToLong(SegmentFile::bytes).sum();
    }
}
