package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.FieldType;
import spoor.event.Micros;
import spoor.storage.StoredEvent;

/**
 * Events with the columns of one shape on their way into DuckDB: column by column, in blocks as large as DuckDB's own. Its Appender,
 * which takes them value by value, needs twice the time (ADR 8).
 */
final class Rows {
    private static final List<FieldType> COMMON = List.of(
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.LONG,
            FieldType.TEXT);

    private final List<String> names = new ArrayList<>();
    private final List<FieldType> types = new ArrayList<>(COMMON);
    private final int[] places;
    private final List<Block> blocks = new ArrayList<>();
    private int missing;

    /**
     * None yet; their columns are those of {@link EventTable#COMMON}, then the shape's by their ids.
     *
     * @param count how many there will be
     */
    Rows(Shape shape, Registry registry, int count) {
        missing = count;
        EventTable.COMMON.forEach(field -> names.add(field.getName()));
        places = new int[shape.ids().max().orElse(-1) + 1];
        Arrays.fill(places, -1);
        shape.ids().forEach(id -> {
            places[id] = types.size();
            types.add(registry.type(id));
            names.add(EventTable.name(id).last());
        });
    }

    /** @param event whose columns are all of the shape */
    void add(ReadEvent event) {
        if (blocks.isEmpty() || blocks.getLast().isFull()) {
            blocks.add(new Block(types, Math.min(missing, Values.MOST)));
        }
        missing--;
        Block block = blocks.getLast();
        int row = block.rows++;
        StoredEvent stored = event.stored();
        block.put(0, row, event.watermark());
        block.put(1, row, stored.id().batch());
        block.put(2, row, stored.id().ordinal());
        block.put(3, row, Micros.of(stored.time()));
        if (stored.occurredAt() != null) {
            block.put(4, row, Micros.of(stored.occurredAt()));
        }
        block.put(5, row, Micros.of(stored.receivedAt()));
        block.columns[6].put(row, stored.collector());
        for (int i = 0; i < event.columns().length; i++) {
            block.columns[places[event.columns()[i]]].put(row, event.values()[i]);
        }
    }

    void describe(DuckDBTableFunctionBindInfo to) {
        for (int i = 0; i < types.size(); i++) {
            to.addResultColumn(names.get(i), Values.columnType(types.get(i)));
        }
    }

    int blocks() {
        return blocks.size();
    }

    /** Writes a block and tells how many rows it has. */
    int write(int block, DuckDBDataChunkWriter to) {
        return blocks.get(block).write(to);
    }

    private static final class Block {
        private final Values[] columns;
        private final int capacity;
        private int rows;

        Block(List<FieldType> types, int capacity) {
            this.capacity = capacity;
            columns = types.stream().map(type -> Values.of(type, capacity)).toArray(Values[]::new);
        }

        boolean isFull() {
            return rows == capacity;
        }

        void put(int column, int row, long value) {
            ((Values.Longs) columns[column]).put(row, value);
        }

        int write(DuckDBDataChunkWriter to) {
            for (int i = 0; i < columns.length; i++) {
                columns[i].write(to.vector(i));
            }
            return rows;
        }
    }
}
