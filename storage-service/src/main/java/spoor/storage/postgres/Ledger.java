package spoor.storage.postgres;

import java.time.Instant;
import org.jooq.Field;

/** The columns of {@link Tables#LEDGER}. */
final class Ledger {
    static final Field<Integer> DATASET = Tables.int4(Tables.LEDGER, "dataset");
    static final Field<Integer> COLLECTOR = Tables.int4(Tables.LEDGER, "collector");
    static final Field<Instant> LAST_SEEN = Tables.timestamp(Tables.LEDGER, "last_seen");
    static final Field<Long> RECEIVED = Tables.int8(Tables.LEDGER, "received");
    static final Field<Long> STORED = Tables.int8(Tables.LEDGER, "stored");
    static final Field<Long> DUPLICATE = Tables.int8(Tables.LEDGER, "duplicate");
    static final Field<Long> REJECTED = Tables.int8(Tables.LEDGER, "rejected");
    static final Field<Long> MALFORMED = Tables.int8(Tables.LEDGER, "malformed");
    static final Field<Long> CLOCK_OFFSET = Tables.int8(Tables.LEDGER, "clock_offset_micros");
    static final Field<Long> CLOCK_UNCERTAINTY = Tables.int8(Tables.LEDGER, "clock_uncertainty_micros");
    static final Field<Instant> CLOCK_MEASURED_AT = Tables.timestamp(Tables.LEDGER, "clock_measured_at");
    static final Field<String> CLOCK_BASIS = Tables.text(Tables.LEDGER, "clock_basis");

    private Ledger() {}
}
