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
    private static final Field<Instant> MIN_TIME = Tables.timestamp(Tables.DAYS, "min_time");
    private static final Field<Instant> MAX_TIME = Tables.timestamp(Tables.DAYS, "max_time");
    private static final Field<Long> WATERMARK = Tables.int8(Tables.DAYS, "watermark");

    private final NumberedNames names;

    CountInDay(NumberedNames names) {
        this.names = names;
    }

    void count(DSLContext sql, long watermark, BatchDraft draft) {
        sql.insertInto(Tables.DAYS, DATASET, RECEIVED_DAY, EVENTS, MIN_TIME, MAX_TIME, WATERMARK)
                .values(
                        names.datasets().of(draft.dataset()),
                        draft.day(),
                        draft.events().count(),
                        draft.minTime().orElse(null),
                        draft.maxTime().orElse(null),
                        watermark)
                .onConflict(DATASET, RECEIVED_DAY)
                .doUpdate()
                .set(EVENTS, EVENTS.plus(excluded(EVENTS)))
                .set(MIN_TIME, least(MIN_TIME, excluded(MIN_TIME)))
                .set(MAX_TIME, greatest(MAX_TIME, excluded(MAX_TIME)))
                .set(WATERMARK, excluded(WATERMARK))
                .execute();
    }
}
