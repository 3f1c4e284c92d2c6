package spoor.storage.postgres;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import spoor.storage.HistoryChange;
import spoor.storage.partition.Partition;

/**
 * Removes a dataset. In one transaction everything that names it or knows of it goes, and its name is free; writers who have begun
 * before either commit before that or find that it is gone. Then its tables go, which nobody can find any more.
 *
 * <p>Locks are taken in the order of writers: streams, ledger, names, sequencer. A stream or a collector that is new in between makes
 * the transaction fail, and it is tried again.
 */
final class EraseDataset {
    private static final int ATTEMPTS = 20;
    private static final Field<Integer> STREAM_DATASET = Tables.int4(Tables.STREAMS, "dataset");
    private static final Field<Integer> STREAM_COLLECTOR = Tables.int4(Tables.STREAMS, "collector");
    private static final Field<Integer> DATASET_ID = Tables.int4(Tables.DATASETS, "id");
    private static final Field<Integer> COLLECTOR_ID = Tables.int4(Tables.COLLECTORS, "id");
    private static final Field<String> COLLECTOR_NAME = Tables.text(Tables.COLLECTORS, "name");

    private EraseDataset() {}

    /**
     * Removes what is left of it; does nothing where nothing is.
     *
     * @param sql of one connection, without a transaction
     */
    static void erase(DSLContext sql, int dataset) {
        for (int attempt = 1; ; attempt++) {
            try {
                sql.transaction(transaction -> forget(transaction.dsl(), dataset));
                break;
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !isInTheWay(e)) {
                    throw e;
                }
            }
        }
        for (var day : Removal.days(sql, dataset)) {
            Removal.leaves(sql, new Partition(dataset, day));
        }
        Removal.branches(sql, dataset);
    }

    /** Whether somebody wrote into the dataset meanwhile: a deadlock, or a row that is new. */
    private static boolean isInTheWay(DataAccessException failure) {
        return failure.sqlState().equals("40P01") || failure.sqlState().equals("23503");
    }

    private static void forget(DSLContext within, int dataset) {
        lock(
                within,
                Tables.STREAMS,
                STREAM_COLLECTOR,
                STREAM_DATASET.eq(dataset),
                Tables.text(Tables.STREAMS, "stream"));
        lock(within, Tables.LEDGER, Ledger.COLLECTOR, Ledger.DATASET.eq(dataset), Ledger.COLLECTOR);
        if (within.select(DATASET_ID)
                .from(Tables.DATASETS)
                .where(DATASET_ID.eq(dataset))
                .forUpdate()
                .fetch()
                .isEmpty()) {
            return;
        }
        List<Integer> collectors = within.select(COLLECTOR_ID)
                .from(Tables.COLLECTORS)
                .where(COLLECTOR_ID.in(select(STREAM_COLLECTOR)
                        .from(Tables.STREAMS)
                        .where(STREAM_DATASET.eq(dataset))
                        .union(select(Ledger.COLLECTOR).from(Tables.LEDGER).where(Ledger.DATASET.eq(dataset)))))
                .and(isUnknownElsewhere(dataset))
                .orderBy(COLLECTOR_ID)
                .forUpdate()
                .fetch(COLLECTOR_ID);
        Sequencer.hold(within);
        for (Table<Record> table : List.of(Tables.DAYS, Tables.LEDGER, Tables.STREAMS, Tables.CHANGES)) {
            within.deleteFrom(table)
                    .where(Tables.int4(table, "dataset").eq(dataset))
                    .execute();
        }
        within.deleteFrom(Tables.DATASETS).where(DATASET_ID.eq(dataset)).execute();
        InsertChange.insert(within, new HistoryChange.Purge(Sequencer.next(within, 1), dataset));
        within.deleteFrom(Tables.COLLECTORS)
                .where(COLLECTOR_ID.in(collectors))
                .and(isUnknownElsewhere(dataset))
                .execute();
    }

    /** Locks a table's rows in the order in which writers do. */
    private static void lock(
            DSLContext within, Table<Record> table, Field<Integer> collector, Condition condition, Field<?> last) {
        within.fetchCount(within.selectOne()
                .from(table)
                .join(Tables.COLLECTORS)
                .on(COLLECTOR_ID.eq(collector))
                .where(condition)
                .orderBy(COLLECTOR_NAME, last)
                .forUpdate()
                .of(table));
    }

    private static Condition isUnknownElsewhere(int dataset) {
        return notExists(selectOne()
                        .from(Tables.STREAMS)
                        .where(STREAM_COLLECTOR.eq(COLLECTOR_ID))
                        .and(STREAM_DATASET.ne(dataset)))
                .and(notExists(selectOne()
                        .from(Tables.LEDGER)
                        .where(Ledger.COLLECTOR.eq(COLLECTOR_ID))
                        .and(Ledger.DATASET.ne(dataset))));
    }
}
