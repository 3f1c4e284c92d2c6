package spoor.analysis.mirror;

import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What a row of DuckDB's is in an answer. */
final class Cells {
    private Cells() {}

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
