package spoor.storage.postgres;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import spoor.storage.HistoryChange;

/** The changes of the past, in their order. */
final class SelectChanges {
    static final Field<Long> NUMBER = Tables.int8(Tables.CHANGES, "number");
    static final Field<Integer> DATASET = Tables.int4(Tables.CHANGES, "dataset");
    static final Field<Long> FIRST = Tables.int8(Tables.CHANGES, "first");
    static final Field<LocalDate> RECEIVED_DAY = Tables.date(Tables.CHANGES, "received_day");
    static final Field<Long> BATCH = Tables.int8(Tables.CHANGES, "batch");

    private SelectChanges() {}

    static List<HistoryChange> after(DSLContext sql, long number, int limit) {
        return sql.select(NUMBER, DATASET, FIRST, RECEIVED_DAY, BATCH)
                .from(Tables.CHANGES)
                .where(NUMBER.gt(number))
                .orderBy(NUMBER)
                .limit(limit)
                .fetch(SelectChanges::change);
    }

    /** Its kind shows in what it has: a day, a batch, or neither. */
    private static HistoryChange change(Record5<Long, Integer, Long, LocalDate, Long> row) {
        if (row.value4() != null) {
            return new HistoryChange.Retention(row.value1(), row.value2(), row.value4(), row.value3());
        }
        return row.value5() == null
                ? new HistoryChange.Purge(row.value1(), row.value2())
                : new HistoryChange.Reread(row.value1(), row.value2(), row.value5(), row.value3());
    }
}
