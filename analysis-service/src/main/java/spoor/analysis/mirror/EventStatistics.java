package spoor.analysis.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.segment.FieldStatistics;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.Micros;

/**
 * The {@link FieldStatistics} of events: gathered when they come in, kept with the table or the segment that holds them, and gathered again from
 * what is to be seen of it where that is not all of it. Columns have the names of {@link EventTable}.
 */
final class EventStatistics {
    /** How many columns are read at once; a block of their values is held in memory. */
    private static final int COLUMNS_AT_ONCE = 256;

    /** Beside the fields' own. */
    private static final List<Field<?>> COMMON =
            List.of(EventTable.TIME, EventTable.OCCURRED, EventTable.RECEIVED, EventTable.COLLECTOR);

    private EventStatistics() {}

    static FieldStatistics of(Collection<ReadEvent> events) {
        var gathered = new FieldStatistics.Builder();
        FieldStatistics.Values time = gathered.column(EventTable.TIME.getName());
        FieldStatistics.Values occurred = gathered.column(EventTable.OCCURRED.getName());
        FieldStatistics.Values received = gathered.column(EventTable.RECEIVED.getName());
        FieldStatistics.Values collector = gathered.column(EventTable.COLLECTOR.getName());
        int width = events.stream()
                .flatMapToInt(event -> Arrays.stream(event.columns()))
                .max()
                .orElse(-1);
        FieldStatistics.@Nullable Values[] fields = new FieldStatistics.Values[width + 1];
        for (ReadEvent event : events) {
            time.add(Micros.of(event.stored().time()));
            if (event.stored().occurredAt() != null) {
                occurred.add(Micros.of(event.stored().occurredAt()));
            }
            received.add(Micros.of(event.stored().receivedAt()));
            collector.add(event.stored().collector());
            for (int i = 0; i < event.columns().length; i++) {
                int column = event.columns()[i];
                if (column != Registry.REST) {
                    FieldStatistics.Values values = fields[column];
                    if (values == null) {
                        values = gathered.column(EventTable.name(column).last());
                        fields[column] = values;
                    }
                    values.add(event.values()[i]);
                }
            }
        }
        return gathered.build();
    }

    /** @throws UncheckedIOException if those that are kept can't be read */
    static FieldStatistics of(EventSource events, DSLContext sql) {
        FieldStatistics statistics = FieldStatistics.NONE;
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : events.segments()) {
            if (segment.extent().isWhole(events.watermark())) {
                statistics = statistics.and(kept(events, segment));
            } else {
                segments.add(segment);
            }
        }
        List<HotTable> hot = new ArrayList<>();
        for (HotTable table : events.hot()) {
            if (table.extent().isWhole(events.watermark())) {
                statistics = statistics.and(table.statistics());
            } else {
                hot.add(table);
            }
        }
        return segments.isEmpty() && hot.isEmpty()
                ? statistics
                : statistics.and(read(
                        new EventSource(events.folder(), events.registry(), segments, hot, events.watermark()), sql));
    }

    private static FieldStatistics kept(EventSource events, Segment segment) {
        try {
            return FieldStatistics.read(
                    events.folder().path(segment.statistics().name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FieldStatistics read(EventSource events, DSLContext sql) {
        var gathered = new FieldStatistics.Builder();
        long count = sql.fetchCount(events.select(Shape.of()));
        read(COMMON, events, Shape.of(), count, sql, gathered);
        int[] ids = events.shape().ids().filter(id -> id != Registry.REST).toArray();
        for (int first = 0; first < ids.length; first += COLUMNS_AT_ONCE) {
            Shape some = Shape.of(Arrays.copyOfRange(ids, first, Math.min(ids.length, first + COLUMNS_AT_ONCE)));
            List<Field<?>> fields = new ArrayList<>();
            some.ids().forEach(id -> fields.add(EventTable.field(events.registry(), id)));
            read(fields, events, some, count, sql, gathered);
        }
        return gathered.build();
    }

    /** INVARIANT: rows are counted, for DuckDB ends a result without a word where its query fails. */
    private static void read(
            List<Field<?>> columns,
            EventSource events,
            Shape shape,
            long count,
            DSLContext sql,
            FieldStatistics.Builder to) {
        List<FieldStatistics.Values> values =
                columns.stream().map(column -> to.column(column.getName())).toList();
        String query =
                sql.renderInlined(sql.select(columns).from(events.select(shape).asTable("e")));
        long read = 0;
        try (DuckDBPreparedStatement statement = Engine.connection(sql).prepare(query);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int rows = Math.toIntExact(chunk.rowCount());
                read += rows;
                for (int i = 0; i < columns.size(); i++) {
                    DuckDBReadableVector vector = chunk.vector(i);
                    Class<?> type = columns.get(i).getType();
                    for (int row = 0; row < rows; row++) {
                        if (!vector.isNull(row)) {
                            values.get(i).add(value(vector, row, type));
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Events can't be read", e);
        }
        if (read != count) {
            throw new IllegalStateException("DuckDB gave " + read + " of " + count + " events");
        }
    }

    private static Object value(DuckDBReadableVector vector, int row, Class<?> type) {
        if (type == Long.class) {
            return vector.getLong(row);
        }
        if (type == Double.class) {
            return vector.getDouble(row);
        }
        return type == Boolean.class ? (Object) vector.getBoolean(row) : vector.getString(row);
    }
}
