package spoor.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statistical procedure and what it is of. A field of numbers may hold text that spells numbers; a time counts in seconds since 1970;
 * an event where one of the fields holds no finite number is left out. {@code level} is that of the confidence intervals, 0.5 to 0.999999.
 */
public sealed interface StatsTest {
    /** As it is written in JSON. */
    default String name() {
        return switch (this) {
            case Describe _ -> "describe";
            case Correlation _ -> "correlation";
            case TwoSample test ->
                switch (test.method()) {
                    case T_TEST -> "tTest";
                    case WELCH -> "welch";
                    case MANN_WHITNEY -> "mannWhitney";
                    case KOLMOGOROV_SMIRNOV -> "kolmogorovSmirnov";
                };
            case Independence test ->
                switch (test.method()) {
                    case CHI_SQUARE -> "chiSquare";
                    case G_TEST -> "gTest";
                };
            case Fisher _ -> "fisher";
            case Linear _ -> "linear";
            case Logistic _ -> "logistic";
            case Fit _ -> "fit";
            case Entropy _ -> "entropy";
            case Divergence _ -> "divergence";
            case Adjust _ -> "adjust";
        };
    }

    /** Mean, spread, shape and quantiles of a field's numbers, with confidence intervals. */
    record Describe(String field, double level) implements StatsTest {}

    /** How two fields go together, over the events that have both. */
    record Correlation(String x, String y, Coefficient method, double level) implements StatsTest {
        /** By the values, by their ranks, or by how many pairs are in the same order (τ-b). */
        public enum Coefficient {
            PEARSON,
            SPEARMAN,
            KENDALL
        }
    }

    /** Whether a field's numbers differ between the selection and the other one. */
    record TwoSample(Procedure method, String field, double level) implements StatsTest {
        /** Student's t, Welch's t, the rank sum, or the distance of the distribution functions. */
        public enum Procedure {
            T_TEST,
            WELCH,
            MANN_WHITNEY,
            KOLMOGOROV_SMIRNOV
        }
    }

    /**
     * Whether two fields are independent, by Pearson's χ² or by the likelihood ratio.
     *
     * @param columns null for the two selections
     */
    record Independence(
            Statistic method, String rows, @Nullable String columns) implements StatsTest {
        /** Pearson's χ² or the likelihood ratio G. */
        public enum Statistic {
            CHI_SQUARE,
            G_TEST
        }
    }

    /**
     * Whether matching one query is independent of matching another, exactly.
     *
     * @param rows a query in Lucene syntax
     * @param columns a query in Lucene syntax; null for the two selections
     */
    record Fisher(String rows, @Nullable String columns, double level) implements StatsTest {}

    /** A number as a linear function of others, by least squares. */
    record Linear(String y, List<String> x, double level) implements StatsTest {
        public Linear {
            x = List.copyOf(x);
        }
    }

    /**
     * The odds that an event matches a query as a function of its numbers.
     *
     * @param outcome a query in Lucene syntax
     */
    record Logistic(String outcome, List<String> x, double level) implements StatsTest {
        public Logistic {
            x = List.copyOf(x);
        }
    }

    /** Which distribution a field's numbers follow; all are tried where none is named. */
    record Fit(String field, List<Distribution> distributions) implements StatsTest {
        public Fit {
            distributions = List.copyOf(distributions);
        }

        /** All but the normal one are of positive numbers; the exponential one of 0 too. */
        public enum Distribution {
            NORMAL,
            LOG_NORMAL,
            EXPONENTIAL,
            GAMMA,
            WEIBULL,
            PARETO
        }
    }

    /** How evenly a field's values are spread. */
    record Entropy(String field) implements StatsTest {}

    /**
     * How much a field's values differ between the selection and the other one.
     *
     * @param smoothing what is added to the count of each value; 0 for none
     */
    record Divergence(String field, double smoothing) implements StatsTest {}

    /** p-values, corrected for that there are many. */
    record Adjust(List<Double> pValues, Correction method) implements StatsTest {
        public Adjust {
            pValues = List.copyOf(pValues);
        }

        /** The first two keep the probability of any false discovery, the last the share of the false among the discoveries. */
        public enum Correction {
            BONFERRONI,
            HOLM,
            BENJAMINI_HOCHBERG
        }
    }
}
