package spoor.analysis.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.GTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/**
 * Whether the rows of a table of counts are independent of its columns.
 *
 * <ul>
 *   <li>{@code chiSquare}: χ² = Σ (observed − expected)²/expected, without a correction for continuity (Pearson 1900,
 *       doi:10.1080/14786440009463897).
 *   <li>{@code gTest}: G = 2 Σ observed · ln(observed/expected) (Wilks 1938, doi:10.1214/aoms/1177732360).
 *   <li>{@code fisher}: of two rows and columns exactly, the probability of all tables with these margins that are no likelier than this
 *       one (Fisher 1922, doi:10.2307/2340521).
 * </ul>
 *
 * <p>The first two have (rows − 1)(columns − 1) degrees of freedom, and can't be trusted where more than a fifth of the cells expect fewer
 * than 5 events, or one fewer than 1 (Cochran 1954, doi:10.2307/3001616): that is a warning. Effect: {@code cramersV} = √(χ²/(n ·
 * (min(rows, columns) − 1))), from 0 to 1. The parts are the 20 cells that deviate most. Fewer than two rows or columns are no table.
 */
public final class Independence {
    private static final int PARTS = 20;
    private static final double EXPECTED = 5;
    private static final double MOST_BELOW = 0.2;

    private Independence() {}

    public static Finding chiSquare(String rows, String columns, Contingency table) {
        return isTable(table)
                ? finding("chiSquare", ChiSquareTest.withDefaults().test(table.counts()), rows, columns, table)
                : noTable(rows, columns, table);
    }

    public static Finding gTest(String rows, String columns, Contingency table) {
        return isTable(table)
                ? finding("g", GTest.withDefaults().test(table.counts()), rows, columns, table)
                : noTable(rows, columns, table);
    }

    private static Finding finding(
            String name, SignificanceResult result, String rows, String columns, Contingency table) {
        double chiSquare = ChiSquareTest.withDefaults().statistic(table.counts());
        int rowCount = table.rows().size();
        int columnCount = table.columns().size();
        double cramersV = Math.sqrt(chiSquare / table.total() / (Math.min(rowCount, columnCount) - 1));
        double least = Double.POSITIVE_INFINITY;
        int below = 0;
        List<int[]> cells = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            for (int j = 0; j < columnCount; j++) {
                least = Math.min(least, table.expected(i, j));
                below += table.expected(i, j) < EXPECTED ? 1 : 0;
                cells.add(new int[] {i, j});
            }
        }
        double p = result.getPValue();
        Finding.Draft draft = new Finding.Draft(table.total())
                .number(name, result.getStatistic())
                .number("degreesOfFreedom", (rowCount - 1.0) * (columnCount - 1.0))
                .number("pValue", p)
                .number("cramersV", cramersV)
                .number("rows", rowCount)
                .number("columns", columnCount)
                .number("leastExpected", least)
                .warnIf(
                        least < 1 || below > MOST_BELOW * rowCount * columnCount,
                        "%d of %d cells expect fewer than 5 events: p can't be trusted; %s"
                                .formatted(
                                        below,
                                        rowCount * columnCount,
                                        rowCount == 2 && columnCount == 2
                                                ? "'fisher' is exact"
                                                : "leave out what is rare"));
        cells.sort(Comparator.comparingDouble((int[] cell) -> -Math.abs(rounded(table.residual(cell[0], cell[1]))))
                .thenComparing(cell -> table.rows().get(cell[0]))
                .thenComparing(cell -> table.columns().get(cell[1])));
        for (int[] cell : cells.subList(0, Math.min(PARTS, cells.size()))) {
            draft.part(
                    table.rows().get(cell[0]) + " · " + table.columns().get(cell[1]), table.numbers(cell[0], cell[1]));
        }
        return draft.saying((Words.isBelowUsualAlpha(p)
                        ? "%s depends on %s (Cramér's V %s, %s)"
                        : "There is no sure sign that %s depends on %s (Cramér's V %s, %s)")
                .formatted(rows, columns, Words.number(cramersV), Words.p(p)));
    }

    /**
     * Fisher's exact test. The odds ratio is the sample's, {@code both · neither / (rowsOnly · columnsOnly)}; its interval is Woolf's 1955
     * (doi:10.1111/j.1469-1809.1955.tb01348.x) with ½ added to each count where one is 0 (Haldane 1956,
     * doi:10.1111/j.1469-1809.1955.tb01285.x).
     *
     * @param rows what is counted in the first row
     * @param columns what is counted in the first column
     * @throws IllegalArgumentException for more than 2³¹ − 1 events
     */
    public static Finding fisher(
            String rows, String columns, long both, long rowsOnly, long columnsOnly, long neither, double level) {
        long total = both + rowsOnly + columnsOnly + neither;
        if (both + rowsOnly == 0 || columnsOnly + neither == 0 || both + columnsOnly == 0 || rowsOnly + neither == 0) {
            return Finding.none(
                    total, "Some events must match, and some not, both " + rows + " and " + columns + " for a test");
        }
        double p = fisher(both, rowsOnly, columnsOnly, neither);
        double odds = (double) both * neither / ((double) rowsOnly * columnsOnly);
        double added = Math.min(Math.min(both, rowsOnly), Math.min(columnsOnly, neither)) == 0 ? 0.5 : 0;
        double logOdds = Math.log((both + added) * (neither + added) / ((rowsOnly + added) * (columnsOnly + added)));
        double reach = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2)
                * Math.sqrt(1 / (both + added)
                        + 1 / (rowsOnly + added)
                        + 1 / (columnsOnly + added)
                        + 1 / (neither + added));
        return new Finding.Draft(total)
                .number("oddsRatio", odds)
                .number("oddsRatioLow", Math.exp(logOdds - reach))
                .number("oddsRatioHigh", Math.exp(logOdds + reach))
                .number("pValue", p)
                .number("both", both)
                .number("rowsOnly", rowsOnly)
                .number("columnsOnly", columnsOnly)
                .number("neither", neither)
                .warnIf(Double.isInfinite(odds), "The odds ratio is infinite: no event is in one of the cells")
                .saying(
                        Words.isBelowUsualAlpha(p)
                                ? "What matches %s matches %s %s often than the rest (odds ratio %s, %s)"
                                        .formatted(
                                                rows,
                                                columns,
                                                odds > 1 ? "more" : "less",
                                                Words.number(odds),
                                                Words.p(p))
                                : "There is no sure sign that %s depends on %s (%s)"
                                        .formatted(rows, columns, Words.p(p)));
    }

    /** So that cells that deviate equally stand in the order of their names, however that was rounded. */
    private static double rounded(double residual) {
        return Math.rint(residual * 1e9);
    }

    /** The p-value alone. */
    static double fisher(long a, long b, long c, long d) {
        return FisherExactTest.withDefaults()
                .test(new int[][] {
                    {Math.toIntExact(a), Math.toIntExact(b)},
                    {Math.toIntExact(c), Math.toIntExact(d)}
                })
                .getPValue();
    }

    private static boolean isTable(Contingency table) {
        return table.rows().size() > 1 && table.columns().size() > 1;
    }

    private static Finding noTable(String rows, String columns, Contingency table) {
        return Finding.none(
                table.total(),
                "%s has %d values and %s has %d: a test needs two of each"
                        .formatted(
                                rows,
                                table.rows().size(),
                                columns,
                                table.columns().size()));
    }
}
