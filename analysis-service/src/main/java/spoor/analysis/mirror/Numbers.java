package spoor.analysis.mirror;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as they are written in requests. */
final class Numbers {
    private Numbers() {}

    /** The finite number that a text spells in decimal digits, or null where it spells none. */
    static @Nullable Double parse(String text) {
        try {
            double number = new BigDecimal(text).doubleValue();
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
