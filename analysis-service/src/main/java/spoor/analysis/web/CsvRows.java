package spoor.analysis.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180). Events hold texts that attackers chose: a text that a spreadsheet would take for a formula gets an apostrophe
 * before it.
 */
final class CsvRows {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Writer out;
    private final int columns;
    private int column;

    CsvRows(OutputStream out, int columns) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.columns = columns;
    }

    /** The next cell; after the last of a row, the first of the next. */
    void write(@Nullable Object value) throws IOException {
        out.write(cell(value));
        column = (column + 1) % columns;
        out.write(column == 0 ? "\r\n" : ",");
    }

    void flush() throws IOException {
        out.flush();
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
