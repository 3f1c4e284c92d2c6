package spoor.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.TimeQuality;

/**
 * One stored event: its times and its bytes exactly as they came; its fields are what reading the bytes gives.
 *
 * @param correction by which its time came about: with it, reading the bytes again gives the same time again
 */
public record StoredEvent(
        EventId id,
        String dataset,
        String collector,
        Instant time,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        Correction correction,
        byte[] raw) {
    /** Its fields, {@link TimeQuality#FIELD} among them where that is out of the ordinary; none where the bytes can't be read. */
    public Fields fields(EventReading reading) {
        if (!(reading.read(raw) instanceof Reading.Read read)) {
            return Fields.none();
        }
        String quality = correction.quality(occurredAt, receivedAt).word();
        if (quality == null) {
            return read.fields();
        }
        Map<String, Object> fields = new LinkedHashMap<>(read.fields().asMap());
        fields.put(TimeQuality.FIELD, quality);
        return Fields.of(fields);
    }
}
