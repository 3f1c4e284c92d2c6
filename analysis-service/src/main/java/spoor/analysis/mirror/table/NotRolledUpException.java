package spoor.analysis.mirror.table;

/** That a question can't be answered by a {@link Rollup}, only by the events themselves. */
public final class NotRolledUpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotRolledUpException() {
        super("Only the events tell this", null, false, false);
    }
}
