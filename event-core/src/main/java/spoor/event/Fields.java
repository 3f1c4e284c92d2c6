package spoor.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event, flat, by dotted name, in the order in which they were read. Names that differ only in case are
 * different fields. A value is a {@link String}, {@link Long}, {@link Double} or {@link Boolean}; a field that is absent has no
 * entry. Immutable.
 */
public final class Fields {
    private static final Fields NONE = new Fields(Map.of());

    private final Map<String, Object> values;

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    public static Fields none() {
        return NONE;
    }

    /**
     * A copy of {@code values}.
     *
     * @throws IllegalArgumentException if a value has a class that no field can hold
     */
    public static Fields of(Map<String, ?> values) {
        var fields = new Builder();
        values.forEach(fields::put);
        return fields.build();
    }

    /** Gathers the fields of one event. */
    public static final class Builder {
        private @Nullable Map<String, Object> values = new LinkedHashMap<>();

        /**
         * Gives a field its value, and keeps its place where it has one.
         *
         * @throws IllegalArgumentException if the value has a class that no field can hold
         */
        public void put(String name, Object value) {
            FieldType.of(value);
            open().put(name, value);
        }

        public boolean has(String name) {
            return open().containsKey(name);
        }

        /** What was gathered; nothing more can be done with the builder. */
        public Fields build() {
            var fields = new Fields(Collections.unmodifiableMap(open()));
            values = null;
            return fields;
        }

        private Map<String, Object> open() {
            if (values == null) {
                throw new IllegalStateException("These fields are built already");
            }
            return values;
        }
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** The value as text, or null where the field is absent. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    /** The value as a whole number, or null where the field is absent or no whole number within 64 bits. */
    public @Nullable Long wholeNumber(String name) {
        return switch (values.get(name)) {
            case Long number -> number;
            case String text -> parse(text);
            case null, default -> null;
        };
    }

    public void forEach(BiConsumer<String, Object> action) {
        values.forEach(action);
    }

    public int size() {
        return values.size();
    }

    /** An unmodifiable view. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields fields && values.equals(fields.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
