package spoor.analysis.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.RowBlock;
import spoor.analysis.mirror.TableHead;
import spoor.analysis.mirror.TableSink;

/**
 * A table as CSV (RFC 4180). Events hold texts that attackers chose: a text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
final class CsvTable implements TableSink {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Writer out;
    private int columns;

    CsvTable(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(TableHead head) throws IOException {
        columns = head.columns().size();
        for (int column = 0; column < columns; column++) {
            write(column, head.columns().get(column).name());
        }
    }

    @Override
    public void rows(RowBlock rows) throws IOException {
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                write(column, rows.cell(column, row));
            }
        }
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void write(int column, @Nullable Object value) throws IOException {
        out.write(cell(value));
        out.write(column == columns - 1 ? "\r\n" : ",");
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof String && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
