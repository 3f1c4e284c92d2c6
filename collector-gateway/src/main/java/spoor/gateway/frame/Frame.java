package spoor.gateway.frame;

/** A frame that a collector sends, those that came compressed ({@code 2C}) like the others: Lumberjack's version 2, and three of our own. */
public sealed interface Frame {
    /** {@code 2W}: so many events follow before the collector waits. */
    record Window(long events) implements Frame {}

    /**
     * {@code 2J}: an event.
     *
     * @param sequence in the connection's own counting, modulo 2³²
     */
    record Json(int sequence, Payload payload) implements Frame {}

    /**
     * {@code 2O}: opens a session.
     *
     * @param json UTF-8, at most 64 KiB, as it came
     */
    record Open(byte[] json) implements Frame {}

    /** {@code 2S}: the collector holds so many events that are stored already and leaves them out. */
    record Skipped(long events) implements Frame {}

    /**
     * {@code 2T}: what the collector's clock showed when it was asked.
     *
     * @param question the number of the question
     * @param micros since 1970
     */
    record Clock(int question, long micros) implements Frame {}
}
