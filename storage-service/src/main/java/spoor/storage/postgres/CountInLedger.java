package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static spoor.storage.postgres.Ledger.CLOCK_BASIS;
import static spoor.storage.postgres.Ledger.CLOCK_MEASURED_AT;
import static spoor.storage.postgres.Ledger.CLOCK_OFFSET;
import static spoor.storage.postgres.Ledger.CLOCK_UNCERTAINTY;
import static spoor.storage.postgres.Ledger.COLLECTOR;
import static spoor.storage.postgres.Ledger.DATASET;
import static spoor.storage.postgres.Ledger.DUPLICATE;
import static spoor.storage.postgres.Ledger.LAST_SEEN;
import static spoor.storage.postgres.Ledger.MALFORMED;
import static spoor.storage.postgres.Ledger.RECEIVED;
import static spoor.storage.postgres.Ledger.REJECTED;
import static spoor.storage.postgres.Ledger.STORED;

import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import spoor.storage.ClockOffset;

/** Adds slices to what became of everything that its collector sent to its dataset. */
final class CountInLedger {
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
