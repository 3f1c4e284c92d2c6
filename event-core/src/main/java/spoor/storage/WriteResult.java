package spoor.storage;

/** What came of a write. */
public sealed interface WriteResult {
    /**
     * Everything is stored, durably.
     *
     * @param watermark the highest number that the transaction's batches were given, or the current one if it stored no event
     */
    record Committed(long watermark) implements WriteResult {}

    /**
     * Nothing is stored: a slice does not continue its stream, because another session moved it. Read the position, leave out
     * what is already there, and write again.
     */
    record PositionMoved(StreamKey stream, long position) implements WriteResult {}
}
