package spoor.storage;

/**
 * A write that has begun: what can be done before its turn is done, and nothing is stored yet. Several may be pending at once, also for
 * one stream; those of a stream are committed in its order. Not thread-safe.
 */
public interface PendingWrite extends AutoCloseable {
    /**
     * Stores everything, in one transaction, once.
     *
     * @throws StoreException if nothing is stored, or if it is unknown whether it is: then open the streams again
     */
    WriteResult commit();

    /** Forgets what was not committed. */
    @Override
    void close();
}
