package spoor.storage.postgres;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Adds a batch to what its dataset received on its day. Called under the sequencer's lock, so watermarks rise. */
final class CountInDay {
    private static final Field<Integer> DATASET = Tables.int4(Tables.DAYS, "dataset");
    private static final Field<LocalDate> RECEIVED_DAY = Tables.date(Tables.DAYS, "received_day");
    private static final Field<Long> EVENTS = Tables.int8(Tables.DAYS, "events");
    private static final Field<Long> MALFORMED = Tables.int8(Tables.DAYS, "malformed");
    private static final Field<Instant> MIN_TIME = Tables.timestamp(Tables.DAYS, "min_time");
    private static final Field<Instant> MAX_TIME = Tables.timestamp(Tables.DAYS, "max_time");
    private static final Field<Long> FIRST_BATCH = Tables.int8(Tables.DAYS, "first_batch");
    private static final Field<Long> LAST_BATCH = Tables.int8(Tables.DAYS, "last_batch");
    private static final Field<Long> FIRST_WATERMARK = Tables.int8(Tables.DAYS, "first_watermark");
    private static final Field<Long> LAST_WATERMARK = Tables.int8(Tables.DAYS, "last_watermark");

    private final NumberedNames names;

    CountInDay(NumberedNames names) {
        this.names = names;
    }

    void count(DSLContext sql, long id, long watermark, BatchDraft draft) {
        sql.insertInto(Tables.DAYS)
                .set(DATASET, names.datasets().of(draft.dataset()))
                .set(RECEIVED_DAY, draft.day())
                .set(EVENTS, (long) draft.events())
                .set(MALFORMED, (long) draft.malformed())
                .set(MIN_TIME, draft.minTime())
                .set(MAX_TIME, draft.maxTime())
                .set(FIRST_BATCH, id)
                .set(LAST_BATCH, id)
                .set(FIRST_WATERMARK, watermark)
                .set(LAST_WATERMARK, watermark)
                .onConflict(DATASET, RECEIVED_DAY)
                .doUpdate()
                .set(EVENTS, EVENTS.plus(excluded(EVENTS)))
                .set(MALFORMED, MALFORMED.plus(excluded(MALFORMED)))
                .set(MIN_TIME, least(MIN_TIME, excluded(MIN_TIME)))
                .set(MAX_TIME, greatest(MAX_TIME, excluded(MAX_TIME)))
                .set(FIRST_BATCH, least(FIRST_BATCH, excluded(FIRST_BATCH)))
                .set(LAST_BATCH, greatest(LAST_BATCH, excluded(LAST_BATCH)))
                .set(LAST_WATERMARK, excluded(LAST_WATERMARK))
                .execute();
    }
}
