package spoor.analysis.stats;

import java.util.Arrays;
import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where the numbers of a sample lie, how far they spread, and what shape they have.
 *
 * <ul>
 *   <li>{@code mean} with Student's interval x̄ ± t · s/√n, which needs n ≥ 2 and is right for large n or normal values.
 *   <li>{@code median} with the interval of order statistics x₍q₎ … x₍n−q+1₎, q the quantile of Binomial(n, ½) at (1 − level)/2, which
 *       needs no distribution and n ≥ 6 at 95 % (Hahn and Meeker 1991, doi:10.1002/9780470316771, section 5.2).
 *   <li>{@code variance} and {@code standardDeviation} of a sample (n − 1), n ≥ 2; {@code skewness} (n ≥ 3) and excess {@code kurtosis} (n
 *       ≥ 4) without bias under normality, G₁ and G₂ of Joanes and Gill 1998, doi:10.1111/1467-9884.00122; none of a constant sample.
 *   <li>Quantiles by linear interpolation, type 7 of Hyndman and Fan 1996, doi:10.2307/2684934, as NumPy and R have it.
 *   <li>{@code medianAbsoluteDeviation} from the median, not scaled.
 * </ul>
 *
 * <p>O(n log n).
 */
public final class Description {
    private static final Quantile QUANTILE = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
    private static final int FEW = 30;

    private Description() {}

    /**
     * Describes a sample.
     *
     * @param level of the intervals, between 0 and 1
     */
    public static Finding of(Sample sample, double level) {
        int n = sample.size();
        if (n == 0) {
            return Finding.none(0, "No event has a number in " + sample.field());
        }
        double[] sorted = sample.sorted();
        DoubleStatistics moments = DoubleStatistics.of(
                EnumSet.of(
                        Statistic.MEAN,
                        Statistic.VARIANCE,
                        Statistic.STANDARD_DEVIATION,
                        Statistic.SKEWNESS,
                        Statistic.KURTOSIS,
                        Statistic.SUM),
                sample.values());
        boolean isConstant = sample.isConstant();
        double mean = moments.getAsDouble(Statistic.MEAN);
        double deviation = n < 2 ? Double.NaN : moments.getAsDouble(Statistic.STANDARD_DEVIATION);
        double error = deviation / Math.sqrt(n);
        double reach = n < 2 ? Double.NaN : error * t(n - 1, level);
        double[] quantiles = QUANTILE.evaluate(sorted, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);
        double median = quantiles[2];
        int rank = BinomialDistribution.of(n, 0.5).inverseCumulativeProbability((1 - level) / 2);
        boolean hasMedianInterval = rank >= 1;
        return new Finding.Draft(n)
                .number("mean", mean)
                .number("meanLow", mean - reach)
                .number("meanHigh", mean + reach)
                .number("standardError", error)
                .number("standardDeviation", deviation)
                .number("variance", n < 2 ? Double.NaN : moments.getAsDouble(Statistic.VARIANCE))
                .number("skewness", isConstant ? Double.NaN : moments.getAsDouble(Statistic.SKEWNESS))
                .number("kurtosis", isConstant ? Double.NaN : moments.getAsDouble(Statistic.KURTOSIS))
                .number("sum", moments.getAsDouble(Statistic.SUM))
                .number("min", sorted[0])
                .number("q05", quantiles[0])
                .number("q25", quantiles[1])
                .number("median", median)
                .number("medianLow", hasMedianInterval ? sorted[rank - 1] : Double.NaN)
                .number("medianHigh", hasMedianInterval ? sorted[n - rank] : Double.NaN)
                .number("q75", quantiles[3])
                .number("q95", quantiles[4])
                .number("q99", quantiles[5])
                .number("max", sorted[n - 1])
                .number("medianAbsoluteDeviation", medianAbsoluteDeviation(sorted, median))
                .warnIf(n < FEW, "There are only " + n + " values: the interval of the mean holds for normal ones")
                .warnIf(!hasMedianInterval, "Too few values for an interval of the median at " + Words.level(level))
                .warnIf(isConstant && n > 1, "All values are the same")
                .saying("Half of %s is below %s, and its mean is %s (%s)"
                        .formatted(
                                sample.field(),
                                Words.number(median),
                                Words.number(mean),
                                n < 2
                                        ? "of one value"
                                        : "at %s between %s and %s"
                                                .formatted(
                                                        Words.level(level),
                                                        Words.number(mean - reach),
                                                        Words.number(mean + reach))));
    }

    /** Of Student's distribution, so that ± it holds {@code level}. */
    static double t(double degreesOfFreedom, double level) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
    }

    private static double medianAbsoluteDeviation(double[] values, double median) {
        return Median.withDefaults()
                .withCopy(false)
                .evaluate(Arrays.stream(values)
                        .map(value -> Math.abs(value - median))
                        .toArray());
    }
}
