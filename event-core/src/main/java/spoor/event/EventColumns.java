package spoor.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event's row keeps of its fields: the {@linkplain Schema#COLUMNS columns} as
 * {@link BinaryFields}. Who reads an event encodes them; so it waits for its commit as a few hundred bytes instead of dozens of objects, and
 * who stores it copies them. Immutable.
 */
public final class EventColumns {
    private static final int USUAL_BYTES = 1024;
    private static final EventColumns NONE = of(Fields.none());

    private final byte[] encoded;

    private EventColumns(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Those of an event without fields. */
    public static EventColumns none() {
        return NONE;
    }

    /** Those among {@code fields}; what is no whole number is absent from a column of numbers. */
    public static EventColumns of(Fields fields) {
        var encoded = new BinaryFields(USUAL_BYTES);
        for (Schema.Promoted column : Schema.COLUMNS) {
            if (column.type() == FieldType.LONG) {
                encoded.int8(fields.wholeNumber(column.name()));
            } else {
                encoded.text(fields.text(column.name()));
            }
        }
        return new EventColumns(encoded.toByteArray());
    }

    /** The bytes themselves, not a copy; do not change them. */
    public byte[] encoded() {
        return encoded;
    }

    /** What is there, as fields again. */
    public Fields fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        ByteBuffer left = ByteBuffer.wrap(encoded);
        for (Schema.Promoted column : Schema.COLUMNS) {
            int length = left.getInt();
            if (length != BinaryFields.ABSENT) {
                byte[] value = new byte[length];
                left.get(value);
                fields.put(column.name(), value(column, value));
            }
        }
        return Fields.of(fields);
    }

    private static Object value(Schema.Promoted column, byte[] value) {
        return column.type() == FieldType.LONG
                ? (Object) ByteBuffer.wrap(value).getLong()
                : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventColumns columns && Arrays.equals(encoded, columns.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return fields().toString();
    }
}
