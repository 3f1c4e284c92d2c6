package spoor.storage.postgres;

import static org.jooq.impl.DSL.select;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.storage.HistoryChange;
import spoor.storage.partition.Partition;

/**
 * Drops a dataset's days. A day is first put out of sight, since every question looks into {@code day} for where to look; then its
 * leaves are detached, and then dropped. Who writes into such a day meanwhile makes it anew, or is told of with it.
 */
final class DropDays {
    private static final Field<Integer> DATASET = Tables.int4(Tables.DAYS, "dataset");
    private static final Field<LocalDate> RECEIVED_DAY = Tables.date(Tables.DAYS, "received_day");
    private static final Field<Long> FIRST_WATERMARK = Tables.int8(Tables.DAYS, "first_watermark");

    private DropDays() {}

    /**
     * Those before {@code day}, with what was left of days that were dropped before, and prepared and never used.
     *
     * @param sql of one connection, without a transaction
     * @return on how many of them there was anything
     */
    static int before(DSLContext sql, int dataset, LocalDate day) {
        return (int) days(sql, dataset, day).stream()
                .filter(old -> drop(sql, new Partition(dataset, old)))
                .count();
    }

    /** Whether there is one before {@code day}. */
    static boolean isDue(DSLContext sql, int dataset, LocalDate day) {
        return !days(sql, dataset, day).isEmpty();
    }

    private static Set<LocalDate> days(DSLContext sql, int dataset, LocalDate before) {
        NavigableSet<LocalDate> days = Removal.days(sql, dataset);
        days.addAll(sql.select(RECEIVED_DAY)
                .from(Tables.DAYS)
                .where(DATASET.eq(dataset))
                .and(RECEIVED_DAY.lt(before))
                .fetch(RECEIVED_DAY));
        return days.headSet(before);
    }

    private static boolean drop(DSLContext sql, Partition partition) {
        boolean wasSeen = sql.transactionResult(transaction -> retire(transaction.dsl(), partition));
        boolean wasSeenAgain = Removal.leaves(sql, partition, within -> retire(within, partition));
        return wasSeen || wasSeenAgain;
    }

    /** Puts a day out of sight and tells of it; false where it is so already. */
    private static boolean retire(DSLContext within, Partition partition) {
        Sequencer.hold(within);
        within.deleteFrom(Tables.CHANGES)
                .where(SelectChanges.DATASET.eq(partition.dataset()))
                .and(SelectChanges.BATCH.in(select(Tables.int8(Tables.BATCHES, "id"))
                        .from(Tables.BATCHES)
                        .where(SelectDays.isIn(Tables.BATCHES, List.of(partition)))))
                .execute();
        var first = within.deleteFrom(Tables.DAYS)
                .where(DATASET.eq(partition.dataset()))
                .and(RECEIVED_DAY.eq(partition.day()))
                .returningResult(FIRST_WATERMARK)
                .fetchOptional(FIRST_WATERMARK);
        first.ifPresent(watermark -> InsertChange.insert(
                within,
                new HistoryChange.Retention(
                        Sequencer.next(within, 1), partition.dataset(), partition.day(), watermark)));
        return first.isPresent();
    }
}
