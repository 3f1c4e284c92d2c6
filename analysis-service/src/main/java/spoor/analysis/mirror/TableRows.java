package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import spoor.request.TableResult;

/** A table that is kept in memory. */
final class TableRows implements TableSink {
    private final List<List<@Nullable Object>> cells = new ArrayList<>();
    private @Nullable TableHead head;

    @Override
    public void begin(TableHead begun) {
        head = begun;
    }

    @Override
    public void rows(RowBlock rows) {
        int columns = Objects.requireNonNull(head).columns().size();
        for (int row = 0; row < rows.rows(); row++) {
            List<@Nullable Object> line = new ArrayList<>(columns);
            for (int column = 0; column < columns; column++) {
                line.add(rows.cell(column, row));
            }
            cells.add(line);
        }
    }

    @Override
    public void end() {}

    TableResult result() {
        TableHead begun = Objects.requireNonNull(head);
        return new TableResult(
                begun.columns(),
                cells,
                cells.size(),
                begun.truncated(),
                begun.watermark(),
                begun.scannedEvents(),
                begun.elapsedMillis());
    }
}
