package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;

import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.storage.ClockOffset;

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
    private static final Field<Long> CLOCK_OFFSET = Tables.int8(Tables.LEDGER, "clock_offset_micros");
    private static final Field<Long> CLOCK_UNCERTAINTY = Tables.int8(Tables.LEDGER, "clock_uncertainty_micros");
    private static final Field<Instant> CLOCK_MEASURED_AT = Tables.timestamp(Tables.LEDGER, "clock_measured_at");
    private static final Field<String> CLOCK_BASIS = Tables.text(Tables.LEDGER, "clock_basis");

    private final NumberedNames names;

    CountInLedger(NumberedNames names) {
        this.names = names;
    }

    /** @param now when slices were seen that have no entry to tell it */
    void count(DSLContext sql, SliceSum sum, Instant now) {
        ClockOffset clock = sum.clock();
        sql.insertInto(Tables.LEDGER)
                .set(DATASET, names.datasets().of(sum.dataset()))
                .set(COLLECTOR, names.collectors().of(sum.collector()))
                .set(LAST_SEEN, Objects.requireNonNullElse(sum.lastReceivedAt(), now))
                .set(RECEIVED, sum.stored() + sum.malformed() + sum.duplicates())
                .set(STORED, sum.stored())
                .set(DUPLICATE, sum.duplicates())
                .set(REJECTED, 0L)
                .set(MALFORMED, sum.malformed())
                .set(CLOCK_OFFSET, clock == null ? null : Tables.micros(clock.offset()))
                .set(CLOCK_UNCERTAINTY, clock == null ? null : Tables.micros(clock.uncertainty()))
                .set(CLOCK_MEASURED_AT, clock == null ? null : clock.measuredAt())
                .set(CLOCK_BASIS, clock == null ? null : clock.basis().name())
                .onConflict(DATASET, COLLECTOR)
                .doUpdate()
                .set(LAST_SEEN, greatest(LAST_SEEN, excluded(LAST_SEEN)))
                .set(RECEIVED, RECEIVED.plus(excluded(RECEIVED)))
                .set(STORED, STORED.plus(excluded(STORED)))
                .set(DUPLICATE, DUPLICATE.plus(excluded(DUPLICATE)))
                .set(MALFORMED, MALFORMED.plus(excluded(MALFORMED)))
                .set(CLOCK_OFFSET, coalesce(excluded(CLOCK_OFFSET), CLOCK_OFFSET))
                .set(CLOCK_UNCERTAINTY, coalesce(excluded(CLOCK_UNCERTAINTY), CLOCK_UNCERTAINTY))
                .set(CLOCK_MEASURED_AT, coalesce(excluded(CLOCK_MEASURED_AT), CLOCK_MEASURED_AT))
                .set(CLOCK_BASIS, coalesce(excluded(CLOCK_BASIS), CLOCK_BASIS))
                .execute();
    }
}
