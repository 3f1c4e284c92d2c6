package spoor.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param rows cells are {@code Long}, {@code Double}, {@code String}, {@code Boolean}, {@code Instant} or null
 * @param truncated whether there are more rows than these
 * @param watermark at which it was computed
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
