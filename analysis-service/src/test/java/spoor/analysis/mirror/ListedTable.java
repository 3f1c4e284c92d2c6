package spoor.analysis.mirror;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import spoor.event.Micros;
import spoor.request.TableResult;

/** A table in lists as a block of rows. */
public record ListedTable(TableResult table) implements RowBlock {
    /** Gives it all to a sink, as a mirror would. */
    public void give(TableSink sink) throws IOException {
        sink.begin(new TableHead(
                table.columns(),
                table.rowCount(),
                table.truncated(),
                table.watermark(),
                table.scannedEvents(),
                table.elapsedMillis()));
        sink.rows(this);
        sink.end();
    }

    @Override
    public int rows() {
        return table.rows().size();
    }

    @Override
    public String type(int column) {
        return table.columns().get(column).type();
    }

    @Override
    public boolean isEmpty(int column, int row) {
        return value(column, row) == null;
    }

    @Override
    public String text(int column, int row) {
        return (String) value(column, row);
    }

    @Override
    public long whole(int column, int row) {
        return value(column, row) instanceof Instant time ? Micros.of(time) : (Long) value(column, row);
    }

    @Override
    public double number(int column, int row) {
        return (Double) value(column, row);
    }

    @Override
    public boolean truth(int column, int row) {
        return (Boolean) value(column, row);
    }

    private Object value(int column, int row) {
        List<Object> line = table.rows().get(row);
        return line.get(column);
    }
}
