package spoor.event;

import org.jspecify.annotations.Nullable;

/** How an event's {@code time} came about; what is out of the ordinary can be searched as {@value #FIELD}. */
public enum TimeQuality {
    /** It is what the source's clock said: the ordinary case. */
    TOLD(null),
    /** It is that, moved as the sender of a recording asked for; ordinary, too. */
    SHIFTED(null),
    /** It is that, less what the clock is known to be ahead. */
    CORRECTED("corrected"),
    /** The source told no time that can be read; it is the time of receipt, as in all that follow. */
    ABSENT("absent"),
    /** The source's clock has never been set. */
    ZERO("zero"),
    /** The source's clock says what nobody can have known at receipt, and by how much it is ahead is not known. */
    FUTURE("future"),
    /** Moved as asked for, it would lie outside of {@link TimeRange}. */
    OUT_OF_RANGE("out_of_range");

    /** The field that says so of an event; absent in the ordinary case. */
    public static final String FIELD = "event.time_quality";

    private final @Nullable String word;

    TimeQuality(@Nullable String word) {
        this.word = word;
    }

    /** The field's value, or null in the ordinary case. */
    public @Nullable String word() {
        return word;
    }
}
