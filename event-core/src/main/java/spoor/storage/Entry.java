package spoor.storage;

import java.time.Instant;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.EventReading;
import spoor.event.Reading;

/** One event on its way into the store, with its bytes exactly as they came. The array is not copied; do not change it. */
public sealed interface Entry {
    byte[] raw();

    Instant receivedAt();

    /** What whole bytes give that came at {@code receivedAt}; of the fields those that are columns. */
    static Entry read(byte[] raw, Instant receivedAt, EventReading reading, Correction correction) {
        return switch (reading.readColumns(raw)) {
            case Reading.Read read -> new Read(raw, Event.received(read, receivedAt, correction));
            case Reading.Malformed(String reason, long offset) ->
                new Malformed(raw, receivedAt, reason, offset, raw.length, "");
        };
    }

    /** The same bytes, read by {@code reading}; of an entry that was too long not all are kept, and it stays what it is. */
    default Entry readAgain(EventReading reading, Correction correction) {
        return this instanceof Malformed bad && !bad.sha256().isEmpty()
                ? bad
                : read(raw(), receivedAt(), reading, correction);
    }

    /** An event that was read. */
    record Read(byte[] raw, Event event) implements Entry {
        @Override
        public Instant receivedAt() {
            return event.receivedAt();
        }
    }

    /**
     * What could not be read.
     *
     * @param raw its bytes, or the first of them where it was too long to be kept whole
     * @param byteOffset where reading failed, from 0
     * @param payloadBytes its whole length
     * @param sha256 of the whole payload, in hexadecimal, where {@code raw} is not all of it; else empty
     */
    record Malformed(byte[] raw, Instant receivedAt, String reason, long byteOffset, long payloadBytes, String sha256)
            implements Entry {}
}
