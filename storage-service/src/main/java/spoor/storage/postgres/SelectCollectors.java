package spoor.storage.postgres;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import spoor.storage.ClockOffset;
import spoor.storage.CollectorLedger;

/** What became of everything that each collector sent to each dataset, by collector, then dataset. */
final class SelectCollectors {
    private static final int LIMIT = 100_000;
    private static final Field<String> COLLECTOR = Tables.text(Tables.COLLECTORS, "name");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");
    private static final Field<Integer> COLLECTOR_NUMBER = Tables.int4(Tables.LEDGER, "collector");
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

    private SelectCollectors() {}

    static List<CollectorLedger> in(DSLContext sql) {
        return in(sql, DSL.noCondition());
    }

    /** Of the collectors with a number up to {@code last}. */
    static List<CollectorLedger> upTo(DSLContext sql, int last) {
        return in(sql, COLLECTOR_NUMBER.le(last));
    }

    private static List<CollectorLedger> in(DSLContext sql, Condition condition) {
        return sql.select(
                        COLLECTOR,
                        DATASET,
                        LAST_SEEN,
                        RECEIVED,
                        STORED,
                        DUPLICATE,
                        REJECTED,
                        MALFORMED,
                        CLOCK_OFFSET,
                        CLOCK_UNCERTAINTY,
                        CLOCK_MEASURED_AT,
                        CLOCK_BASIS)
                .from(Tables.LEDGER)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(COLLECTOR_NUMBER))
                .join(Tables.DATASETS)
                .on(Tables.int4(Tables.DATASETS, "id").eq(Tables.int4(Tables.LEDGER, "dataset")))
                .where(condition)
                .orderBy(COLLECTOR, DATASET)
                .limit(LIMIT)
                .fetch(row -> new CollectorLedger(
                        row.get(COLLECTOR),
                        row.get(DATASET),
                        row.get(LAST_SEEN),
                        row.get(RECEIVED),
                        row.get(STORED),
                        row.get(DUPLICATE),
                        row.get(REJECTED),
                        row.get(MALFORMED),
                        clock(row)));
    }

    private static @Nullable ClockOffset clock(Record row) {
        return row.get(CLOCK_OFFSET) == null
                ? null
                : new ClockOffset(
                        Tables.span(row.get(CLOCK_OFFSET)),
                        Tables.span(row.get(CLOCK_UNCERTAINTY)),
                        row.get(CLOCK_MEASURED_AT),
                        ClockOffset.Basis.valueOf(row.get(CLOCK_BASIS)));
    }
}
