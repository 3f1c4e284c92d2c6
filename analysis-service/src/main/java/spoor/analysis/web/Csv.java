package spoor.analysis.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import spoor.request.TableResult;

/**
 * A table as CSV (RFC 4180). Events hold texts that attackers chose: a text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Csv() {}

    static String of(TableResult table) {
        StringBuilder csv = new StringBuilder();
        append(csv, table.columns().stream().map(TableResult.Column::name).toList());
        table.rows().forEach(row -> append(csv, row));
        return csv.toString();
    }

    private static void append(StringBuilder csv, List<? extends @Nullable Object> cells) {
        csv.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
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
