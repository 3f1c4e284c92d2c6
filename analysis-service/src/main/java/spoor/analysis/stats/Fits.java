package spoor.analysis.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.UnivariateSolverUtils;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import spoor.request.StatsTest.Fit.Distribution;

/**
 * Which distribution the numbers of a sample follow, each fitted by maximum likelihood with its location at 0.
 *
 * <ul>
 *   <li>{@code normal}: mean and standard deviation (√ of the mean squared deviation, so n below the root). {@code logNormal}: likewise of
 *       the logarithms, as {@code mu} and {@code sigma}. {@code exponential}: {@code mean}.
 *   <li>{@code gamma}: {@code shape} k where ln k − ψ(k) = ln x̄ − mean of ln x, {@code scale} = x̄/k (Choi and Wette 1969,
 *       doi:10.1080/00401706.1969.10490731). {@code weibull}: {@code shape} k where Σ xᵏ ln x/Σ xᵏ − 1/k = mean of ln x, {@code scale} = (Σ
 *       xᵏ/n)^(1/k) (Cohen 1965, doi:10.1080/00401706.1965.10490300).
 *   <li>{@code pareto}: {@code scale} = the least value, {@code shape} = n/Σ ln(x/scale) (Quandt 1966, doi:10.1007/BF02613419).
 * </ul>
 *
 * <p>Goodness: {@code logLikelihood}; {@code aic} = 2·parameters − 2·logLikelihood, the smaller the better among the distributions of one
 * sample (Akaike 1974, doi:10.1109/TAC.1974.1100705), by which they are ordered; {@code d}, the largest distance from the sample's
 * distribution function (Kolmogorov and Smirnov). It has no p-value, since the parameters come from the same numbers.
 *
 * <p>Needs two different values; all but the normal distribution need positive ones, the exponential one 0 or more. O(n log n).
 */
public final class Fits {
    /** Logarithms that lie closer together than this say nothing of a shape: what is computed of them is rounding. */
    private static final double CLOSE = 1e-6;

    private static final int FEW = 30;
    private static final int MOST_EVALUATIONS = 1_000;
    private static final double ACCURACY = 1e-13;

    /** Beyond this a distribution is far from the sample. */
    private static final double FAR = 0.1;

    private Fits() {}

    /**
     * Fits distributions to a sample.
     *
     * @param distributions to try; all where there are none
     */
    public static Finding of(Sample sample, List<Distribution> distributions) {
        int n = sample.size();
        if (sample.isConstant()) {
            return Finding.none(
                    n,
                    n == 0
                            ? "No event has a number in " + sample.field()
                            : "All values of " + sample.field() + " are the same: no distribution can be fitted");
        }
        double[] values = sample.values();
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        List<Fitted> fits = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        List<Distribution> wanted = distributions.isEmpty() ? List.of(Distribution.values()) : distributions;
        for (Distribution distribution : wanted) {
            fit(distribution, values, least).ifPresentOrElse(fits::add, () -> unfit.add(word(distribution)));
        }
        fits.sort(Comparator.comparingDouble(Fitted::aic).thenComparing(Fitted::name));
        Finding.Draft draft = new Finding.Draft(n)
                .warnIf(n < FEW, "There are only " + n + " values: many distributions fit so few")
                .warnIf(
                        !unfit.isEmpty(),
                        "Not fitted, since they are of positive numbers that do not all lie close together: "
                                + String.join(", ", unfit));
        fits.forEach(fit -> draft.part(fit.name(), fit.numbers()));
        if (fits.isEmpty()) {
            return draft.saying("None of these distributions can be fitted to " + sample.field());
        }
        Fitted best = fits.getFirst();
        return draft.warnIf(best.d() > FAR, "Even the best of them is far from the values: look at the histogram")
                .saying(
                        "Of %d distributions the %s one fits %s best (AIC %s); its distribution function is off by up to %s"
                                .formatted(
                                        fits.size(),
                                        best.name(),
                                        sample.field(),
                                        Words.number(best.aic()),
                                        Words.percent(best.d())));
    }

    private record Fitted(String name, Map<String, Double> parameters, double logLikelihood, double d) {
        double aic() {
            return 2.0 * parameters.size() - 2 * logLikelihood;
        }

