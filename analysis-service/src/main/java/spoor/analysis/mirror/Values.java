package spoor.analysis.mirror;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import spoor.event.FieldType;

/**
 * Values of one column, {@value #MOST} at the most; those that are not put are absent. One thread puts, rising; others may read meanwhile what
 * they know to be there, since an array that became too small stays as it was for who reads it.
 */
sealed interface Values {
    /** As many as DuckDB takes at once. */
    int MOST = 2_048;

    /** For how many there is room at first. */
    int FEW = 16;

    void put(int row, Object value);

    /** Says that no more will be put. */
    default void complete() {}

    /**
     * Writes some to the beginning of a vector.
     *
     * @param from inclusive
     * @param end exclusive
     */
    void write(int from, int end, DuckDBWritableVector to);

    /** None yet. */
    static Values of(FieldType type) {
        return switch (type) {
            case TEXT -> new Texts();
            case LONG -> new Longs();
            case DOUBLE -> new Doubles();
            case BOOLEAN -> new Booleans();
        };
    }

    static DuckDBColumnType columnType(FieldType type) {
        return switch (type) {
            case TEXT -> DuckDBColumnType.VARCHAR;
            case LONG -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
        };
    }

    private static int room(int row) {
        return Math.min(MOST, Math.max(FEW, 2 * row));
    }

    /** Texts as UTF-8, equal short ones once. */
    final class Texts implements Values {
        /** Longer ones are seldom equal. */
        private static final int LONGEST_SHARED = 100;

        private volatile byte[] @Nullable [] values = new byte[FEW][];
        private @Nullable Map<String, byte[]> shared = new HashMap<>();

        @Override
        public void put(int row, Object value) {
            byte[][] room = values;
            if (row >= room.length) {
                room = Arrays.copyOf(room, room(row));
                values = room;
            }
            room[row] = utf8((String) value);
        }

        @Override
        public void complete() {
            shared = null;
        }

        private byte[] utf8(String text) {
            return shared == null || text.length() > LONGEST_SHARED
                    ? encode(text)
                    : shared.computeIfAbsent(text, Texts::encode);
        }

        private static byte[] encode(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int from, int end, DuckDBWritableVector to) {
            byte[][] known = values;
            int first = Math.min(from, known.length);
            to.setStringUtf8Batch(0, Arrays.copyOfRange(known, first, first + end - from));
        }
    }

    /** 64-bit numbers. */
    final class Longs implements Values {
        private final BitSet present = new BitSet(MOST);
        private volatile long[] values = new long[FEW];

        @Override
        public void put(int row, Object value) {
            put(row, ((Long) value).longValue());
        }

        void put(int row, long value) {
            long[] room = values;
            if (row >= room.length) {
                room = Arrays.copyOf(room, room(row));
                values = room;
            }
            room[row] = value;
            present.set(row);
        }

        @Override
        public void write(int from, int end, DuckDBWritableVector to) {
            long[] known = values;
            for (int row = from; row < end; row++) {
                if (present.get(row)) {
                    to.setLong(row - from, known[row]);
                } else {
                    to.setNull(row - from);
                }
            }
        }
    }

    /** Doubles. */
    final class Doubles implements Values {
        private final BitSet present = new BitSet(MOST);
        private volatile double[] values = new double[FEW];

        @Override
        public void put(int row, Object value) {
            double[] room = values;
            if (row >= room.length) {
                room = Arrays.copyOf(room, room(row));
                values = room;
            }
            room[row] = (Double) value;
            present.set(row);
        }

        @Override
        public void write(int from, int end, DuckDBWritableVector to) {
            double[] known = values;
            for (int row = from; row < end; row++) {
                if (present.get(row)) {
                    to.setDouble(row - from, known[row]);
                } else {
                    to.setNull(row - from);
                }
            }
        }
    }

    /** Truth values. */
    final class Booleans implements Values {
        private final BitSet present = new BitSet(MOST);
        private final BitSet values = new BitSet(MOST);

        @Override
        public void put(int row, Object value) {
            values.set(row, (Boolean) value);
            present.set(row);
        }

        @Override
        public void write(int from, int end, DuckDBWritableVector to) {
            for (int row = from; row < end; row++) {
                if (present.get(row)) {
                    to.setBoolean(row - from, values.get(row));
                } else {
                    to.setNull(row - from);
                }
            }
        }
    }
}
