package spoor.gateway.sender;

/** What a gateway says to a sender; see {@code docs/protocol.md}. */
sealed interface Answer {
    /** A gateway listens. */
    record Present() implements Answer {}

    /**
     * The session is open.
     *
     * @param position how many of the stream's events are stored
     */
    record Opened(long position) implements Answer {}

    /** What became of the session's events so far. */
    record Progress(long received, long duplicate, long rejected, long malformed) implements Answer {
        static final Progress NOTHING = new Progress(0, 0, 0, 0);

        Progress plus(Progress other) {
            return new Progress(
                    received + other.received,
                    duplicate + other.duplicate,
                    rejected + other.rejected,
                    malformed + other.malformed);
        }
    }

    /** An acknowledgement. The progress before it has said as much, so that it only shows that the gateway lives. */
    record Acknowledged() implements Answer {}

    /** What does the sender's clock show? */
    record AskedClock(int question) implements Answer {}

    /** The gateway closes the connection, and why. */
    record Ended(String code, String message) implements Answer {}
}