        Map<String, Double> numbers() {
            Map<String, Double> numbers = new LinkedHashMap<>(parameters);
            numbers.put("logLikelihood", logLikelihood);
            numbers.put("aic", aic());
            numbers.put("d", d);
            return numbers;
        }
    }

    /** Nothing where the values can't come from the distribution. */
    private static Optional<Fitted> fit(Distribution distribution, double[] values, double least) {
        boolean isInside = switch (distribution) {
            case NORMAL -> true;
            case EXPONENTIAL -> least >= 0;
            case LOG_NORMAL, GAMMA, WEIBULL, PARETO -> least > 0 && deviation(logs(values)) > CLOSE;
        };
        if (!isInside) {
            return Optional.empty();
        }
        double mean = Mean.of(values).getAsDouble();
        return Optional.of(
                switch (distribution) {
                    case NORMAL -> {
                        double deviation = deviation(values);
                        yield fitted(
                                distribution,
                                Map.of("mean", mean, "standardDeviation", deviation),
                                NormalDistribution.of(mean, deviation),
                                values);
                    }
                    case LOG_NORMAL -> {
                        double[] logs = logs(values);
                        double mu = Mean.of(logs).getAsDouble();
                        double sigma = deviation(logs);
                        yield fitted(
                                distribution,
                                Map.of("mu", mu, "sigma", sigma),
                                LogNormalDistribution.of(mu, sigma),
                                values);
                    }
                    case EXPONENTIAL ->
                        fitted(distribution, Map.of("mean", mean), ExponentialDistribution.of(mean), values);
                    case GAMMA -> {
                        double shape = gammaShape(
                                Math.log(mean) - Mean.of(logs(values)).getAsDouble());
                        yield fitted(
                                distribution,
                                Map.of("shape", shape, "scale", mean / shape),
                                GammaDistribution.of(shape, mean / shape),
                                values);
                    }
                    case WEIBULL -> weibull(values);
                    case PARETO -> {
                        double logMean = Mean.of(logs(values)).getAsDouble();
                        double shape = 1 / (logMean - Math.log(least));
                        yield fitted(
                                distribution,
                                Map.of("scale", least, "shape", shape),
                                ParetoDistribution.of(least, shape),
                                values);
                    }
                });
    }

    private static double gammaShape(double s) {
        UnivariateFunction likelihood = k -> Math.log(k) - Gamma.digamma(k) - s;
        double start = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
        return solve(likelihood, start);
    }

    /** By values over their geometric mean, so that powers of them stay within reach. */
    private static Fitted weibull(double[] values) {
        double[] logs = logs(values);
        double logMean = Mean.of(logs).getAsDouble();
        UnivariateFunction likelihood = k -> {
            double sum = 0;
            double weighted = 0;
            for (double log : logs) {
                double power = Math.exp(k * (log - logMean));
                sum += power;
                weighted += power * (log - logMean);
            }
            return weighted / sum - 1 / k;
        };
        double shape = solve(likelihood, Math.PI / Math.sqrt(6) / deviation(logs));
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(shape * (log - logMean));
        }
        double scale = Math.exp(logMean + Math.log(sum / values.length) / shape);
        return fitted(
                Distribution.WEIBULL,
                Map.of("shape", shape, "scale", scale),
                WeibullDistribution.of(shape, scale),
                values);
    }

    private static double solve(UnivariateFunction function, double start) {
        double[] bracket = UnivariateSolverUtils.bracket(
                function, start, start * 1e-6, start * 1e6, start / 4, 2, MOST_EVALUATIONS);
        return new BrentSolver(ACCURACY, start * ACCURACY).solve(MOST_EVALUATIONS, function, bracket[0], bracket[1]);
    }

    private static Fitted fitted(
            Distribution distribution, Map<String, Double> parameters, ContinuousDistribution of, double[] values) {
        double logLikelihood = 0;
        for (double value : values) {
            logLikelihood += of.logDensity(value);
        }
        double d = KolmogorovSmirnovTest.withDefaults().statistic(values, of::cumulativeProbability);
        return new Fitted(word(distribution), new TreeMap<>(parameters), logLikelihood, d);
    }

    private static double[] logs(double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    private static double deviation(double[] values) {
        return StandardDeviation.of(values).setBiased(true).getAsDouble();
    }

    private static String word(Distribution distribution) {
        return distribution == Distribution.LOG_NORMAL
                ? "logNormal"
                : distribution.name().toLowerCase(Locale.ROOT);
    }
}
