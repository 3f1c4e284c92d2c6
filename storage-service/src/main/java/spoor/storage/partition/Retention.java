package spoor.storage.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** For how long days are kept. */
public final class Retention {
    private Retention() {}

    /**
     * The first day that is still kept. Days are dropped whole, so that everything is kept for {@code keep} at least, and for a day
     * longer at the most.
     *
     * @throws IllegalArgumentException if that is not a day at least
     */
    public static LocalDate firstKept(Period keep, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = today.minus(keep);
        if (!first.isBefore(today)) {
            throw new IllegalArgumentException("Days are kept for one day at least, not for " + keep);
        }
        return first;
    }
}
