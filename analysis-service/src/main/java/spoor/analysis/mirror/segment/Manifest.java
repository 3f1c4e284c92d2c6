package spoor.analysis.mirror.segment;

import java.util.List;
import java.util.Map;

/**
 * What a mirror holds on disk, and up to where that is everything.
 *
 * @param watermark up to which every batch that the store had is in a segment, or in a hole
 * @param change the number of the last change of the past that the segments have followed
 * @param nextSegment greater than every segment's id so far
 * @param datasets by number
 * @param past what can't be asked for any more
 */
public record Manifest(long watermark, long change, long nextSegment, List<Dataset> datasets, Past past) {
    public static final Manifest EMPTY = new Manifest(0, 0, 1, List.of(), new Past(List.of(), Map.of()));

    public Manifest {
        datasets = List.copyOf(datasets);
    }

    /**
     * A dataset.
     *
     * @param since the watermark of the first batch that was seen of it
     * @param columns of its {@link Registry}, by id
     * @param overflowSince of its {@link Registry}
     * @param segments in any order
     * @param holes what was in segments that are lost
     */
    public record Dataset(
            int number,
            String name,
            long since,
            List<FieldColumn> columns,
            long overflowSince,
            List<Segment> segments,
            List<Extent> holes) {
        public Dataset {
            columns = List.copyOf(columns);
            segments = List.copyOf(segments);
            holes = List.copyOf(holes);
        }

        public Registry registry() {
            return Registry.of(columns, overflowSince);
        }
    }

    /**
     * Which watermarks can't be asked for since the past has changed.
     *
     * @param purges the numbers of the purges, rising
     * @param changed by dataset: ranges of watermarks, disjoint and rising
     */
    public record Past(List<Long> purges, Map<Integer, List<Range>> changed) {
        public Past {
            purges = List.copyOf(purges);
            changed = Map.copyOf(changed);
        }
    }

    /**
     * Watermarks.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Range(long from, long to) {}
}
