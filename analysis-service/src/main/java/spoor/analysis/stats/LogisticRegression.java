package spoor.analysis.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The odds of an outcome as a function of numbers: ln(p/(1 − p)) = β₀ + Σ βⱼ·xⱼ, by maximum likelihood.
 *
 * <p>By iteratively reweighted least squares (Nelder and Wedderburn 1972, doi:10.2307/2344614), each x first brought to mean 0 and
 * deviation 1, so that bytes and ports can stand side by side; until the deviance changes by less than 10⁻¹⁰ of itself, {@value #ROUNDS}
 * rounds at the most. O(rounds · n · k²) time, O(k²) memory. Each term has its {@code estimate}, {@code standardError}, {@code z} with a
 * two-sided {@code pValue} (Wald), interval, and {@code oddsRatio} = exp(estimate); the whole has the {@code deviance}, that of no x, the
 * likelihood-ratio test between them, {@code aic}, and McFadden's {@code pseudoRSquared} = 1 − deviance/nullDeviance.
 *
 * <p>Where some combination of the x tells the outcome without fail, for all events or at an edge, there is no maximum (Albert and Anderson
 * 1984, doi:10.1093/biomet/71.1.1): the number {@code separated} is 1 then, and the terms mean nothing.
 */
public final class LogisticRegression {
    private static final int ROUNDS = 50;
    private static final int HALVINGS = 20;
    private static final double TOLERANCE = 1e-10;

    /** So little is left of the deviance where the outcome is told without fail. */
    private static final double NOTHING = 1e-6;

    /** An estimate for one deviation of x that is larger than this, and less sure than it is large, is on its way to infinity. */
    private static final double VAST = 5;

    private static final int FEW = 10;

    private final boolean[] outcome;
    private final List<Sample> x;
    private final int terms;
    private final double[] means;
    private final double[] deviations;

    private LogisticRegression(boolean[] outcome, List<Sample> x) {
        this.outcome = outcome;
        this.x = x;
        terms = x.size() + 1;
        means = x.stream()
                .mapToDouble(one -> Mean.of(one.values()).getAsDouble())
                .toArray();
        deviations = x.stream()
                .mapToDouble(one -> StandardDeviation.of(one.values()).getAsDouble())
                .toArray();
    }

    /**
     * A logistic regression.
     *
     * @param name of the outcome
     * @param outcome whether it is so, for each event
     * @param x of the same events, in the same order
     */
    public static Finding of(String name, boolean[] outcome, List<Sample> x, double level) {
        int n = outcome.length;
        int matching = 0;
        for (boolean is : outcome) {
            matching += is ? 1 : 0;
        }
        if (n <= x.size() + 1) {
            return Finding.none(n, "%d events have all fields; %d terms need more".formatted(n, x.size() + 1));
        }
        if (matching == 0 || matching == n) {
            return Finding.none(n, "%d of %d events match %s: some must, and some not".formatted(matching, n, name));
        }
        for (Sample one : x) {
            if (one.isConstant()) {
                return Finding.none(n, "All values of " + one.field() + " are the same: nothing can depend on it");
            }
        }
        LogisticRegression regression = new LogisticRegression(outcome, x);
        Fit fit = regression.fit(Math.log((double) matching / (n - matching)));
        if (fit.covariance == null) {
            return Finding.none(n, "A field of x follows from the others: leave it out");
        }
        return regression.finding(name, fit, matching, level);
    }

    /**
     * Where the rounds ended.
     *
     * @param covariance of the estimates for standardised x; null where they can't be told from each other
     */
    private record Fit(
            double[] estimates, @Nullable RealMatrix covariance, double deviance, boolean hasConverged, int rounds) {}

    private Fit fit(double nullEstimate) {
        double[] estimates = new double[terms];
        estimates[0] = nullEstimate;
        double deviance = deviance(estimates);
        for (int round = 1; round <= ROUNDS; round++) {
            Step step = step(estimates);
            if (step.change == null) {
                return new Fit(estimates, round == 1 ? null : identity(), deviance, false, round);
            }
            double[] next = moved(estimates, step.change, 1);
            double nextDeviance = deviance(next);
            for (int half = 1; half <= HALVINGS && !(nextDeviance <= deviance + TOLERANCE); half++) {
                next = moved(estimates, step.change, Math.pow(0.5, half));
                nextDeviance = deviance(next);
            }
            boolean hasConverged = Math.abs(deviance - nextDeviance) <= TOLERANCE * (nextDeviance + TOLERANCE);
            estimates = next;
            deviance = nextDeviance;
            if (hasConverged) {
                return converged(estimates, step, deviance, round);
            }
        }
        return new Fit(estimates, null, deviance, false, ROUNDS);
    }

    /** With one step more, since the deviance stops to change before the estimates are known to all their digits. */
    private Fit converged(double[] estimates, Step before, double deviance, int rounds) {
        Step last = step(estimates);
        return last.change == null
                ? new Fit(estimates, before.covariance, deviance, true, rounds)
                : new Fit(moved(estimates, last.change, 1), last.covariance, deviance, true, rounds);
    }

    private RealMatrix identity() {
        return MatrixUtils.createRealIdentityMatrix(terms);
    }

    /** Both null where the information is singular. */
    private record Step(
            double @Nullable [] change, @Nullable RealMatrix covariance) {}

    /** Newton's: the inverse of Σ p(1 − p)·z·zᵀ times Σ (y − p)·z. */
    private Step step(double[] estimates) {
        double[][] information = new double[terms][terms];
        double[] score = new double[terms];
        double[] z = new double[terms];
        z[0] = 1;
        for (int i = 0; i < outcome.length; i++) {
            double p = 1 / (1 + Math.exp(-predictor(estimates, z, i)));
            double weight = p * (1 - p);
            double left = (outcome[i] ? 1 : 0) - p;
            for (int a = 0; a < terms; a++) {
                score[a] += left * z[a];
                for (int b = 0; b <= a; b++) {
                    information[a][b] += weight * z[a] * z[b];
                }
            }
        }
        for (int a = 0; a < terms; a++) {
            for (int b = 0; b < a; b++) {
                information[b][a] = information[a][b];
            }
        }
        try {
            var solver = new CholeskyDecomposition(
                            new Array2DRowRealMatrix(information, false), 1e-9, information[0][0] * 1e-11)
                    .getSolver();
            return new Step(solver.solve(new ArrayRealVector(score, false)).toArray(), solver.getInverse());
        } catch (NonPositiveDefiniteMatrixException e) {
            return new Step(null, null);
        }
    }

    /** Also brings the event's standardised x into {@code z}. */
    private double predictor(double[] estimates, double[] z, int event) {
        double predictor = estimates[0];
        for (int j = 1; j < terms; j++) {
            z[j] = (x.get(j - 1).values()[event] - means[j - 1]) / deviations[j - 1];
            predictor += estimates[j] * z[j];
        }
        return predictor;
    }

    /** −2 ln likelihood. */
    private double deviance(double[] estimates) {
        double[] z = new double[terms];
        double sum = 0;
        for (int i = 0; i < outcome.length; i++) {
            double predictor = predictor(estimates, z, i);
            double against = outcome[i] ? -predictor : predictor;
            sum += against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
        }
        return 2 * sum;
    }

    private static double[] moved(double[] from, double[] by, double share) {
        double[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += share * by[i];
        }
        return moved;
    }

    private Finding finding(String name, Fit fit, int matching, double level) {
        int n = outcome.length;
        RealMatrix covariance = Objects.requireNonNull(fit.covariance);
        double share = (double) matching / n;
        double nullDeviance = -2 * (matching * Math.log(share) + (n - matching) * Math.log1p(-share));
        boolean isSeparated = fit.deviance < NOTHING * nullDeviance || isUnbounded(fit, covariance);
        double ratio = Math.max(0, nullDeviance - fit.deviance);
        double p = ChiSquaredDistribution.of(x.size()).survivalProbability(ratio);
        Finding.Draft draft = new Finding.Draft(n)
                .number("matching", matching)
                .number("deviance", fit.deviance)
                .number("nullDeviance", nullDeviance)
                .number("chiSquare", ratio)
                .number("degreesOfFreedom", x.size())
                .number("pValue", p)
                .number("aic", fit.deviance + 2 * terms)
                .number("pseudoRSquared", 1 - fit.deviance / nullDeviance)
                .number("rounds", fit.rounds)
                .number("converged", fit.hasConverged ? 1 : 0)
                .number("separated", isSeparated ? 1 : 0)
                .warnIf(
                        isSeparated,
                        "The fields tell the outcome without fail, for all events or at an edge: the terms are on their way to infinity and mean nothing")
                .warnIf(!fit.hasConverged && !isSeparated, "It has not converged in " + fit.rounds + " rounds")
                .warnIf(
                        Math.min(matching, n - matching) < FEW * x.size(),
                        "The rarer outcome has fewer than ten events for each field: the estimates are biased");
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        for (int term = 0; term < terms; term++) {
            draft.part(
                    term == 0 ? Regression.INTERCEPT : x.get(term - 1).field(),
                    term(inUnits(term), fit.estimates, covariance, critical));
        }
        return draft.saying(
                isSeparated
                        ? "%s tells without fail whether an event matches %s".formatted(fields(), name)
                        : (Words.isBelowUsualAlpha(p)
                                        ? "Whether an event matches %s depends on %s (pseudo R² %s, %s)"
                                        : "There is no sure sign that whether an event matches %s depends on %s (pseudo R² %s, %s)")
                                .formatted(name, fields(), Words.number(1 - fit.deviance / nullDeviance), Words.p(p)));
    }

    private String fields() {
        return String.join(", ", x.stream().map(Sample::field).toList());
    }

    private static boolean isUnbounded(Fit fit, RealMatrix covariance) {
        for (int j = 1; j < fit.estimates.length; j++) {
            double size = Math.abs(fit.estimates[j]);
            if (size > VAST && (!fit.hasConverged || Math.sqrt(covariance.getEntry(j, j)) > size)) {
                return true;
            }
        }
        return false;
    }

    /** How a term is put together from those of standardised x. */
    private double[] inUnits(int term) {
        double[] weights = new double[terms];
        if (term > 0) {
            weights[term] = 1 / deviations[term - 1];
            return weights;
        }
        weights[0] = 1;
        for (int j = 1; j < terms; j++) {
            weights[j] = -means[j - 1] / deviations[j - 1];
        }
        return weights;
    }

    private static Map<String, Double> term(
            double[] weights, double[] estimates, RealMatrix covariance, double critical) {
        ArrayRealVector by = new ArrayRealVector(weights, false);
        double estimate = by.dotProduct(new ArrayRealVector(estimates, false));
        double error = Math.sqrt(by.dotProduct(covariance.operate(by)));
        double z = estimate / error;
        Map<String, Double> term = new LinkedHashMap<>();
        term.put("estimate", estimate);
        term.put("standardError", error);
        term.put("z", z);
        term.put("pValue", 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z)));
        term.put("low", estimate - critical * error);
        term.put("high", estimate + critical * error);
        term.put("oddsRatio", Math.exp(estimate));
        return term;
    }
}
