package spoor.storage.postgres;

import static org.jooq.impl.DSL.min;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import spoor.event.EventId;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Batches with their events, all of it from their blocks: the events' own rows are not touched. */
final class SelectBatches {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<Integer> DATASET_ID = Tables.int4(Tables.BATCHES, "dataset");
    private static final Field<Long> WATERMARK = Tables.int8(Tables.BATCHES, "watermark");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");
    private static final Field<byte[]> HEAD = Tables.bytes(Tables.BATCHES, "head");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");

    /** Of events' bytes, after which no further batch is taken into memory. */
    private static final long ENOUGH_BYTES = 32 << 20;

    private SelectBatches() {}

    /** In the order of their watermarks; fewer than {@code limit}, but one at least, where they are large. */
    static List<StoredBatch> after(DSLContext sql, long watermark, int limit) {
        Optional<Condition> news = news(sql, watermark);
        return news.isEmpty() ? List.of() : after(sql, watermark, limit, news.get());
    }

    /** Where the batches after a watermark are: by it PostgreSQL leaves the other partitions alone, of which months make thousands. */
    private static Optional<Condition> news(DSLContext sql, long watermark) {
        Field<Integer> dataset = Tables.int4(Tables.DAYS, "dataset");
        Field<LocalDate> first = min(Tables.date(Tables.DAYS, "received_day"));
        Result<Record2<Integer, LocalDate>> days = sql.select(dataset, first)
                .from(Tables.DAYS)
                .where(Tables.int8(Tables.DAYS, "watermark").gt(watermark))
                .groupBy(dataset)
                .orderBy(dataset)
                .fetch();
        return days.stream()
                .map(Record2::value2)
                .min(Comparator.naturalOrder())
                .map(day -> DATASET_ID
                        .in(days.getValues(dataset))
                        .and(Tables.date(Tables.BATCHES, "received_day").ge(day)));
    }

    private static List<StoredBatch> after(DSLContext sql, long watermark, int limit, Condition news) {
        var found = new ArrayList<StoredBatch>();
        long bytes = 0;
        try (var rows = where(sql, WATERMARK.gt(watermark).and(news))
                .orderBy(WATERMARK)
                .limit(limit)
                .fetchSize(1)
                .fetchLazy()) {
            while (bytes < ENOUGH_BYTES && rows.hasNext()) {
                StoredBatch batch = batch(rows.fetchNext());
                bytes += batch.events().stream()
                        .mapToLong(event -> event.raw().length)
                        .sum();
                found.add(batch);
            }
        }
        return found;
    }

    static Optional<StoredBatch> withId(DSLContext sql, long id) {
        return where(sql, ID.eq(id)).fetchOptional(SelectBatches::batch);
    }

    private static SelectConditionStep<Record5<Long, Long, String, byte[], byte[]>> where(
            DSLContext sql, Condition condition) {
        return sql.select(WATERMARK, ID, DATASET, RAW, HEAD)
                .from(Tables.BATCHES)
                .join(Tables.DATASETS)
                .on(DATASET_ID.eq(Tables.int4(Tables.DATASETS, "id")))
                .where(condition);
    }

    private static StoredBatch batch(Record5<Long, Long, String, byte[], byte[]> row) {
        long id = row.value2();
        String dataset = row.value3();
        List<byte[]> raw = RawBlock.unpack(row.value4());
        List<StoredEvent> events = HeadBlock.unpack(row.value5()).stream()
                .map(head -> new StoredEvent(
                        new EventId(id, head.ordinal()),
                        dataset,
                        head.collector(),
                        head.time(),
                        head.occurredAt(),
                        head.receivedAt(),
                        raw.get(head.ordinal())))
                .toList();
        return new StoredBatch(row.value1(), id, dataset, events);
    }
}
