package spoor.storage.postgres;

import org.jooq.DSLContext;
import org.jooq.Field;

/** The one row that numbers batches and changes of the past in the order of their commits. */
final class Sequencer {
    private static final Field<Long> WATERMARK = Tables.int8(Tables.SEQUENCER, "watermark");

    private Sequencer() {}

    /** The latest number, 0 before the first. */
    static long last(DSLContext sql) {
        return sql.select(WATERMARK).from(Tables.SEQUENCER).fetchSingle(WATERMARK);
    }

    /** Keeps everybody else from taking a number, until the transaction ends. */
    static void hold(DSLContext sql) {
        sql.select(WATERMARK).from(Tables.SEQUENCER).forUpdate().execute();
    }

    /**
     * Takes the next {@code count} numbers, one at least, and gives the last of them.
     *
     * <p>INVARIANT: the row's lock is held until the commit, so watermarks follow the commits, without gaps.
     */
    static long next(DSLContext sql, int count) {
        return sql.update(Tables.SEQUENCER)
                .set(WATERMARK, WATERMARK.plus((long) count))
                .returningResult(WATERMARK)
                .fetchSingle(WATERMARK);
    }
}
