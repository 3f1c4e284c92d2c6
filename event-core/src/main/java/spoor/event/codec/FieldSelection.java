package spoor.event.codec;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The fields that somebody wants of an object: all, or some by name. What is not wanted is checked and left out. Immutable. */
public final class FieldSelection {
    /** Every field. */
    public static final FieldSelection ALL = new FieldSelection(Set.of(), Set.of(), true);

    private final Set<String> names;

    /** Of the objects around the wanted fields: {@code a} and {@code a.b} for {@code a.b.c}. */
    private final Set<String> objects;

    private final boolean isAll;

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
}
