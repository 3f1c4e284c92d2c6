package spoor.storage;

import org.jspecify.annotations.Nullable;
import spoor.event.Correction;

/**
 * What a collector's clock has to do with a slice.
 *
 * @param correction by which the times of its events came about
 * @param clock what is known of the clock by now, or null; the ledger keeps the latest
 */
public record Timing(Correction correction, @Nullable ClockOffset clock) {
    /** Nothing is known of the clock. */
    public static final Timing UNKNOWN = new Timing(Correction.none(), null);
}
