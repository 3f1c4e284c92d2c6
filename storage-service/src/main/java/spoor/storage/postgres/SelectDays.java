package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import spoor.storage.partition.Partition;

/**
 * The partitions that can hold an answer. Months of days make thousands of partitions, and a question that doesn't say where to look
 * plans for each of them, and locks it.
 */
final class SelectDays {
    private static final Field<Integer> DATASET = Tables.int4(Tables.DAYS, "dataset");
    private static final Field<LocalDate> RECEIVED_DAY = Tables.date(Tables.DAYS, "received_day");
    private static final Field<Long> FIRST_WATERMARK = Tables.int8(Tables.DAYS, "first_watermark");

    private SelectDays() {}

    /** Where the next {@code batches} after a watermark are, wholly. */
    static List<Partition> after(DSLContext sql, long watermark, int batches) {
        // Days that had begun at the watermark may go on after it; of those that begin later each brings one batch at
        // least.
        Table<?> next = select(FIRST_WATERMARK.as("first"))
                .from(Tables.DAYS)
                .where(FIRST_WATERMARK.gt(watermark))
                .orderBy(FIRST_WATERMARK)
                .limit(batches)
                .asTable("next");
        Field<Long> lastBeginning = select(coalesce(max(next.field("first", Long.class)), inline(watermark)))
                .from(next)
                .asField();
        return where(
                sql, Tables.int8(Tables.DAYS, "last_watermark").gt(watermark).and(FIRST_WATERMARK.le(lastBeginning)));
    }

    /** Where the batch with an id is, if anywhere. */
    static List<Partition> ofBatch(DSLContext sql, long id) {
        return where(
                sql,
                Tables.int8(Tables.DAYS, "first_batch")
                        .le(id)
                        .and(Tables.int8(Tables.DAYS, "last_batch").ge(id)));
    }

    /** Where a dataset's latest {@code entries} are that could not be read, latest day first. */
    static List<Partition> withMalformed(DSLContext sql, String dataset, int entries) {
        return sql.select(DATASET, RECEIVED_DAY)
                .from(Tables.DAYS)
                .join(Tables.DATASETS)
                .on(Tables.int4(Tables.DATASETS, "id").eq(DATASET))
                .where(Tables.text(Tables.DATASETS, "name").eq(dataset))
                .and(Tables.int8(Tables.DAYS, "malformed").gt(0L))
                .orderBy(RECEIVED_DAY.desc())
                .limit(entries)
                .fetch(row -> new Partition(row.value1(), row.value2()));
    }

    /** That a row of {@code table} lies in one of the partitions, said first so that PostgreSQL leaves most others alone. */
    static Condition isIn(Table<?> table, List<Partition> partitions) {
        Field<Integer> dataset = Tables.int4(table, "dataset");
        Field<LocalDate> day = Tables.date(table, "received_day");
        return dataset.in(partitions.stream().map(Partition::dataset).distinct().toList())
                .and(day.in(partitions.stream().map(Partition::day).distinct().toList()))
                .and(row(dataset, day)
                        .in(partitions.stream()
                                .map(place -> row(place.dataset(), place.day()))
                                .toList()));
    }

    private static List<Partition> where(DSLContext sql, Condition condition) {
        return sql.select(DATASET, RECEIVED_DAY)
                .from(Tables.DAYS)
                .where(condition)
                .orderBy(RECEIVED_DAY, DATASET)
                .fetch(row -> new Partition(row.value1(), row.value2()));
    }
}
