package spoor.analysis.stats;

import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/**
 * Whether the numbers of two independent samples differ; all p-values are two-sided.
 *
 * <ul>
 *   <li>{@code tTest}: the means, if both samples vary alike (Student 1908, doi:10.1093/biomet/6.1.1). Two values each.
 *   <li>{@code welch}: the means, however they vary (Welch 1947, doi:10.1093/biomet/34.1-2.28). Two values each.
 *   <li>{@code mannWhitney}: whether one's values tend to be larger (Mann and Whitney 1947, doi:10.1214/aoms/1177730491). U is the number
 *       of pairs where the selection's value is the larger, equals counting half. Exact for few values without equals, else by
 *       the normal approximation with corrections for equals and continuity.
 *   <li>{@code kolmogorovSmirnov}: the largest distance D of the distribution functions (Smirnov 1948, doi:10.1214/aoms/1177730256). Exact
 *       up to 10,000 pairs, else asymptotic; conservative where values are equal.
 * </ul>
 *
 * <p>Effects: {@code cohensD}, the difference of the means over the common standard deviation; {@code superiority}, the probability that a
 * value of the selection is the larger (½: alike). O(n log n).
 */
public final class TwoSamples {
    private static final int FEW = 10;

    private TwoSamples() {}

    /**
     * Student's test.
     *
     * @param level of the interval of the difference, between 0 and 1
     */
    public static Finding student(Sample x, Sample y, double level) {
        return means(x, y, level, DataDispersion.HOMOSCEDASTIC);
    }

    /**
     * Welch's test.
     *
     * @param level of the interval of the difference, between 0 and 1
     */
    public static Finding welch(Sample x, Sample y, double level) {
        return means(x, y, level, DataDispersion.HETEROSCEDASTIC);
    }

    private static Finding means(Sample x, Sample y, double level, DataDispersion dispersion) {
        if (x.size() < 2 || y.size() < 2) {
            return tooFew(x, y, 2);
        }
        Moments one = Moments.of(x);
        Moments other = Moments.of(y);
        double difference = one.mean - other.mean;
        double pooled = ((one.n - 1) * one.variance + (other.n - 1) * other.variance) / (one.n + other.n - 2);
        Finding.Draft draft = draft(x, y)
                .number("mean", one.mean)
                .number("otherMean", other.mean)
                .number("difference", difference)
                .number("cohensD", difference / Math.sqrt(pooled));
        if (x.isConstant() && y.isConstant()) {
            return draft.warnIf(true, "All values of each selection are the same: there is nothing to measure by")
                    .saying("%s is always %s in the selection and always %s in the other"
                            .formatted(x.field(), Words.number(one.mean), Words.number(other.mean)));
        }
        TTest.Result result = TTest.withDefaults().with(dispersion).test(x.values(), y.values());
        double freedom = result.getDegreesOfFreedom();
        double error = dispersion == DataDispersion.HOMOSCEDASTIC
                ? Math.sqrt(pooled * (1 / one.n + 1 / other.n))
                : Math.sqrt(one.variance / one.n + other.variance / other.n);
        double reach = error * Description.t(freedom, level);
        double p = result.getPValue();
        return draft.number("differenceLow", difference - reach)
                .number("differenceHigh", difference + reach)
                .number("t", result.getStatistic())
                .number("degreesOfFreedom", freedom)
                .number("pValue", p)
                .warnIf(
                        dispersion == DataDispersion.HOMOSCEDASTIC
                                && Math.max(one.variance, other.variance) > 4 * Math.min(one.variance, other.variance),
                        "The selections vary very differently: 'welch' allows for that")
                .saying(
                        Words.isBelowUsualAlpha(p)
                                ? "The mean of %s is %s by %s in the selection: %s against %s (%s)"
                                        .formatted(
                                                x.field(),
                                                difference > 0 ? "larger" : "smaller",
                                                Words.number(Math.abs(difference)),
                                                Words.number(one.mean),
                                                Words.number(other.mean),
                                                Words.p(p))
                                : "There is no sure sign that the means of %s differ: %s and %s (%s)"
                                        .formatted(
                                                x.field(),
                                                Words.number(one.mean),
                                                Words.number(other.mean),
                                                Words.p(p)));
    }

    /** One value each. */
    public static Finding mannWhitney(Sample x, Sample y) {
        if (x.size() < 1 || y.size() < 1) {
            return tooFew(x, y, 1);
        }
        boolean areAllEqual = x.isConstant() && y.isConstant() && x.values()[0] == y.values()[0];
        MannWhitneyUTest.Result result = MannWhitneyUTest.withDefaults().test(x.values(), y.values());
        double superiority = result.getStatistic() / x.size() / y.size();
        double p = areAllEqual ? 1 : result.getPValue();
        double median = Median.withDefaults().evaluate(x.values());
        double otherMedian = Median.withDefaults().evaluate(y.values());
        return draft(x, y)
                .number("u", result.getStatistic())
                .number("pValue", p)
                .number("superiority", superiority)
                .number("median", median)
                .number("otherMedian", otherMedian)
                .warnIf(result.hasTiedValues(), "There are equal values: p is by an approximation that allows for them")
                .saying(
                        Words.isBelowUsualAlpha(p)
                                ? "%s tends to be %s in the selection: of two values at random, its is the larger with probability %s (%s)"
                                        .formatted(
                                                x.field(),
                                                superiority > 0.5 ? "larger" : "smaller",
                                                Words.number(superiority),
                                                Words.p(p))
                                : "There is no sure sign that %s tends to be larger in one of the selections (%s)"
                                        .formatted(x.field(), Words.p(p)));
    }

    /** Two values each. */
    public static Finding kolmogorovSmirnov(Sample x, Sample y) {
        if (x.size() < 2 || y.size() < 2) {
            return tooFew(x, y, 2);
        }
        KolmogorovSmirnovTest.TwoResult result =
                KolmogorovSmirnovTest.withDefaults().test(x.values(), y.values());
        double p = result.getPValue();
        return draft(x, y)
                .number("d", result.getStatistic())
                .number("pValue", p)
                .warnIf(
                        result.hasSignificantTies(),
                        "There are equal values in both selections: the true p may be smaller or larger")
                .saying(
                        Words.isBelowUsualAlpha(p)
                                ? "%s is distributed differently in the selections: the share below some value differs by up to %s (%s)"
                                        .formatted(x.field(), Words.percent(result.getStatistic()), Words.p(p))
                                : "There is no sure sign that %s is distributed differently in the selections (%s)"
                                        .formatted(x.field(), Words.p(p)));
    }

    private static Finding.Draft draft(Sample x, Sample y) {
        return new Finding.Draft((long) x.size() + y.size())
                .number("selected", x.size())
                .number("other", y.size())
                .warnIf(
                        Math.min(x.size(), y.size()) < FEW,
                        "There are only " + Math.min(x.size(), y.size()) + " values in one of the selections");
    }

    private static Finding tooFew(Sample x, Sample y, int needed) {
        return Finding.none(
                (long) x.size() + y.size(),
                "Each selection must have %d values of %s at least; they have %d and %d"
                        .formatted(needed, x.field(), x.size(), y.size()));
    }

    private record Moments(double n, double mean, double variance) {
        static Moments of(Sample sample) {
            DoubleStatistics of = DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.VARIANCE), sample.values());
            return new Moments(sample.size(), of.getAsDouble(Statistic.MEAN), of.getAsDouble(Statistic.VARIANCE));
        }
    }
}
