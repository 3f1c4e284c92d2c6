package spoor.storage.postgres;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import spoor.storage.partition.Partition;

/** Makes sums follow when entries that were malformed are events, or the reverse, and when events have other times. */
final class Recount {
    private static final Field<Long> EVENTS = Tables.int8(Tables.DAYS, "events");
    private static final Field<Long> MALFORMED = Tables.int8(Tables.DAYS, "malformed");
    private static final Field<Instant> MIN_TIME = Tables.timestamp(Tables.DAYS, "min_time");
    private static final Field<Instant> MAX_TIME = Tables.timestamp(Tables.DAYS, "max_time");
    private static final Field<Instant> BATCH_MIN = Tables.timestamp(Tables.BATCHES, "min_time");
    private static final Field<Instant> BATCH_MAX = Tables.timestamp(Tables.BATCHES, "max_time");

    private Recount() {}

    /** @param readable by collector, in the order in which writers lock: how many more entries than before are events */
    static void ledger(DSLContext within, int dataset, SortedMap<String, Long> readable) {
        Field<Integer> collector = Tables.int4(Tables.COLLECTORS, "id");
        readable.forEach((name, more) -> {
            if (more != 0) {
                within.update(Tables.LEDGER)
                        .set(Ledger.STORED, Ledger.STORED.plus(more))
                        .set(Ledger.MALFORMED, Ledger.MALFORMED.minus(more))
                        .from(Tables.COLLECTORS)
                        .where(Ledger.DATASET.eq(dataset))
                        .and(Ledger.COLLECTOR.eq(collector))
                        .and(Tables.text(Tables.COLLECTORS, "name").eq(name))
                        .execute();
            }
        });
    }

    /**
     * Called under the sequencer's lock, when the batch is what it is now.
     *
     * @param more how many more events it has than before
     * @param minBefore the earliest time of its events before, and {@code maxBefore} the latest
     * @throws GoneException if the day was dropped, or its dataset purged
     */
    static void day(
            DSLContext within,
            Partition partition,
            long more,
            @Nullable Instant minBefore,
            @Nullable Instant maxBefore,
            BatchDraft draft) {
        var place = Tables.int4(Tables.DAYS, "dataset")
                .eq(partition.dataset())
                .and(Tables.date(Tables.DAYS, "received_day").eq(partition.day()));
        Instant min = draft.minTime();
        Instant max = draft.maxTime();
        var day = within.update(Tables.DAYS)
                .set(EVENTS, EVENTS.plus(more))
                .set(MALFORMED, MALFORMED.minus(more))
                .set(MIN_TIME, least(MIN_TIME, val(min, MIN_TIME)))
                .set(MAX_TIME, greatest(MAX_TIME, val(max, MAX_TIME)))
                .where(place)
                .returningResult(MIN_TIME, MAX_TIME)
                .fetchOptional()
                .orElseThrow(GoneException::new);
        boolean wasFirst = minBefore != null && minBefore.equals(day.value1()) && !minBefore.equals(min);
        boolean wasLast = maxBefore != null && maxBefore.equals(day.value2()) && !maxBefore.equals(max);
        if (wasFirst || wasLast) {
            var range = within.select(min(BATCH_MIN), max(BATCH_MAX))
                    .from(Tables.BATCHES)
                    .where(SelectDays.isIn(Tables.BATCHES, List.of(partition)))
                    .fetchSingle();
            within.update(Tables.DAYS)
                    .set(MIN_TIME, range.value1())
                    .set(MAX_TIME, range.value2())
                    .where(place)
                    .execute();
        }
    }
}
