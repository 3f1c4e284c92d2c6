package spoor.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One security event as it was read: three times and its fields. Times have microsecond precision, as PostgreSQL keeps them, and
 * lie within {@link TimeRange}.
 *
 * @param time the corrected time, used for analysis
 * @param occurredAt what the source's clock said, or null where the source said nothing that can be read
 * @param receivedAt what our clock said when the event's last byte arrived
 * @param fields everything else
 */
public record Event(Instant time, @Nullable Instant occurredAt, Instant receivedAt, Fields fields) {
    public Event {
        time = checked("time", time);
        occurredAt = occurredAt == null ? null : checked("occurredAt", occurredAt);
        receivedAt = checked("receivedAt", receivedAt);
    }

    /**
     * The event of a reading. Its time is the source's moved by {@code shift}; it is ours where the source said nothing, or where
     * the shift leads out of {@link TimeRange}.
     */
    public static Event received(Reading.Read reading, Instant receivedAt, Duration shift) {
        Instant occurredAt = reading.occurredAt();
        Instant time = occurredAt == null
                ? receivedAt
                : TimeRange.moved(occurredAt, shift).orElse(receivedAt);
        return new Event(time, occurredAt, receivedAt, reading.fields());
    }

    private static Instant checked(String name, Instant time) {
        if (!TimeRange.contains(time)) {
            throw new IllegalArgumentException(
                    "An event's %s lies in the years 1 to 9999, not at %s".formatted(name, time));
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
