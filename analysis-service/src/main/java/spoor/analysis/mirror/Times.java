package spoor.analysis.mirror;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import spoor.event.TimeRange;

/** Instants as microseconds since 1970 and back. */
final class Times {
    private Times() {}

    /** Without loss within {@link TimeRange}; its nearer end for a time beyond, which no event has. */
    static long micros(Instant time) {
        Instant within = time.isBefore(TimeRange.FIRST) ? TimeRange.FIRST : time;
        return ChronoUnit.MICROS.between(Instant.EPOCH, within.isAfter(TimeRange.END) ? TimeRange.END : within);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
