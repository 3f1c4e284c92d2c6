package spoor.analysis.stats;

import org.apache.commons.statistics.inference.GTest;

/**
 * Whether the share that something has of some events differs from its share of others: a of A against b of B.
 *
 * <p>{@code g} is the likelihood ratio 2 Σ observed · ln(observed/expected) of the four cells (Wilks 1938, doi:10.1214/aoms/1177732360), and p
 * that of χ² with one degree of freedom, where all four cells expect 5 events or more; else p is Fisher's exact one (see {@link
 * Independence}), but where there are more events than its implementation counts. Where nothing or everything has it, or one side has no events, nothing differs: g is
 * 0 and p is 1.
 *
 * @param g 0 or more
 * @param p from 0 to 1
 */
public record Shares(double g, double p) {
    private static final double EXPECTED = 5;
    private static final Shares ALIKE = new Shares(0, 1);

    /**
     * The test.
     *
     * @param a at most {@code ofA}
     * @param b at most {@code ofB}
     */
    public static Shares of(long a, long ofA, long b, long ofB) {
        double total = (double) ofA + ofB;
        double having = (double) a + b;
        if (having == 0 || having == total || ofA == 0 || ofB == 0) {
            return ALIKE;
        }
        var test = GTest.withDefaults().test(new long[][] {{a, ofA - a}, {b, ofB - b}});
        double least = Math.min(having, total - having) * Math.min(ofA, ofB) / total;
        boolean isExpectedOften = least >= EXPECTED || total > Integer.MAX_VALUE;
        double p = isExpectedOften ? test.getPValue() : Math.min(1, Independence.fisher(a, ofA - a, b, ofB - b));
        // Shares that are equal but for rounding would make a negative one.
        return new Shares(Math.max(0, test.getStatistic()), p);
    }
}
