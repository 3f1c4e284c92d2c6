package spoor.storage.postgres;

import static spoor.storage.postgres.Ledger.CLOCK_BASIS;
import static spoor.storage.postgres.Ledger.CLOCK_MEASURED_AT;
import static spoor.storage.postgres.Ledger.CLOCK_OFFSET;
import static spoor.storage.postgres.Ledger.CLOCK_UNCERTAINTY;
import static spoor.storage.postgres.Ledger.DUPLICATE;
import static spoor.storage.postgres.Ledger.LAST_SEEN;
import static spoor.storage.postgres.Ledger.MALFORMED;
import static spoor.storage.postgres.Ledger.RECEIVED;
import static spoor.storage.postgres.Ledger.REJECTED;
import static spoor.storage.postgres.Ledger.STORED;

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

    private SelectCollectors() {}

    static List<CollectorLedger> in(DSLContext sql) {
        return in(sql, DSL.noCondition());
    }

    /** Of the collectors with a number up to {@code last}. */
    static List<CollectorLedger> upTo(DSLContext sql, int last) {
        return in(sql, Ledger.COLLECTOR.le(last));
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
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Ledger.COLLECTOR))
                .join(Tables.DATASETS)
                .on(Tables.int4(Tables.DATASETS, "id").eq(Ledger.DATASET))
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
