package spoor.analysis.mirror;

import java.util.BitSet;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import spoor.event.FieldType;

/** Values of one column, as many as it was made for; those that are not put are absent. */
sealed interface Values {
    /** As many as DuckDB takes at once. */
    int MOST = 2_048;

    void put(int row, Object value);

    void write(DuckDBWritableVector to);

    /**
     * None yet.
     *
     * @param count at most {@link #MOST}
     */
    static Values of(FieldType type, int count) {
        return switch (type) {
            case TEXT -> new Texts(count);
            case LONG -> new Longs(count);
            case DOUBLE -> new Doubles(count);
            case BOOLEAN -> new Booleans(count);
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

    /** Texts. */
    final class Texts implements Values {
        private final @Nullable String[] values;

        Texts(int count) {
            values = new String[count];
        }

        @Override
        public void put(int row, Object value) {
            values[row] = (String) value;
        }

        @Override
        public void write(DuckDBWritableVector to) {
            to.setStrings(0, values);
        }
    }

    /** 64-bit numbers. */
    final class Longs implements Values {
        private final long[] values;
        private final BitSet present;

        Longs(int count) {
            values = new long[count];
            present = new BitSet(count);
        }

        @Override
        public void put(int row, Object value) {
            put(row, ((Long) value).longValue());
        }

        void put(int row, long value) {
            values[row] = value;
            present.set(row);
        }

        @Override
        public void write(DuckDBWritableVector to) {
            for (int row = 0; row < values.length; row++) {
                if (present.get(row)) {
                    to.setLong(row, values[row]);
                } else {
                    to.setNull(row);
                }
            }
        }
    }

    /** Doubles. */
    final class Doubles implements Values {
        private final double[] values;
        private final BitSet present;

        Doubles(int count) {
            values = new double[count];
            present = new BitSet(count);
        }

        @Override
        public void put(int row, Object value) {
            values[row] = (Double) value;
            present.set(row);
        }

        @Override
        public void write(DuckDBWritableVector to) {
            for (int row = 0; row < values.length; row++) {
                if (present.get(row)) {
                    to.setDouble(row, values[row]);
                } else {
                    to.setNull(row);
                }
            }
        }
    }

    /** Truth values. */
    final class Booleans implements Values {
        private final int count;
        private final BitSet values;
        private final BitSet present;

        Booleans(int count) {
            this.count = count;
            values = new BitSet(count);
            present = new BitSet(count);
        }

        @Override
        public void put(int row, Object value) {
            values.set(row, (Boolean) value);
            present.set(row);
        }

        @Override
        public void write(DuckDBWritableVector to) {
            for (int row = 0; row < count; row++) {
                if (present.get(row)) {
                    to.setBoolean(row, values.get(row));
                } else {
                    to.setNull(row);
                }
            }
        }
    }
}
