package spoor.storage.postgres;

import java.time.Instant;

/**
 * The times that a row can hold: the years 1 to 9999, well within what PostgreSQL can. A time outside becomes the nearest one
 * inside, so that one absurd clock cannot keep a whole batch out; the event's bytes still say what it was.
 */
final class TimeRange {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private TimeRange() {}

    static Instant nearest(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time;
    }
}
