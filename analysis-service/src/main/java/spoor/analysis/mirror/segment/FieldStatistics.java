package spoor.analysis.mirror.segment;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@link Sketch} of each column of some events. Immutable. */
public final class FieldStatistics {
    /** Of no events. */
    public static final FieldStatistics NONE = new FieldStatistics(Map.of());

    private final Map<String, Sketch> columns;

    private FieldStatistics(Map<String, Sketch> columns) {
        this.columns = columns;
    }

    /** Of a column's values. */
    public Sketch of(String column) {
        return columns.getOrDefault(column, Sketch.NONE);
    }

    /** Of the events of both. */
    public FieldStatistics and(FieldStatistics other) {
        Map<String, Sketch> both = new HashMap<>(columns);
        other.columns.forEach((column, sketch) -> both.merge(column, sketch, Sketch::and));
        return new FieldStatistics(both);
    }

    /** How many columns have values. */
    public int columns() {
        return columns.size();
    }

    /** To a file: of each column its name, as length and UTF-8, and its sketch; all numbers big-endian. */
    public void write(Path file) throws IOException {
        Map<byte[], Sketch> named = new TreeMap<>(Arrays::compare);
        columns.forEach((column, sketch) -> named.put(column.getBytes(StandardCharsets.UTF_8), sketch));
        int bytes = Integer.BYTES;
        for (Map.Entry<byte[], Sketch> column : named.entrySet()) {
            bytes = Math.addExact(
                    bytes,
                    Integer.BYTES + column.getKey().length + column.getValue().bytes());
        }
        ByteBuffer written = ByteBuffer.allocate(bytes).putInt(named.size());
        named.forEach((name, sketch) -> {
            written.putInt(name.length).put(name);
            sketch.write(written);
        });
        Files.write(file, written.array());
    }

    /**
     * What was written to a file.
     *
     * @throws IOException if it can't be read, or is something else
     */
    public static FieldStatistics read(Path file) throws IOException {
        ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file));
        Map<String, Sketch> columns = new HashMap<>();
        try {
            for (int left = written.getInt(); left > 0; left--) {
                byte[] name = new byte[written.getInt()];
                written.get(name);
                columns.put(new String(name, StandardCharsets.UTF_8), Sketch.read(written));
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("No statistics: " + file, e);
        }
        return new FieldStatistics(columns);
    }

    /** Gathers the values of events. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Values> columns = new HashMap<>();

        /** What takes the values of a column. */
        public Values column(String name) {
            return columns.computeIfAbsent(name, _ -> new Values());
        }

        /** What was gathered. */
        public FieldStatistics build() {
            Map<String, Sketch> sketches = new HashMap<>();
            columns.forEach((column, values) -> {
                if (values.events > 0) {
                    sketches.put(column, values.sketch());
                }
            });
            return new FieldStatistics(sketches);
        }
    }

    /** The values of a column, as they come. */
    public static final class Values {
        private static final int FIRST_CAPACITY = 16;

        private long[] hashes = new long[FIRST_CAPACITY];
        private int count;
        private long events;
        private @Nullable Object last;

        private Values() {}

        /** Takes an event's value. */
        public void add(Object value) {
            events++;
            if (!value.equals(last)) {
                last = value;
                if (count == hashes.length) {
                    hashes = Arrays.copyOf(hashes, 2 * count);
                }
                hashes[count++] = Sketch.hash(value);
            }
        }

        private Sketch sketch() {
            return Sketch.of(events, Arrays.copyOf(hashes, count));
        }
    }
}
