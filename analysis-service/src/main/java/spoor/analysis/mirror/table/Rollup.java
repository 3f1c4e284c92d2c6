package spoor.analysis.mirror.table;

import org.jooq.Field;

/**
 * What the rows of a relation are where each stands for all events of a minute that are alike in the relation's other columns.
 *
 * @param time of the events, which such rows can't tell: who asks for it is told so by {@link NotRolledUpException}
 * @param minute the start of the minute
 * @param events how many a row stands for
 * @param first the earliest of their times
 * @param last the latest
 */
public record Rollup(Column time, Column minute, Column events, Column first, Column last) {
    /** In microseconds. */
    public static final long MINUTE = 60_000_000;

    /** The start of a time's minute, both in microseconds since 1970. */
    public static Field<Long> minute(Field<Long> time) {
        return RowSteps.bucket(time, MINUTE);
    }
}
