package spoor.analysis.stats;

import java.util.Arrays;

/** Numbers of a field, in the order of their events. All are finite: NaN and infinities are refused. Not to be changed. */
public final class Sample {
    private final String field;
    private final double[] values;

    /**
     * A sample that keeps the array.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public Sample(String field, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A sample's values are finite, not " + value);
            }
        }
        this.field = field;
        this.values = values;
    }

    String field() {
        return field;
    }

    /** The array itself, in the order of the events. */
    public double[] values() {
        return values;
    }

    /** How many numbers there are. */
    public int size() {
        return values.length;
    }

    double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Whether there are no two different values; so it is where there are none. */
    boolean isConstant() {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
