package spoor.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One security event as it was read: three times and its fields. Times have microsecond precision, as PostgreSQL keeps them.
 *
 * @param time the corrected time, used for analysis
 * @param occurredAt what the source's clock said, or null where the source said nothing
 * @param receivedAt what our clock said when the event's last byte arrived
 * @param fields everything else
 */
public record Event(Instant time, @Nullable Instant occurredAt, Instant receivedAt, Fields fields) {
    public Event {
        time = time.truncatedTo(ChronoUnit.MICROS);
        occurredAt = occurredAt == null ? null : occurredAt.truncatedTo(ChronoUnit.MICROS);
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The event of a reading: its time is the source's moved by {@code shift}, or ours where the source said nothing. */
    public static Event received(Reading.Read reading, Instant receivedAt, Duration shift) {
        Instant occurredAt = reading.occurredAt();
        return new Event(
                occurredAt == null ? receivedAt : occurredAt.plus(shift), occurredAt, receivedAt, reading.fields());
    }
}
