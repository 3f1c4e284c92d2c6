package spoor.storage.postgres;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.storage.CollectorLedger;

/** What became of everything that each collector sent to each dataset, by collector, then dataset. */
final class SelectCollectors {
    private static final int LIMIT = 100_000;
    private static final Field<String> COLLECTOR = Tables.text(Tables.COLLECTORS, "name");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");

    private SelectCollectors() {}

    static List<CollectorLedger> in(DSLContext sql) {
        return sql.select(
                        COLLECTOR,
                        DATASET,
                        Tables.timestamp(Tables.LEDGER, "last_seen"),
                        Tables.int8(Tables.LEDGER, "received"),
                        Tables.int8(Tables.LEDGER, "stored"),
                        Tables.int8(Tables.LEDGER, "duplicate"),
                        Tables.int8(Tables.LEDGER, "rejected"),
                        Tables.int8(Tables.LEDGER, "malformed"))
                .from(Tables.LEDGER)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Tables.int4(Tables.LEDGER, "collector")))
                .join(Tables.DATASETS)
                .on(Tables.int4(Tables.DATASETS, "id").eq(Tables.int4(Tables.LEDGER, "dataset")))
                .orderBy(COLLECTOR, DATASET)
                .limit(LIMIT)
                .fetch(row -> new CollectorLedger(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }
}
