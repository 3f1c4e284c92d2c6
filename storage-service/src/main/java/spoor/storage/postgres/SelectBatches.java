package spoor.storage.postgres;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.SelectConditionStep;
import spoor.event.EventId;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Batches with their events. */
final class SelectBatches {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<Long> WATERMARK = Tables.int8(Tables.BATCHES, "watermark");
    private static final Field<Integer> DATASET_ID = Tables.int4(Tables.BATCHES, "dataset");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");
    private static final Field<Integer> ORDINAL = Tables.int4(Tables.EVENTS, "ordinal");

    private SelectBatches() {}

    /** In the order of their watermarks. */
    static List<StoredBatch> after(DSLContext sql, long watermark, int limit) {
        return where(sql, WATERMARK.gt(watermark))
                .orderBy(WATERMARK)
                .limit(limit)
                .fetch(row -> batch(sql, row));
    }

    static Optional<StoredBatch> withId(DSLContext sql, long id) {
        return where(sql, ID.eq(id)).fetchOptional(row -> batch(sql, row));
    }

    private static SelectConditionStep<Record5<Long, Long, String, Integer, byte[]>> where(
            DSLContext sql, Condition condition) {
        return sql.select(WATERMARK, ID, DATASET, DATASET_ID, RAW)
                .from(Tables.BATCHES)
                .join(Tables.DATASETS)
                .on(DATASET_ID.eq(Tables.int4(Tables.DATASETS, "id")))
                .where(condition);
    }

    private static StoredBatch batch(DSLContext sql, Record5<Long, Long, String, Integer, byte[]> row) {
        List<byte[]> raw = RawBlock.unpack(row.value5());
        List<StoredEvent> events = sql.select(
                        ORDINAL,
                        Tables.text(Tables.COLLECTORS, "name"),
                        Tables.timestamp(Tables.EVENTS, "time"),
                        Tables.timestamp(Tables.EVENTS, "occurred_at"),
                        Tables.timestamp(Tables.EVENTS, "received_at"))
                .from(Tables.EVENTS)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Tables.int4(Tables.EVENTS, "collector")))
                .where(Tables.int4(Tables.EVENTS, "dataset").eq(row.value4()))
                .and(Tables.int8(Tables.EVENTS, "batch").eq(row.value2()))
                .orderBy(ORDINAL)
                .fetch(event -> new StoredEvent(
                        new EventId(row.value2(), event.value1()),
                        row.value3(),
                        event.value2(),
                        event.value3(),
                        event.value4(),
                        event.value5(),
                        raw.get(event.value1())));
        return new StoredBatch(row.value1(), row.value2(), row.value3(), events);
    }
}
