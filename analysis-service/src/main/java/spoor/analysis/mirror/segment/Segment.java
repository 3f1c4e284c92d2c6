package spoor.analysis.mirror.segment;

import java.util.List;

/**
 * Events that lie on disk, in the order of time within each file.
 *
 * @param id unique within the mirror
 * @param batches how many it has events of, those replaced included
 * @param mappingVersion with which the events were read, the lowest if there were several
 * @param files one or more, none without events
 */
public record Segment(long id, Extent extent, long batches, int mappingVersion, List<SegmentFile> files) {
    public Segment {
        files = List.copyOf(files);
    }

    public Segment with(Extent changed) {
        return new Segment(id, changed, batches, mappingVersion, files);
    }

    /** Whether half of what its files hold is not to be seen any more. */
    public boolean isWorn() {
        return !extent.replaced().isEmpty() && extent.replaced().size() * 2L >= batches;
    }

    public long bytes() {
        return files.stream().mapToLong(SegmentFile::bytes).sum();
    }
}
