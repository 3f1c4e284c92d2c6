package spoor.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param rows each with a cell for each column: {@code Long}, {@code Double}, {@code String}, {@code Boolean}, {@code Instant}, or null
 *     where there is no value
 * @param rowCount how many rows are here
 * @param truncated whether there are more rows than these
 * @param watermark at which it was computed
 * @param scannedEvents how many events the range and the query selected
 * @param elapsedMillis how long it took
 */
public record TableResult(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        int rowCount,
        boolean truncated,
        long watermark,
        long scannedEvents,
        long elapsedMillis) {
    /**
     * A column.
     *
     * @param type one of {@code text, long, double, boolean, time}
     */
    public record Column(String name, String type) {}
}
