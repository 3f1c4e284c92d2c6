package spoor.analysis.mirror;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.event.FieldType;
import spoor.storage.StoredEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event whose fields have found their columns.
 *
 * @param watermark its batch's
 * @param columns ids, in any order
 * @param values of the columns, none null, of the columns' types
 */
record ReadEvent(long watermark, StoredEvent stored, Shape shape, int[] columns, Object[] values) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ReadEvent of(long watermark, StoredEvent stored, Map<String, Object> fields, Registry.Draft registry) {
        int[] columns = new int[fields.size()];
        Object[] values = new Object[fields.size()];
        Map<String, String> rest = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            int column = registry.column(field.getKey(), FieldType.of(field.getValue()), watermark);
            if (column == Registry.REST) {
                rest.put(field.getKey(), field.getValue().toString());
            } else {
                columns[count] = column;
                values[count++] = field.getValue();
            }
        }
        if (!rest.isEmpty()) {
            columns[count] = Registry.REST;
            values[count++] = JSON.writeValueAsString(rest);
        }
        int[] placed = count == columns.length ? columns : Arrays.copyOf(columns, count);
        return new ReadEvent(watermark, stored, Shape.of(placed), placed, values);
    }
}
