package spoor.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.SelectConditionStep;
import spoor.event.EventId;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.partition.Partition;

/** Batches with their events, all of it from their blocks: the events' own rows are not touched. */
final class SelectBatches {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<Long> WATERMARK = Tables.int8(Tables.BATCHES, "watermark");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");
    private static final Field<byte[]> HEAD = Tables.bytes(Tables.BATCHES, "head");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");
    private static final Field<Integer> DATASET_NUMBER = Tables.int4(Tables.DATASETS, "id");

    /** Of events' bytes, after which no further batch is taken into memory. */
    private static final long ENOUGH_BYTES = 32 << 20;

    private SelectBatches() {}

    /** In the order of their watermarks; fewer than {@code limit}, but one at least, where they are large. */
    static List<StoredBatch> after(DSLContext sql, long watermark, int limit) {
        List<Partition> places = SelectDays.after(sql, watermark, limit);
        if (places.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<StoredBatch>();
        long bytes = 0;
        try (var rows = in(sql, places)
                .and(WATERMARK.gt(watermark))
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
        List<Partition> places = SelectDays.ofBatch(sql, id);
        return places.isEmpty()
                ? Optional.empty()
                : in(sql, places).and(ID.eq(id)).fetchOptional(SelectBatches::batch);
    }

    private static SelectConditionStep<Record6<Long, Long, String, Integer, byte[], byte[]>> in(
            DSLContext sql, List<Partition> places) {
        return sql.select(WATERMARK, ID, DATASET, DATASET_NUMBER, RAW, HEAD)
                .from(Tables.BATCHES)
                .join(Tables.DATASETS)
                .on(Tables.int4(Tables.BATCHES, "dataset").eq(DATASET_NUMBER))
                .where(SelectDays.isIn(Tables.BATCHES, places));
    }

    private static StoredBatch batch(Record6<Long, Long, String, Integer, byte[], byte[]> row) {
        long id = row.value2();
        String dataset = row.value3();
        List<byte[]> raw = RawBlock.unpack(row.value5());
        List<StoredEvent> events = HeadBlock.unpack(row.value6()).stream()
                .filter(HeadBlock.Head::isEvent)
                .map(head -> new StoredEvent(
                        new EventId(id, head.ordinal()),
                        dataset,
                        head.origin().collector(),
                        head.time(),
                        head.occurredAt(),
                        head.receivedAt(),
                        head.origin().correction(),
                        raw.get(head.ordinal())))
                .toList();
        return new StoredBatch(row.value1(), id, dataset, row.value4(), events);
    }
}
