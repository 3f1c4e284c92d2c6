package spoor.analysis.mirror;

import java.util.List;
import spoor.request.TableResult;

/**
 * What is known of a table before its rows.
 *
 * @param rowCount how many rows there will be
 * @param truncated whether the table has more than these
 * @param watermark at which it was computed
 * @param scannedEvents how many events the range and the query selected
 * @param elapsedMillis how long it took to compute
 */
public record TableHead(
        List<TableResult.Column> columns,
        long rowCount,
        boolean truncated,
        long watermark,
        long scannedEvents,
        long elapsedMillis) {
    public TableHead {
        columns = List.copyOf(columns);
    }
}
