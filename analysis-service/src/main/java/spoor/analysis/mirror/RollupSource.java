package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;
import spoor.analysis.mirror.table.Rollup;

/**
 * Events in a range of time as one query for rows of a {@link RollupTable}: of segments that are seen as a whole the rollups, as far as their
 * minutes are, and every other event for itself.
 */
final class RollupSource {
    private static final DSLContext SQL = DSL.using(SQLDialect.DUCKDB);

    private final EventSource events;
    private final long from;
    private final long to;

    /** The first minute that begins in the range, and the end of the last one that ends in it. */
    private final long firstMinute;

    private final long endMinute;
    private final List<Segment> rolledUp;

    /**
     * Of all events of a range.
     *
     * @param from inclusive, in microseconds since 1970; {@link Long#MIN_VALUE} for none
     * @param to exclusive, likewise; {@link Long#MAX_VALUE} for none
     */
    RollupSource(EventSource events, long from, long to) {
        this.events = events;
        this.from = from;
        this.to = to;
        firstMinute = from == Long.MIN_VALUE ? from : Math.ceilDiv(from, Rollup.MINUTE) * Rollup.MINUTE;
        endMinute = to == Long.MAX_VALUE ? to : Math.floorDiv(to, Rollup.MINUTE) * Rollup.MINUTE;
        rolledUp = events.segments().stream()
                .filter(segment -> segment.rollup() != null && segment.extent().isWhole(events.watermark()))
                .toList();
    }

    /** Whether any rollup would be looked into. */
    boolean isUseful() {
        return firstMinute < endMinute && !rolledUp.isEmpty();
    }

    Select<Record> select() {
        Registry registry = events.registry();
        Shape shape = RollupTable.shape(registry);
        List<SegmentFile> files = rolledUp.stream()
                .flatMap(segment -> Stream.ofNullable(segment.rollup()))
                .toList();
        List<Segment> others = new ArrayList<>(events.segments());
        others.removeAll(rolledUp);
        List<Select<Record>> parts = new ArrayList<>();
        parts.add(SQL.select(RollupTable.columns(registry, shape))
                .from(ParquetTable.of(folder(), files, RollupTable.columns(registry, shape)))
                .where(EventTable.isIn(firstMinute, endMinute)));
        if (from < firstMinute) {
            parts.add(edge(shape, from, firstMinute));
        }
        if (endMinute < to) {
            parts.add(edge(shape, endMinute, to));
        }
        if (!others.isEmpty() || !events.hot().isEmpty()) {
            parts.add(each(
                    shape,
                    new EventSource(folder(), registry, others, events.hot(), events.watermark()),
                    EventTable.isIn(from, to)));
        }
        return parts.stream().reduce((some, more) -> some.unionAll(more)).orElseThrow();
    }

    /** Of segments with rollups what lies in a part of a minute. */
    private Select<Record> edge(Shape shape, long begin, long end) {
        List<Segment> segments = rolledUp.stream()
                .filter(segment -> segment.extent().meets(events.watermark(), begin, end))
                .toList();
        return each(
                shape,
                new EventSource(folder(), events.registry(), segments, List.of(), events.watermark()),
                EventTable.isIn(begin, end));
    }

    private Select<Record> each(Shape shape, EventSource some, Condition which) {
        return RollupTable.each(some.select(shape).asTable("e"), events.registry(), shape, which);
    }

    private SegmentFolder folder() {
        return events.folder();
    }
}
