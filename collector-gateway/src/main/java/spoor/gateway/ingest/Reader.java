package spoor.gateway.ingest;

import java.time.InstantSource;
import spoor.event.Correction;
import spoor.event.EventReading;
import spoor.gateway.frame.Payload;
import spoor.storage.Entry;

/** Makes an entry of a payload, whatever it holds. */
public record Reader(EventReading reading, InstantSource clock, int maxEventBytes) {
    public Entry read(Payload payload, Correction correction) {
        var now = clock.instant();
        if (!payload.isWhole()) {
            String reason = "The event has %d bytes; at most %d are read. Its first %d bytes are kept."
                    .formatted(payload.length(), maxEventBytes, payload.bytes().length);
            return new Entry.Malformed(payload.bytes(), now, reason, maxEventBytes, payload.length(), payload.sha256());
        }
        return Entry.read(payload.bytes(), now, reading, correction);
    }
}
