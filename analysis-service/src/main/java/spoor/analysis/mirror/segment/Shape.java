package spoor.analysis.mirror.segment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A set of columns of one dataset, by their ids in its {@link Registry}. Immutable. */
public final class Shape {
    private final BitSet ids;

    private Shape(BitSet ids) {
        this.ids = ids;
    }

    public static Shape of(int... ids) {
        int width = 0;
        for (int id : ids) {
            width = Math.max(width, id + 1);
        }
        BitSet set = new BitSet(width);
        for (int id : ids) {
            set.set(id);
        }
        return new Shape(set);
    }

    /** Of what {@link #words} gave. */
    @JsonCreator
    public static Shape ofWords(long[] words) {
        return new Shape(BitSet.valueOf(words));
    }

    /** As bits, the lowest ids first. */
    @JsonValue
    public long[] words() {
        return ids.toLongArray();
    }

    /** How many there are. */
    public int width() {
        return ids.cardinality();
    }

    /** Rising. */
    public IntStream ids() {
        return ids.stream();
    }

    public boolean has(int id) {
        return ids.get(id);
    }

    public boolean hasAll(Shape other) {
        return or(other).equals(this);
    }

    public Shape or(Shape other) {
        BitSet both = (BitSet) ids.clone();
        both.or(other.ids);
        return new Shape(both);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && ids.equals(shape.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    @Override
    public String toString() {
        return ids.toString();
    }
}
