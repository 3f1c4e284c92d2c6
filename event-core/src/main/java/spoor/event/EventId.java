package spoor.event;

/**
 * The name of a stored event: the batch that brought it and its place in that batch, written {@code 17-3}.
 *
 * @param batch the batch's id, positive
 * @param ordinal the place in the batch, from 0
 */
public record EventId(long batch, int ordinal) {
    public EventId {
        if (batch < 1 || ordinal < 0) {
            throw new IllegalArgumentException(
                    "batch must be positive and ordinal not negative, not " + batch + "-" + ordinal);
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static EventId parse(String text) {
        int dash = text.indexOf('-');
        try {
            return new EventId(
                    Long.parseLong(text, 0, Math.max(dash, 0), 10),
                    Integer.parseInt(text, dash + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("An event's id looks like 17-3, not '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return batch + "-" + ordinal;
    }
}
