package spoor.storage;

import java.time.Instant;
import spoor.event.EventId;

/** A kept entry that could not be read; see {@link Entry.Malformed}. */
public record MalformedRecord(
        EventId id,
        String dataset,
        String collector,
        Instant receivedAt,
        String reason,
        long byteOffset,
        long payloadBytes,
        String sha256,
        byte[] raw) {}
