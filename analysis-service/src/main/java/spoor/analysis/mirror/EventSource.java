package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;

/** Events in segments and hot tables as one query, which leaves out what is not to be seen at a watermark. */
record EventSource(
        SegmentFolder folder, Registry registry, List<Segment> segments, List<HotTable> hot, long watermark) {
    private static final DSLContext SQL = DSL.using(SQLDialect.DUCKDB);

    /** The fields' columns that any of them may have. */
    Shape shape() {
        return Stream.concat(
                        segments.stream()
                                .flatMap(segment -> segment.files().stream())
                                .map(SegmentFile::shape),
                        hot.stream().map(HotTable::shape))
                .reduce(Shape.of(), Shape::or);
    }

    /** The same, without most of what is hot and not of a range of watermarks, both inclusive. */
    EventSource between(long firstWatermark, long lastWatermark) {
        return new EventSource(
                folder,
                registry,
                segments,
                hot.stream()
                        .map(table -> table.between(firstWatermark, lastWatermark))
                        .toList(),
                watermark);
    }

    /** @param columns the fields' columns that are asked for; the common ones come before them */
    Select<Record> select(Shape columns) {
        List<Select<Record>> parts = new ArrayList<>();
        List<SegmentFile> whole = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.extent().isWhole(watermark)) {
                whole.addAll(segment.files());
            } else {
                parts.add(files(segment.files(), columns, visible(segment.extent())));
            }
        }
        if (!whole.isEmpty()) {
            parts.addFirst(files(whole, columns, DSL.noCondition()));
        }
        for (HotTable table : hot) {
            parts.add(SQL.select(EventTable.fields(registry, table.shape(), columns))
                    .from(RowsFunction.table(table.rows()))
                    .where(table.extent().isWhole(watermark) ? DSL.noCondition() : visible(table.extent())));
        }
        return parts.stream()
                .reduce((some, more) -> some.unionAll(more))
                .orElseGet(() -> SQL.select(nothing(columns)).where(DSL.falseCondition()));
    }

    private Select<Record> files(List<SegmentFile> files, Shape columns, Condition visible) {
        List<Field<?>> fields = EventTable.fields(registry, columns, columns);
        Table<?> table = ParquetTable.of(folder, files, fields);
        return SQL.select(fields).from(table).where(visible);
    }

    private Condition visible(Extent extent) {
        Condition visible = EventTable.WATERMARK.le(watermark);
        return extent.replaced().isEmpty() ? visible : visible.and(EventTable.WATERMARK.notIn(extent.replaced()));
    }

    private List<Field<?>> nothing(Shape columns) {
        List<Field<?>> nothing = new ArrayList<>();
        EventTable.fields(registry, columns, columns)
                .forEach(field -> nothing.add(DSL.castNull(field.getDataType()).as(field)));
        return nothing;
    }
}
