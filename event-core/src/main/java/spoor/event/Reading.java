package spoor.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of reading an event's bytes. */
public sealed interface Reading {
    /**
     * Read.
     *
     * @param occurredAt what the source's clock said, within {@link TimeRange}, or null where it said nothing that can be read, or
     *     left out the year
     * @param yearless what it said where it left out the year, else null
     */
    record Read(@Nullable Instant occurredAt, @Nullable YearlessTime yearless, Fields fields) implements Reading {
        public Read(@Nullable Instant occurredAt, Fields fields) {
            this(occurredAt, null, fields);
        }

        /** What the source's clock said, as it is understood at {@code receivedAt}, or null where it said nothing that can be read. */
        public @Nullable Instant occurredAt(Instant receivedAt) {
            return yearless == null ? occurredAt : yearless.nearest(receivedAt);
        }
    }

    /**
     * Cannot be decoded; the bytes are kept all the same.
     *
     * @param reason what is wrong, in words for a researcher
     * @param byteOffset where in the event's bytes, from 0
     */
    record Malformed(String reason, long byteOffset) implements Reading {}
}
