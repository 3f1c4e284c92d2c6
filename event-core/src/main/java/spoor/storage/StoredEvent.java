package spoor.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import spoor.event.EventId;

/** One stored event: its times and its bytes exactly as they came; its fields are what reading the bytes gives. */
public record StoredEvent(
        EventId id,
        String dataset,
        String collector,
        Instant time,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        byte[] raw) {}
