package spoor.storage;

import java.time.Duration;

/**
 * How far a stream is stored.
 *
 * @param position the sequence of the last stored event, 0 before the first
 * @param shift what is added to its events' times; fixed when the stream is first opened
 */
public record StreamState(long position, Duration shift) {}
