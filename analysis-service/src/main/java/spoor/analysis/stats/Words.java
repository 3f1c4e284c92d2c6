package spoor.analysis.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as they stand in sentences, the same everywhere. */
final class Words {
    /** Below this a difference is called one. */
    private static final double USUAL_ALPHA = 0.05;

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double PLAIN_FROM = 0.0001;
    private static final double PLAIN_BELOW = 1e9;

    private Words() {}

    /** With four significant digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not known" : value > 0 ? "infinite" : "minus infinite";
        }
        double size = Math.abs(value);
        if (value == 0 || (size >= PLAIN_FROM && size < PLAIN_BELOW)) {
            BigDecimal rounded = size >= 1_000 ? BigDecimal.valueOf(Math.round(value)) : new BigDecimal(value);
            return (size >= 1_000 ? rounded : rounded.round(FOUR_DIGITS))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return String.format(Locale.ROOT, "%.3e", value);
    }

    /** As {@code p = 0.012} or {@code p < 0.0001}. */
    static String p(double p) {
        return p < PLAIN_FROM ? "p < 0.0001" : "p = " + number(p);
    }

    static String percent(double share) {
        double percent = 100 * share;
        return percent > 0 && percent < 0.01 ? "< 0.01 %" : String.format(Locale.ROOT, "%.3g %%", percent);
    }

    static String level(double level) {
        return number(100 * level) + " %";
    }

    static boolean isBelowUsualAlpha(double p) {
        return p < USUAL_ALPHA;
    }
}
