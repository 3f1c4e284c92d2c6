package spoor.storage.postgres;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;

import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Adds slices to what became of everything that its collector sent to its dataset. */
final class CountInLedger {
    private static final Field<Integer> DATASET = Tables.int4(Tables.LEDGER, "dataset");
    private static final Field<Integer> COLLECTOR = Tables.int4(Tables.LEDGER, "collector");
    private static final Field<Instant> LAST_SEEN = Tables.timestamp(Tables.LEDGER, "last_seen");
    private static final Field<Long> RECEIVED = Tables.int8(Tables.LEDGER, "received");
    private static final Field<Long> STORED = Tables.int8(Tables.LEDGER, "stored");
    private static final Field<Long> DUPLICATE = Tables.int8(Tables.LEDGER, "duplicate");
    private static final Field<Long> REJECTED = Tables.int8(Tables.LEDGER, "rejected");
    private static final Field<Long> MALFORMED = Tables.int8(Tables.LEDGER, "malformed");

    private final NumberedNames names;

    CountInLedger(NumberedNames names) {
        this.names = names;
    }

    /** @param now when slices were seen that have no entry to tell it */
    void count(DSLContext sql, SliceSum sum, Instant now) {
        sql.insertInto(Tables.LEDGER, DATASET, COLLECTOR, LAST_SEEN, RECEIVED, STORED, DUPLICATE, REJECTED, MALFORMED)
                .values(
                        names.datasets().of(sum.dataset()),
                        names.collectors().of(sum.collector()),
                        Objects.requireNonNullElse(sum.lastReceivedAt(), now),
                        sum.stored() + sum.malformed() + sum.duplicates(),
                        sum.stored(),
                        sum.duplicates(),
                        0L,
                        sum.malformed())
                .onConflict(DATASET, COLLECTOR)
                .doUpdate()
                .set(LAST_SEEN, greatest(LAST_SEEN, excluded(LAST_SEEN)))
                .set(RECEIVED, RECEIVED.plus(excluded(RECEIVED)))
                .set(STORED, STORED.plus(excluded(STORED)))
                .set(DUPLICATE, DUPLICATE.plus(excluded(DUPLICATE)))
                .set(MALFORMED, MALFORMED.plus(excluded(MALFORMED)))
                .execute();
    }
}
