package spoor.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of reading an event's bytes. */
public sealed interface Reading {
    /**
     * Read.
     *
     * @param occurredAt what the source's clock said, within {@link TimeRange}, or null where it said nothing that can be read
     */
    record Read(@Nullable Instant occurredAt, Fields fields) implements Reading {}

    /**
     * Cannot be decoded; the bytes are kept all the same.
     *
     * @param reason what is wrong, in words for a researcher
     * @param byteOffset where in the event's bytes, from 0
     */
    record Malformed(String reason, long byteOffset) implements Reading {}
}
