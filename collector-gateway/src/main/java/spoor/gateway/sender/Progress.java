package spoor.gateway.sender;

/** Who wants to know how far a {@link Sender} is. */
@FunctionalInterface
public interface Progress {
    /** After each answer: what became of the events so far. */
    void answered(Report soFar);

    /** The gateway is not reached, or no longer, and is tried again. */
    default void lost(String why) {}
}
