package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.FieldType;
import spoor.event.Micros;
import spoor.storage.StoredEvent;

/**
 * Events with the columns of one shape, in memory: column by column, in blocks as large as DuckDB's own, which scans them where they are
 * through the {@link RowsFunction}. One thread adds rows, any number read those of a {@link Slice}.
 *
 * <p>INVARIANT: a row that was added never changes, so that whoever was told of it may read it while more are added.
 */
final class HotRows {
    private static final List<FieldType> COMMON = List.of(
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.TEXT);

    private final long key;
    private final List<String> names = new ArrayList<>();
    private final List<FieldType> types = new ArrayList<>(COMMON);
    private final int[] places;
    private final List<Block> blocks = new CopyOnWriteArrayList<>();
    private int size;

    /**
     * None yet; their columns are those of {@link EventTable#COMMON}, then the shape's by their ids.
     *
     * @param key by which the {@link RowsFunction} finds them
     */
    HotRows(long key, Shape shape, Registry registry) {
        this.key = key;
        EventTable.COMMON.forEach(field -> names.add(field.getName()));
        places = new int[shape.ids().max().orElse(-1) + 1];
        Arrays.fill(places, -1);
        shape.ids().forEach(id -> {
            places[id] = types.size();
            types.add(registry.type(id));
            names.add(EventTable.name(id).last());
        });
    }

    /**
     * Some of the rows.
     *
     * @param first inclusive
     * @param end exclusive
     */
    record Slice(HotRows of, int first, int end) {
        int size() {
            return end - first;
        }

        /** Those in the blocks that hold any of these watermarks, both inclusive. */
        Slice between(long firstWatermark, long lastWatermark) {
            int from = end;
            int to = first;
            for (int block = first / Values.MOST; block * Values.MOST < end; block++) {
                if (of.blocks.get(block).meets(firstWatermark, lastWatermark)) {
                    from = Math.min(from, Math.max(first, block * Values.MOST));
                    to = Math.min(end, (block + 1) * Values.MOST);
                }
            }
            return new Slice(of, Math.min(from, to), to);
        }
    }

    long key() {
        return key;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** All that there are now. */
    Slice all() {
        return new Slice(this, 0, size);
    }

    /** @param event whose columns are all of the shape */
    void add(ReadEvent event) {
        int row = size % Values.MOST;
        if (blocks.size() == size / Values.MOST) {
            blocks.add(new Block(types));
        }
        size++; // First, so that a row that fails half-way is never taken for the next one.
        blocks.getLast().put(row, event, places);
        if (row == Values.MOST - 1) {
            blocks.getLast().complete();
        }
    }

    void describe(DuckDBTableFunctionBindInfo to) {
        for (int i = 0; i < types.size(); i++) {
            to.addResultColumn(names.get(i), Values.columnType(types.get(i)));
        }
    }

    /**
     * Writes the rows of a block that are in a slice.
     *
     * @param columns for each that DuckDB wants, which it is
     * @return how many rows these are
     */
    static int write(Slice slice, int block, int[] columns, DuckDBDataChunkWriter to) {
        int from = Math.max(0, slice.first() - block * Values.MOST);
        int end = Math.min(Values.MOST, slice.end() - block * Values.MOST);
        Values[] values = slice.of().blocks.get(block).columns;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0
                    && columns[i] < values.length) { // Others, which DuckDB makes up to count rows, hold nothing.
                values[columns[i]].write(from, end, to.vector(i));
            }
        }
        return end - from;
    }

    private static final class Block {
        private final Values[] columns;
        private volatile long firstWatermark = Long.MAX_VALUE;
        private volatile long lastWatermark = Long.MIN_VALUE;

        Block(List<FieldType> types) {
            columns = types.stream().map(Values::of).toArray(Values[]::new);
        }

        boolean meets(long first, long last) {
            return firstWatermark <= last && first <= lastWatermark;
        }

        void complete() {
            for (Values values : columns) {
                values.complete();
            }
        }

        void put(int row, ReadEvent event, int[] places) {
            if (event.watermark() < firstWatermark) {
                firstWatermark = event.watermark();
            }
            if (event.watermark() > lastWatermark) {
                lastWatermark = event.watermark();
            }
            StoredEvent stored = event.stored();
            put(0, row, event.watermark());
            put(1, row, stored.id().batch());
            put(2, row, stored.id().ordinal());
            put(3, row, Micros.of(stored.time()));
            if (stored.occurredAt() != null) {
                put(4, row, Micros.of(stored.occurredAt()));
            }
            put(5, row, Micros.of(stored.receivedAt()));
            columns[6].put(row, stored.collector());
            for (int i = 0; i < event.columns().length; i++) {
                columns[places[event.columns()[i]]].put(row, event.values()[i]);
            }
        }

        private void put(int column, int row, long value) {
            ((Values.Longs) columns[column]).put(row, value);
        }
    }
}
