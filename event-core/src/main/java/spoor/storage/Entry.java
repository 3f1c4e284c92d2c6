package spoor.storage;

import java.time.Instant;
import spoor.event.Event;

/** One event on its way into the store, with its bytes exactly as they came. The array is not copied; do not change it. */
public sealed interface Entry {
    byte[] raw();

    Instant receivedAt();

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
