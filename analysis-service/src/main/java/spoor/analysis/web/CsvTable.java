package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.RowBlock;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;
import spoor.request.TableResult;

/** A table as {@link CsvRows}. */
final class CsvTable implements TableSink {
    private final OutputStream out;
    private int columns;
    private @Nullable CsvRows csv;

    CsvTable(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableHead head) throws IOException {
        columns = head.columns().size();
        csv = new CsvRows(out, columns);
        for (TableResult.Column column : head.columns()) {
            csv.write(column.name());
        }
    }

    @Override
    public void rows(RowBlock rows) throws IOException {
        CsvRows begun = Objects.requireNonNull(csv);
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                begun.write(rows.cell(column, row));
            }
        }
    }

    @Override
    public void end() throws IOException {
        Objects.requireNonNull(csv).flush();
    }
}
