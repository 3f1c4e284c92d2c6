package spoor.event.mapping;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import spoor.event.FieldType;
import spoor.event.Schema;

/** The value of a field in the type that the {@link Schema} gives it, where that loses nothing; else, in a promoted field, as text. */
final class PromotedValue {
    /** Below, each whole number is a double of its own. */
    private static final long EXACT_DOUBLES = 1L << 53;

    private static final Map<String, FieldType> TYPES = Schema.PROMOTED.stream()
            .collect(Collectors.toUnmodifiableMap(Schema.Promoted::name, Schema.Promoted::type));

    private PromotedValue() {}

    /** A field's type, or null where it is not promoted and its values stay as they are. */
    static @Nullable FieldType type(String field) {
        return TYPES.get(field);
    }

    /** @param type as {@link #type} tells it */
    static Object of(@Nullable FieldType type, Object value) {
        return switch (type) {
            case null -> value;
            case TEXT -> value.toString();
            case LONG, DOUBLE, BOOLEAN -> wholeNumber(value);
        };
    }

    private static Object wholeNumber(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number
            when number.longValue() == number && Math.abs(number) < EXACT_DOUBLES -> number.longValue();
            default -> {
                Object number = Operator.NUMBER.apply(value.toString());
                yield number == null ? value.toString() : number;
            }
        };
    }
}
