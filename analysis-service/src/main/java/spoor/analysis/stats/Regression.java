package spoor.analysis.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.regression.MillerUpdatingRegression;
import org.apache.commons.math3.stat.regression.RegressionResults;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A number as a linear function of others: y = β₀ + Σ βⱼ·xⱼ + ε, by least squares.
 *
 * <p>By updating a QR decomposition (Miller 1992, doi:10.2307/2347583), so in O(n·k²) time and O(k²) memory. Each term has its {@code
 * estimate}, {@code standardError}, {@code t} with n − k − 1 degrees of freedom, two-sided {@code pValue} and interval; the whole has
 * {@code rSquared}, the share of the variance of y that it explains, {@code adjustedRSquared}, {@code residualStandardError} and the F test
 * of all βⱼ = 0. The intervals and p-values are right for errors that are independent and vary alike.
 *
 * <p>Needs more events than terms; where an x is constant, or follows from the others, nothing is computed.
 */
public final class Regression {
    static final String INTERCEPT = "(intercept)";

    private Regression() {}

    /**
     * A linear regression.
     *
     * @param x of the same events as y, in the same order
     */
    public static Finding linear(Sample y, List<Sample> x, double level) {
        int terms = x.size() + 1;
        int n = y.size();
        if (n <= terms) {
            return Finding.none(n, "%d events have all fields; %d terms need more".formatted(n, terms));
        }
        for (Sample one : x) {
            if (one.isConstant()) {
                return Finding.none(n, "All values of " + one.field() + " are the same: nothing can depend on it");
            }
        }
        if (y.isConstant()) {
            return Finding.none(n, "All values of " + y.field() + " are the same: there is nothing to explain");
        }
        MillerUpdatingRegression miller = new MillerUpdatingRegression(x.size(), true);
        double[] row = new double[x.size()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = x.get(j).values()[i];
            }
            miller.addObservation(row, y.values()[i]);
        }
        RegressionResults result = miller.regress();
        double[] estimates = result.getParameterEstimates();
        double[] errors = result.getStdErrorOfEstimates();
        for (int j = 0; j < terms; j++) {
            if (Double.isNaN(estimates[j]) || Double.isNaN(errors[j])) {
                return Finding.none(
                        n,
                        (j == 0 ? "A field" : x.get(j - 1).field()) + " follows from the other fields: leave it out");
            }
        }
        double freedom = n - terms;
        double rSquared = result.getRSquared();
        double f = rSquared / x.size() / ((1 - rSquared) / freedom);
        double p =
                Double.isInfinite(f) ? 0 : FDistribution.of(x.size(), freedom).survivalProbability(f);
        Finding.Draft draft = new Finding.Draft(n)
                .number("rSquared", rSquared)
                .number("adjustedRSquared", result.getAdjustedRSquared())
                .number("residualStandardError", Math.sqrt(result.getMeanSquareError()))
                .number("degreesOfFreedom", freedom)
                .number("f", f)
                .number("pValue", p)
                .warnIf(n < 10 * terms, "There are fewer than ten events for each term");
        double critical = Description.t(freedom, level);
        for (int j = 0; j < terms; j++) {
            draft.part(j == 0 ? INTERCEPT : x.get(j - 1).field(), term(estimates[j], errors[j], freedom, critical));
        }
        return draft.saying((Words.isBelowUsualAlpha(p)
                        ? "%s explains %s of how %s varies (%s)"
                        : "There is no sure sign that %s explains (by %s) how %s varies (%s)")
                .formatted(
                        String.join(", ", x.stream().map(Sample::field).toList()),
                        Words.percent(rSquared),
                        y.field(),
                        Words.p(p)));
    }

    private static Map<String, Double> term(double estimate, double error, double freedom, double critical) {
        double t = estimate / error;
        Map<String, Double> term = new LinkedHashMap<>();
        term.put("estimate", estimate);
        term.put("standardError", error);
        term.put("t", t);
        term.put(
                "pValue",
                Double.isFinite(t) ? 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)) : Double.NaN);
        term.put("low", estimate - critical * error);
        term.put("high", estimate + critical * error);
        return term;
    }
}
