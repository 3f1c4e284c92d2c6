package spoor.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One security event as it was read: three times and its columns. Times have microsecond precision, as PostgreSQL keeps them, and
 * lie within {@link TimeRange}.
 *
 * @param time the corrected time, used for analysis
 * @param occurredAt what the source's clock said, or null where the source said nothing that can be read
 * @param receivedAt what our clock said when the event's last byte arrived
 * @param columns what its row keeps of everything else
 */
public record Event(Instant time, @Nullable Instant occurredAt, Instant receivedAt, EventColumns columns) {
    public Event {
        time = checked("time", time);
        occurredAt = occurredAt == null ? null : checked("occurredAt", occurredAt);
        receivedAt = checked("receivedAt", receivedAt);
    }

    /** The event of a reading, with the time that {@code correction} gives it. */
    public static Event received(Reading.Read reading, Instant receivedAt, Correction correction) {
        // INVARIANT: the time follows from what is kept, to the microsecond, so that it comes out the same again.
        Instant received = receivedAt.truncatedTo(ChronoUnit.MICROS);
        Instant told = reading.occurredAt(received);
        Instant occurredAt = told == null ? null : told.truncatedTo(ChronoUnit.MICROS);
        return new Event(
                correction.time(occurredAt, received), occurredAt, received, EventColumns.of(reading.fields()));
    }

    private static Instant checked(String name, Instant time) {
        if (!TimeRange.contains(time)) {
            throw new IllegalArgumentException(
                    "An event's %s lies in the years 1 to 9999, not at %s".formatted(name, time));
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
