package spoor.analysis.mirror.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Which values some events have in a column, and how many of the events have one: the hashes of the values, all of them up to
 * {@value #MOST_HASHES}, beyond that the {@value #KEPT_HASHES} smallest. The sketches of some events and of others make the sketch of all of
 * them. Up to that many the number of values is exact, beyond it an estimate with a standard error of 2.2 %: Bar-Yossef et al.,
 * "Counting Distinct Elements in a Data Stream" (2002), algorithm 2. Immutable.
 */
public final class Sketch {
    /** Up to this many values are counted, and a sketch is whole. */
    public static final int MOST_HASHES = 10_000;

    /** Of no events. */
    public static final Sketch NONE = new Sketch(0, new long[0], Sketch.NOTHING);

    private static final int KEPT_HASHES = 2_048;

    /** How many hashes there could be; none is negative. */
    private static final long HASH_RANGE = 1L << 62;

    private static final long NOTHING = Long.MAX_VALUE;

    /** Whoever has this many times the hashes of another is likely to have the other's, too. */
    private static final int MUCH_LARGER = 16;

    private final long events;

    /** Rising, each smaller than {@link #missing}. */
    private final long[] hashes;

    /** The smallest hash that is left out; {@link #NOTHING} where none is. */
    private final long missing;

    private Sketch(long events, long[] hashes, long missing) {
        this.events = events;
        this.hashes = hashes;
        this.missing = missing;
    }

    /**
     * Of events whose values have these hashes.
     *
     * @param hashes of {@link #hash}, in any order, each as often as you like; sorted by this
     */
    static Sketch of(long events, long[] hashes) {
        Arrays.sort(hashes);
        int count = 0;
        for (long hash : hashes) {
            if (count == 0 || hash != hashes[count - 1]) {
                hashes[count++] = hash;
            }
        }
        return cut(events, hashes, count, NOTHING);
    }

    /** Of a value's text, since a field whose values have several types is text. */
    static long hash(Object value) {
        return MurmurHash3.hash128x64(value.toString().getBytes(StandardCharsets.UTF_8))[0] & (HASH_RANGE - 1);
    }

    /** Of the events of both. */
    public Sketch and(Sketch other) {
        if (other.hashes.length > hashes.length) {
            return other.and(this);
        }
        long left = Math.min(missing, other.missing);
        if (left == missing && hasAll(other)) {
            return new Sketch(events + other.events, hashes, missing);
        }
        long[] both = new long[hashes.length + other.hashes.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < hashes.length || j < other.hashes.length) {
            long mine = i < hashes.length ? hashes[i] : NOTHING;
            long others = j < other.hashes.length ? other.hashes[j] : NOTHING;
            long next = Math.min(mine, others);
            if (next >= left) {
                break;
            }
            both[count++] = next;
            i += mine == next ? 1 : 0;
            j += others == next ? 1 : 0;
        }
        return cut(events + other.events, both, count, left);
    }

    /** How many events have a value. */
    public long events() {
        return events;
    }

    /** How many values they have. */
    public long distinct() {
        return isEstimated() ? Math.round(hashes.length * ((double) HASH_RANGE / missing)) : hashes.length;
    }

    /** Whether {@link #distinct} is an estimate. */
    public boolean isEstimated() {
        return missing != NOTHING;
    }

    /** How many bytes {@link #write} puts. */
    int bytes() {
        return Long.BYTES * (2 + hashes.length) + Integer.BYTES;
    }

    void write(ByteBuffer to) {
        to.putLong(events).putLong(missing).putInt(hashes.length);
        to.asLongBuffer().put(hashes);
        to.position(to.position() + Long.BYTES * hashes.length);
    }

    /** What was written. */
    static Sketch read(ByteBuffer from) {
        long events = from.getLong();
        long missing = from.getLong();
        long[] hashes = new long[from.getInt()];
        from.asLongBuffer().get(hashes);
        from.position(from.position() + Long.BYTES * hashes.length);
        return new Sketch(events, hashes, missing);
    }

    private boolean hasAll(Sketch other) {
        if (hashes.length < MUCH_LARGER * other.hashes.length) {
            return false;
        }
        for (long hash : other.hashes) {
            if (hash < missing && Arrays.binarySearch(hashes, hash) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Sketch cut(long events, long[] hashes, int count, long missing) {
        boolean isTooMany = count > (missing == NOTHING ? MOST_HASHES : KEPT_HASHES);
        return isTooMany
                ? new Sketch(events, Arrays.copyOf(hashes, KEPT_HASHES), hashes[KEPT_HASHES])
                : new Sketch(events, Arrays.copyOf(hashes, count), missing);
    }
}
