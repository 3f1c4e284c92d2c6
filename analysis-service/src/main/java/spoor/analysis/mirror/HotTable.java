package spoor.analysis.mirror;

import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Shape;

/**
 * Events that are not on disk yet, to which more are added until they are sealed.
 *
 * @param rows theirs
 * @param shape the fields' columns that they have
 * @param statistics of the events that the extent tells of
 * @param bytes the length of the events' own bytes, about what they take
 */
record HotTable(
        HotRows.Slice rows, Extent extent, Shape shape, FieldStatistics statistics, long bytes, boolean isSealed) {
    HotTable with(Extent changed) {
        return new HotTable(rows, changed, shape, statistics, bytes, isSealed);
    }

    /** Without most of what is not of a range of watermarks, both inclusive; to be asked, not to be kept. */
    HotTable between(long firstWatermark, long lastWatermark) {
        return new HotTable(rows.between(firstWatermark, lastWatermark), extent, shape, statistics, bytes, isSealed);
    }

    HotTable sealed() {
        return new HotTable(rows, extent, shape, statistics, bytes, true);
    }
}
