package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;

/** What a row of DuckDB's is in an answer. */
final class Cells {
    private Cells() {}

    /** A row's cells in the order of the columns. */
    static List<@Nullable Object> of(Record row, Columns columns) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Column column : columns.all()) {
            cells.add(of(row.get(cells.size()), column.type()));
        }
        return cells;
    }

    static @Nullable Object of(@Nullable Object value, Column.Type type) {
        if (value == null) {
            return null;
        }
        return type == Column.Type.TIME ? Micros.instant(((Number) value).longValue()) : value;
    }
}
