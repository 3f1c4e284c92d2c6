package spoor.storage.postgres;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import spoor.storage.HistoryChange;

/** Tells of a change of the past, in the transaction that makes it and under the sequencer's lock. */
final class InsertChange {
    private static final Field<String> KIND = Tables.text(Tables.CHANGES, "kind");

    private InsertChange() {}

    static void insert(DSLContext sql, HistoryChange change) {
        switch (change) {
            case HistoryChange.Retention retention -> insert(sql, change, "retention", retention.day(), null);
            case HistoryChange.Purge _ -> insert(sql, change, "purge", null, null);
            case HistoryChange.Reread reread -> {
                sql.deleteFrom(Tables.CHANGES)
                        .where(SelectChanges.BATCH.eq(reread.batch()))
                        .execute();
                insert(sql, change, "reread", null, reread.batch());
            }
        }
    }

    private static void insert(
            DSLContext sql, HistoryChange change, String kind, @Nullable LocalDate day, @Nullable Long batch) {
        sql.insertInto(Tables.CHANGES)
                .set(SelectChanges.NUMBER, change.number())
                .set(SelectChanges.DATASET, change.dataset())
                .set(KIND, kind)
                .set(SelectChanges.FIRST, change.first())
                .set(SelectChanges.RECEIVED_DAY, day)
                .set(SelectChanges.BATCH, batch)
                .execute();
    }
}
