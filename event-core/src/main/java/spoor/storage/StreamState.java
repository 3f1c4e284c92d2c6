package spoor.storage;

import java.time.Duration;

/**
 * How far a stream is stored.
 *
 * @param position the sequence of the last stored event, 0 before the first
 * @param shift what is added to its events' times; fixed when the stream is first opened; at the most 10,000 years either way
 */
public record StreamState(long position, Duration shift) {
    private static final Duration LONGEST_SHIFT = Duration.ofDays(3_652_425);

    public StreamState {
        if (!isShift(shift)) {
            throw new IllegalArgumentException("A stream's shift is at the most 10,000 years, not " + shift);
        }
    }

    /** Whether times can be moved by so much. */
    public static boolean isShift(Duration shift) {
        return shift.compareTo(LONGEST_SHIFT) <= 0 && shift.compareTo(LONGEST_SHIFT.negated()) >= 0;
    }
}
