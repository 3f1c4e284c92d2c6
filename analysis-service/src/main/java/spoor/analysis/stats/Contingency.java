package spoor.analysis.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How often each value of one thing occurs together with each of another. Values are in their order; a row or column without events is
 * none.
 */
public final class Contingency {
    private final List<String> rows;
    private final List<String> columns;
    private final long[][] counts;
    private final long[] rowTotals;
    private final long[] columnTotals;
    private final long total;

    private Contingency(List<String> rows, List<String> columns, long[][] counts) {
        this.rows = rows;
        this.columns = columns;
        this.counts = counts;
        this.rowTotals = new long[rows.size()];
        this.columnTotals = new long[columns.size()];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                rowTotals[i] += counts[i][j];
                columnTotals[j] += counts[i][j];
                sum += counts[i][j];
            }
        }
        this.total = sum;
    }

    /** Events that have both a row's value and a column's. */
    public record Cell(String row, String column, long events) {}

    public static Contingency of(List<Cell> cells) {
        TreeSet<String> rows = new TreeSet<>();
        TreeSet<String> columns = new TreeSet<>();
        for (Cell cell : cells) {
            if (cell.events() > 0) {
                rows.add(cell.row());
                columns.add(cell.column());
            }
        }
        List<String> rowList = List.copyOf(rows);
        List<String> columnList = List.copyOf(columns);
        long[][] counts = new long[rowList.size()][columnList.size()];
        for (Cell cell : cells) {
            if (cell.events() > 0) {
                int row = Collections.binarySearch(rowList, cell.row());
                counts[row][Collections.binarySearch(columnList, cell.column())] += cell.events();
            }
        }
        return new Contingency(rowList, columnList, counts);
    }

    List<String> rows() {
        return rows;
    }

    List<String> columns() {
        return columns;
    }

    /** Not a copy. */
    long[][] counts() {
        return counts;
    }

    long total() {
        return total;
    }

    /** How many events a cell had if rows and columns were independent. */
    double expected(int row, int column) {
        return (double) rowTotals[row] * columnTotals[column] / total;
    }

    /**
     * What a cell deviates from that, in standard deviations: the adjusted residual of Haberman 1973, doi:10.2307/2529686.
     */
    double residual(int row, int column) {
        double expected = expected(row, column);
        return (counts[row][column] - expected)
                / Math.sqrt(
                        expected * (1 - (double) rowTotals[row] / total) * (1 - (double) columnTotals[column] / total));
    }

    Map<String, Double> numbers(int row, int column) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("events", (double) counts[row][column]);
        numbers.put("expected", expected(row, column));
        numbers.put("residual", residual(row, column));
        return numbers;
    }
}
