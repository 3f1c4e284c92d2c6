package spoor.storage;

/**
 * How far is what was asked of the store's owner.
 *
 * @param total how many batches are to be read again, as far as is known; 0 of a purge
 * @param done how many of them were; the rest was read with today's mappings already, or was dropped meanwhile
 * @param events how many events they hold now
 * @param malformed how many malformed entries they hold now
 * @param failed how many batches stayed as they were, since the store could not keep what they became
 * @param message why it failed, or what it waits for; else empty
 */
public record Task(
        long id,
        Kind kind,
        State state,
        long total,
        long done,
        long events,
        long malformed,
        long failed,
        String message) {
    /** What is done. */
    public enum Kind {
        PURGE,
        REREAD
    }

    /** {@link #FAILED} is for good. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    public boolean isFinished() {
        return state == State.DONE || state == State.FAILED;
    }
}
