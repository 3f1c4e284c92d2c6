package spoor.event;

/** What the values of a field are. A field whose sources disagree is {@link #TEXT}, which holds any of them without loss. */
public enum FieldType {
    TEXT,
    LONG,
    DOUBLE,
    BOOLEAN;

    /**
     * The type of a value.
     *
     * @throws IllegalArgumentException if no field can hold it
     */
    public static FieldType of(Object value) {
        return switch (value) {
            case String _ -> TEXT;
            case Long _ -> LONG;
            case Double _ -> DOUBLE;
            case Boolean _ -> BOOLEAN;
            default ->
                throw new IllegalArgumentException("A field's value is a String, Long, Double or Boolean, not a "
                        + value.getClass().getSimpleName());
        };
    }

    /** The type that holds the values of both without loss: a long and a double, too, become text, for 2⁵³ + 1 has no double. */
    public FieldType common(FieldType other) {
        return this == other ? this : TEXT;
    }
}
