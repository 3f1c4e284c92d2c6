package spoor.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A time that does not say its year, as RFC 3164 (section 4.1.2) writes it: {@code Oct 11 22:14:15}.
 *
 * @param zone in which its clock stands
 */
public record YearlessTime(MonthDay day, LocalTime time, ZoneId zone) {
    /** As many years on either side as there can be between a 29th of February and the nearest one. */
    private static final int YEARS = 7;

    /** In the year in which it lies nearest to {@code receivedAt}: on New Year's Day, 31 December is yesterday. */
    public Instant nearest(Instant receivedAt) {
        int year = receivedAt.atZone(zone).getYear();
        return IntStream.rangeClosed(year - YEARS, year + YEARS)
                .filter(day::isValidYear)
                .mapToObj(candidate ->
                        day.atYear(candidate).atTime(time).atZone(zone).toInstant())
                .filter(TimeRange::contains)
                .min(Comparator.comparing(
                        candidate -> Duration.between(candidate, receivedAt).abs()))
                .orElse(receivedAt);
    }
}
