package spoor.storage;

import java.time.Duration;
import java.util.List;

/**
 * Takes events in.
 *
 * <ul>
 *   <li>A write is stored whole, or not at all, and is durable when {@link #write} returns {@link WriteResult.Committed}.
 *   <li>The transaction that stores events first…last of a stream moves the stream's position from first − 1 to last, or
 *       aborts: whatever crashes and whoever retries, an event of a stream is stored exactly once.
 *   <li>Every committed batch has a watermark: gap-free numbers, in the order of the commits.
 *   <li>The ledger moves in the same transaction: received = stored + duplicate + rejected + malformed.
 * </ul>
 *
 * Thread-safe.
 */
public interface EventStore {
    /**
     * The state of a stream; a new one starts at position 0 with the given shift, an old one keeps its own.
     *
     * @throws IllegalArgumentException if no {@link StreamState} can have the shift
     * @throws StoreException if the store can't be reached
     */
    StreamState open(StreamKey stream, Duration shift);

    /**
     * Stores the slices in one transaction. Slices of one stream follow one another in the list.
     *
     * @throws StoreException if nothing is stored, or if it is unknown whether it is: then open the streams again
     */
    WriteResult write(List<Slice> slices);

    /**
     * Begins to {@link #write}, so that a writer that waits for its turn to commit has the greater part of its work behind it. By default
     * all of it is done at the commit.
     *
     * @throws StoreException if nothing can be stored
     */
    default PendingWrite prepare(List<Slice> slices) {
        return new PendingWrite() {
            @Override
            public WriteResult commit() {
                return write(slices);
            }

            @Override
            public void close() {
                // Nothing has begun.
            }
        };
    }
}
