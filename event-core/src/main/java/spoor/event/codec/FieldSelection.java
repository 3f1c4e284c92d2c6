package spoor.event.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that somebody wants of an object: all, or some by name. What is not wanted is checked and left out. Remembers the names that it
 * met; thread-safe.
 */
public final class FieldSelection {
    /** Every field. */
    public static final FieldSelection ALL = new FieldSelection(Set.of(), Set.of(), true);

    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L; // 2⁶⁴ by the golden ratio: Knuth, TAOCP 3, 6.4
    private static final int MET_BITS = 11;
    private static final int LONGEST_MET = 64;

    private final Set<String> names;

    /** Of the objects around the wanted fields: {@code a} and {@code a.b} for {@code a.b.c}. */
    private final Set<String> objects;

    private final boolean isAll;

    /**
     * Names by their bytes, each in the one place that its bytes give it, where another may take its place; half a megabyte at the most.
     *
     * <p>INVARIANT: a name never changes and is compared by all its bytes, so that threads need no lock: who misses one makes it again.
     */
    private final @Nullable Name[] met = new Name[1 << MET_BITS];

    /** A field's name as it stands in an event. */
    record Name(byte[] bytes, String text, boolean isWanted) {}

    private FieldSelection(Set<String> names, Set<String> objects, boolean isAll) {
        this.names = names;
        this.objects = objects;
        this.isAll = isAll;
    }

    /** The fields of these dotted names. */
    public static FieldSelection of(Collection<String> names) {
        Set<String> objects = new HashSet<>();
        for (String name : names) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                objects.add(name.substring(0, dot));
            }
        }
        return new FieldSelection(new HashSet<>(names), objects, false);
    }

    boolean has(String name) {
        return isAll || names.contains(name);
    }

    /** Whether an object of this name may hold a wanted field. */
    boolean hasWithin(String name) {
        return isAll || objects.contains(name);
    }

    /** The name in these bytes of UTF-8. */
    Name name(byte[] raw, int start, int end) {
        int place = place(raw, start, end - start);
        Name known = met[place];
        if (known != null && Arrays.equals(known.bytes(), 0, known.bytes().length, raw, start, end)) {
            return known;
        }
        byte[] bytes = Arrays.copyOfRange(raw, start, end);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Name name = new Name(bytes, text, has(text));
        if (bytes.length <= LONGEST_MET) {
            met[place] = name;
        }
        return name;
    }

    /** Made of the length and of the first and the last bytes. */
    private static int place(byte[] raw, int start, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            long first = EightBytes.at(raw, start);
            long last = EightBytes.at(raw, start + length - Long.BYTES);
            hash += (first * MIXER) ^ Long.rotateLeft(last, 32);
        } else {
            for (int i = start; i < start + length; i++) {
                hash = (hash << Byte.SIZE) ^ raw[i];
            }
        }
        return (int) ((hash * MIXER) >>> (Long.SIZE - MET_BITS));
    }
}
