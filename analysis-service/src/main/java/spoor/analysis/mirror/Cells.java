package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

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

    /** About what cells take of memory. */
    static long bytes(List<@Nullable Object> cells) {
        long bytes = 0;
        for (Object cell : cells) {
            bytes += cell instanceof String text ? 64 + text.length() : 32;
        }
        return bytes;
    }

    static @Nullable Object of(@Nullable Object value, Column.Type type) {
        if (value == null) {
            return null;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, Problem.at("steps", "A number is too large, or none: " + number));
        }
        return type == Column.Type.TIME ? Micros.instant(((Number) value).longValue()) : value;
    }
}
