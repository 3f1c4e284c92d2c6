package spoor.analysis.stats;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How two fields go together: from −1, exactly opposite, over 0 to 1, exactly alike. Needs two values each that are not all the same.
 *
 * <ul>
 *   <li>{@code pearson}: along a line. p by t = r·√((n − 2)/(1 − r²)) with n − 2 degrees of freedom, n ≥ 3; the interval by Fisher's
 *       z = artanh r ± z/√(n − 3), n ≥ 4 (Fisher 1921).
 *   <li>{@code spearman}: Pearson's of the ranks, equal values having their mean rank; p likewise. The interval by z with the variance
 *       (1 + r²/2)/(n − 3) (Bonett and Wright 2000, doi:10.1007/BF02294183).
 *   <li>{@code kendall}: τ-b, the pairs in the same order less those in opposite, over √ of those without equals in one times those without
 *       in the other (Kendall 1945, doi:10.1093/biomet/33.3.239). p by the normal approximation, its variance corrected for ties; no
 *       interval.
 * </ul>
 *
 * <p>O(n log n).
 */
public final class Correlations {
    private static final int FEW = 10;

    private Correlations() {}

    public static Finding pearson(Sample x, Sample y, double level) {
        double r = isDefined(x, y) ? new PearsonsCorrelation().correlation(x.values(), y.values()) : Double.NaN;
        return byStudent(r, 1.0 / (x.size() - 3), x, y, level)
                .saying(sentence("Pearson's r", r, pByStudent(r, x.size()), x, y));
    }

    public static Finding spearman(Sample x, Sample y, double level) {
        double r = isDefined(x, y) ? new SpearmansCorrelation().correlation(x.values(), y.values()) : Double.NaN;
        return byStudent(r, (1 + r * r / 2) / (x.size() - 3), x, y, level)
                .saying(sentence("Spearman's ρ", r, pByStudent(r, x.size()), x, y));
    }

    public static Finding kendall(Sample x, Sample y) {
        double tau = isDefined(x, y) ? new KendallsCorrelation().correlation(x.values(), y.values()) : Double.NaN;
        Ties inX = Ties.of(x.sorted());
        Ties inY = Ties.of(y.sorted());
        double n = x.size();
        double pairs = n * (n - 1) / 2;
        double score = tau * Math.sqrt((pairs - inX.pairs) * (pairs - inY.pairs));
        double variance = (n * (n - 1) * (2 * n + 5) - inX.cubic - inY.cubic) / 18
                + 2 * inX.pairs * inY.pairs / (n * (n - 1))
                + inX.triples * inY.triples / (9 * n * (n - 1) * (n - 2));
        double z = score / Math.sqrt(n < 3 ? Double.NaN : variance);
        double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
        return draft(tau, x, y)
                .number("z", z)
                .number("pValue", p)
                .warnIf(n < FEW, "There are only " + x.size() + " pairs: p is by an approximation for more")
                .saying(sentence("Kendall's τ", tau, p, x, y));
    }

    private static Finding.Draft byStudent(double r, double variance, Sample x, Sample y, double level) {
        int n = x.size();
        double t = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
        double reach = n < 4
                ? Double.NaN
                : NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2) * Math.sqrt(variance);
        double z = 0.5 * Math.log((1 + r) / (1 - r));
        return draft(r, x, y)
                .number("low", Math.tanh(z - reach))
                .number("high", Math.tanh(z + reach))
                .number("t", t)
                .number("degreesOfFreedom", n - 2)
                .number("pValue", pByStudent(r, n))
                .warnIf(n < FEW, "There are only " + n + " pairs");
    }

    private static double pByStudent(double r, int n) {
        if (n < 3 || Double.isNaN(r)) {
            return Double.NaN;
        }
        double t = Math.abs(r) * Math.sqrt((n - 2) / Math.max(0, (1 - r) * (1 + r)));
        return Double.isInfinite(t) ? 0 : 2 * TDistribution.of(n - 2).survivalProbability(t);
    }

    private static Finding.Draft draft(double coefficient, Sample x, Sample y) {
        return new Finding.Draft(x.size())
                .number("coefficient", coefficient)
                .warnIf(x.size() < 2, "At least two events must have both " + x.field() + " and " + y.field())
                .warnIf(x.size() > 1 && x.isConstant(), "All values of " + x.field() + " are the same")
                .warnIf(y.size() > 1 && y.isConstant(), "All values of " + y.field() + " are the same");
    }

    private static boolean isDefined(Sample x, Sample y) {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x.size() + " values can't be paired with " + y.size());
        }
        return x.size() > 1 && !x.isConstant() && !y.isConstant();
    }

    private static String sentence(String name, double coefficient, double p, Sample x, Sample y) {
        if (Double.isNaN(coefficient)) {
            return "How " + x.field() + " and " + y.field() + " go together can't be told from these values";
        }
        String numbers =
                " (" + name + " " + Words.number(coefficient) + (Double.isNaN(p) ? ")" : ", " + Words.p(p) + ")");
        if (Double.isNaN(p) || !Words.isBelowUsualAlpha(p)) {
            return "There is no sure sign that " + x.field() + " and " + y.field() + " go together" + numbers;
        }
        return (coefficient > 0 ? "The larger %s, the larger %s" : "The larger %s, the smaller %s")
                        .formatted(x.field(), y.field())
                + numbers;
    }

    /** Equal values: of groups of t, the sums of t(t − 1)/2, of t(t − 1)(t − 2), and of t(t − 1)(2t + 5). */
    private record Ties(double pairs, double triples, double cubic) {
        static Ties of(double[] sorted) {
            double pairs = 0;
            double triples = 0;
            double cubic = 0;
            int start = 0;
            for (int i = 1; i <= sorted.length; i++) {
                if (i == sorted.length || sorted[i] != sorted[start]) {
                    double t = i - start;
                    pairs += t * (t - 1) / 2;
                    triples += t * (t - 1) * (t - 2);
                    cubic += t * (t - 1) * (2 * t + 5);
                    start = i;
                }
            }
            return new Ties(pairs, triples, cubic);
        }
    }
}
