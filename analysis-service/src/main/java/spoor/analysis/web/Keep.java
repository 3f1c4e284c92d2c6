package spoor.analysis.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** For how long a dataset keeps what it receives, as it is written. */
final class Keep {
    private static final String FOREVER = "forever";
    private static final Period LONGEST = Period.ofYears(1_000);

    private Keep() {}

    /** @param keep null for ever */
    static String text(@Nullable Period keep) {
        return keep == null ? FOREVER : keep.toString();
    }

    /**
     * A day at least and 1,000 years at the most, or null for ever.
     *
     * @throws RequestException if it is anything else
     */
    static @Nullable Period parse(String text) {
        if (text.equalsIgnoreCase(FOREVER)) {
            return null;
        }
        try {
            Period keep = Period.parse(text);
            boolean isShort = !LocalDate.EPOCH.plus(keep).isAfter(LocalDate.EPOCH.plus(LONGEST));
            if (!keep.isZero() && !keep.isNegative() && isShort) {
                return keep;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static RequestException wrong(String text) {
        return new RequestException(
                ErrorCode.INVALID_REQUEST,
                Problem.at(
                        "keep",
                        "'%s' is neither 'forever' nor a period of a day at least, such as P30D, P6M or P1Y"
                                .formatted(text)));
    }
}
