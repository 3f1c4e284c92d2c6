package spoor.analysis.mirror;

import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Shape;

/**
 * Events that are not on disk yet: a table in DuckDB, to which rows are added until it is sealed.
 *
 * @param name unique within the mirror
 * @param shape the fields' columns that it has
 * @param statistics of the events that the extent tells of
 * @param bytes the length of the events' own bytes, about what they take
 */
record HotTable(String name, Extent extent, Shape shape, FieldStatistics statistics, long bytes, boolean isSealed) {
    HotTable with(Extent changed) {
        return new HotTable(name, changed, shape, statistics, bytes, isSealed);
    }

    HotTable sealed() {
        return new HotTable(name, extent, shape, statistics, bytes, true);
    }
}
