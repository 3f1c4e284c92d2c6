package spoor.analysis.mirror;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;
import spoor.analysis.mirror.segment.ShapeGroups;

/**
 * Writes events of one dataset and day to a new segment, in the order of time: a file for each group of shapes and one with their
 * {@link RollupTable}, as Parquet with zstd, and one with their {@link FieldStatistics}. What is replaced is left out.
 */
final class SegmentWriter {
    /** What a file costs each question that looks into it, in empty cells that cost the writer as much. */
    private static final long FILE_CELLS = 200_000;

    /** How many events a row of a rollup has to stand for on average, or there is none. */
    private static final int LEAST_GAIN = 4;

    private final Engine engine;
    private final SegmentFolder folder;

    SegmentWriter(Engine engine, SegmentFolder folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** Rows with the columns of one shape. */
    private record Source(Table<?> table, Extent extent, Shape shape, long events) {}

    /**
     * Writes hot tables, sealed ones of one dataset and day.
     *
     * @return empty if there is nothing to be seen in them
     */
    Optional<Segment> write(long id, Registry registry, List<HotTable> tables, int mappingVersion)
            throws IOException, SQLException {
        List<Source> sources = tables.stream()
                .map(table -> new Source(
                        RowsFunction.table(table.rows()),
                        table.extent(),
                        table.shape(),
                        table.extent().events()))
                .toList();
        return writeSources(id, registry, sources, mappingVersion, seen(registry, List.of(), tables));
    }

    /**
     * Writes segments of one dataset and day into one.
     *
     * @return empty if there is nothing to be seen in them
     */
    Optional<Segment> merge(long id, Registry registry, List<Segment> segments) throws IOException, SQLException {
        List<Source> sources = new ArrayList<>();
        for (Segment segment : segments) {
            for (SegmentFile file : segment.files()) {
                sources.add(new Source(
                        ParquetTable.of(folder, List.of(file), EventTable.fields(registry, file.shape(), file.shape())),
                        segment.extent(),
                        file.shape(),
                        file.rows()));
            }
        }
        int mappingVersion =
                segments.stream().mapToInt(Segment::mappingVersion).min().orElseThrow();
        return writeSources(id, registry, sources, mappingVersion, seen(registry, segments, List.of()));
    }

    /** What is to be seen of them. */
    private EventSource seen(Registry registry, List<Segment> segments, List<HotTable> tables) {
        return new EventSource(folder, registry, segments, tables, Long.MAX_VALUE);
    }

    private Optional<Segment> writeSources(
            long id, Registry registry, List<Source> sources, int mappingVersion, EventSource seen)
            throws IOException, SQLException {
        List<ShapeGroups.Member<Source>> members = sources.stream()
                .map(source -> new ShapeGroups.Member<>(source, source.shape(), source.events()))
                .toList();
        List<SegmentFile> files = new ArrayList<>();
        try (DuckDBConnection connection = engine.connect()) {
            DSLContext sql = Engine.sql(connection);
            for (ShapeGroups.Group<Source> group : ShapeGroups.of(members, FILE_CELLS)) {
                String name = id + "-" + files.size() + ".parquet";
                long events = copy(sql, registry, group, name);
                if (events == 0) {
                    folder.delete(name);
                } else {
                    files.add(folder.keep(name, events, group.shape()));
                }
            }
            return files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(describe(
                            sql,
                            id,
                            sources.getFirst().extent(),
                            mappingVersion,
                            files,
                            statistics(EventStatistics.of(seen, sql), id),
                            rollup(sql, registry, id, files)));
        }
    }

    private SegmentFile statistics(FieldStatistics statistics, long id) throws IOException {
        String name = id + "-statistics";
        statistics.write(folder.path(name));
        return folder.keep(name, statistics.columns(), Shape.of());
    }

    /** Of written files; null where counts would not be much less than the events themselves. */
    private @Nullable SegmentFile rollup(DSLContext sql, Registry registry, long id, List<SegmentFile> files)
            throws IOException {
        Shape shape = RollupTable.shape(registry);
        Table<?> events = ParquetTable.of(folder, files, EventTable.fields(registry, shape, shape));
        String name = id + "-rollup.parquet";
        long rows = copy(sql, RollupTable.of(events, registry, shape), List.of(EventTable.TIME), name);
        if (rows * LEAST_GAIN > files.stream().mapToLong(SegmentFile::rows).sum()) {
            folder.delete(name);
            return null;
        }
        return folder.keep(name, rows, shape);
    }

    private long copy(DSLContext sql, Registry registry, ShapeGroups.Group<Source> group, String file) {
        Select<Record> all = group.members().stream()
                .map(source -> (Select<Record>) sql.select(EventTable.fields(registry, source.shape(), group.shape()))
                        .from(source.table())
                        .where(visible(source.extent())))
                .reduce((some, more) -> some.unionAll(more))
                .orElseThrow();
        return copy(sql, all, List.of(EventTable.TIME, EventTable.BATCH, EventTable.ORDINAL), file);
    }

    private long copy(DSLContext sql, Select<Record> rows, List<? extends Field<?>> order, String file) {
        return sql.execute(
                "copy (select * from ({0}) order by {1}) to {2} (format parquet, compression zstd, parquet_version v2)",
                rows, DSL.list(order), DSL.inline(folder.path(file).toString()));
    }

    /** What the files hold. */
    private Segment describe(
            DSLContext sql,
            long id,
            Extent of,
            int mappingVersion,
            List<SegmentFile> files,
            SegmentFile statistics,
            @Nullable SegmentFile rollup) {
        Record found = sql.select(
                        DSL.min(EventTable.WATERMARK),
                        DSL.max(EventTable.WATERMARK),
                        DSL.min(EventTable.TIME),
                        DSL.max(EventTable.TIME),
                        DSL.count(),
                        DSL.countDistinct(EventTable.WATERMARK))
                .from(ParquetTable.of(folder, files, EventTable.COMMON))
                .fetchSingle();
        Extent extent = new Extent(
                of.dataset(),
                of.day(),
                found.get(0, Long.class),
                found.get(1, Long.class),
                found.get(2, Long.class),
                found.get(3, Long.class),
                found.get(4, Long.class),
                List.of());
        return new Segment(id, extent, found.get(5, Long.class), mappingVersion, files, statistics, rollup);
    }

    private static Condition visible(Extent extent) {
        return extent.replaced().isEmpty() ? DSL.noCondition() : EventTable.WATERMARK.notIn(extent.replaced());
    }
}
