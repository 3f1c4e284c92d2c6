package spoor.event.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field's name and what happens to its value, written {@code Image | fileName}. */
record ValueSource(String field, List<Operator> operators) {
    /** What Windows writes where it has no value. */
    private static final String NONE = "-";

    @JsonCreator
    static ValueSource parse(String text) {
        List<String> words =
                Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
        return new ValueSource(
                words.getFirst(), words.stream().skip(1).map(Operator::named).toList());
    }

    @Nullable
    Object of(Map<String, Object> fields) {
        Object value = fields.get(field);
        if (value == null || value.equals("") || value.equals(NONE)) {
            return null;
        }
        for (Operator operator : operators) {
            value = operator.apply(value.toString());
            if (value == null) {
                return null;
            }
        }
        return value;
    }
}
