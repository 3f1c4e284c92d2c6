package spoor.analysis.mirror;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;

/**
 * Some rows of a table, as columns. Rows and columns are counted from 0. A cell is asked for as what its column's type is, once it is known
 * not to be {@link #isEmpty empty}.
 */
public interface RowBlock {
    /** How many there are. */
    int rows();

    /** One of {@code text, long, double, boolean, time}. */
    String type(int column);

    boolean isEmpty(int column, int row);

    String text(int column, int row);

    /** Of a whole number; of a time the microseconds since 1970. */
    long whole(int column, int row);

    double number(int column, int row);

    boolean truth(int column, int row);

    /** The cell as {@link spoor.request.TableResult} has it. */
    default @Nullable Object cell(int column, int row) {
        if (isEmpty(column, row)) {
            return null;
        }
        return switch (type(column)) {
            case "long" -> whole(column, row);
            case "double" -> number(column, row);
            case "boolean" -> truth(column, row);
            case "time" -> time(column, row);
            default -> text(column, row);
        };
    }

    default Instant time(int column, int row) {
        return Micros.instant(whole(column, row));
    }
}
