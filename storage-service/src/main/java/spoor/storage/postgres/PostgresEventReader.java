package spoor.storage.postgres;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.event.EventId;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Reads what {@link PostgresEventStore} stored. */
public final class PostgresEventReader implements EventReader {
    private static final Field<Integer> DATASET_ID = Tables.int4(Tables.DATASETS, "id");
    private static final Field<String> DATASET = Tables.text(Tables.DATASETS, "name");
    private static final Field<Integer> COLLECTOR_ID = Tables.int4(Tables.COLLECTORS, "id");
    private static final Field<String> COLLECTOR = Tables.text(Tables.COLLECTORS, "name");
    private static final Field<Long> BATCH_ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<Integer> BATCH_DATASET = Tables.int4(Tables.BATCHES, "dataset");
    private static final Field<Long> BATCH_WATERMARK = Tables.int8(Tables.BATCHES, "watermark");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");
    private static final Field<Long> EVENT_BATCH = Tables.int8(Tables.EVENTS, "batch");
    private static final Field<Integer> ORDINAL = Tables.int4(Tables.EVENTS, "ordinal");

    private final DSLContext sql;

    public PostgresEventReader(DataSource database) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
    }

    @Override
    public List<DatasetSummary> datasets() {
        Field<BigDecimal> events = coalesce(sum(Tables.int4(Tables.BATCHES, "events")), BigDecimal.ZERO);
        return Failures.guarded(
                "list datasets",
                () -> sql.select(
                                DATASET,
                                events,
                                min(Tables.timestamp(Tables.BATCHES, "min_time")),
                                max(Tables.timestamp(Tables.BATCHES, "max_time")),
                                coalesce(max(BATCH_WATERMARK), 0L),
                                DATASET_ID)
                        .from(Tables.DATASETS)
                        .join(Tables.BATCHES)
                        .on(BATCH_DATASET.eq(DATASET_ID))
                        .groupBy(DATASET_ID, DATASET)
                        .orderBy(DATASET)
                        .fetch(row -> new DatasetSummary(
                                row.value1(),
                                row.value2().longValueExact(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                bytes(row.value6()))));
    }

    private long bytes(int dataset) {
        Field<BigDecimal> size = sum(field("pg_total_relation_size(relid)", SQLDataType.BIGINT));
        long bytes = 0;
        for (String table : List.of("event", "batch", "malformed")) {
            String branch = StoreSchema.NAME + "." + table + "_" + dataset;
            BigDecimal found = sql.select(size)
                    .from("pg_partition_tree({0}::regclass)", DSL.val(branch))
                    .fetchSingle(size);
            bytes += found == null ? 0 : found.longValueExact();
        }
        return bytes;
    }

    @Override
    public List<CollectorLedger> collectors() {
        return Failures.guarded(
                "list collectors",
                () -> sql.select(
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
                        .on(COLLECTOR_ID.eq(Tables.int4(Tables.LEDGER, "collector")))
                        .join(Tables.DATASETS)
                        .on(DATASET_ID.eq(Tables.int4(Tables.LEDGER, "dataset")))
                        .orderBy(COLLECTOR, DATASET)
                        .fetch(row -> new CollectorLedger(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8())));
    }

    @Override
    public long watermark() {
        Field<Long> watermark = Tables.int8(Tables.SEQUENCER, "watermark");
        return Failures.guarded(
                "tell the watermark",
                () -> sql.select(watermark).from(Tables.SEQUENCER).fetchSingle(watermark));
    }

    @Override
    public List<StoredBatch> batchesAfter(long watermark, int limit) {
        return Failures.guarded(
                "read batches",
                () -> sql.select(BATCH_WATERMARK, BATCH_ID, DATASET, BATCH_DATASET, RAW)
                        .from(Tables.BATCHES)
                        .join(Tables.DATASETS)
                        .on(BATCH_DATASET.eq(DATASET_ID))
                        .where(BATCH_WATERMARK.gt(watermark))
                        .orderBy(BATCH_WATERMARK)
                        .limit(limit)
                        .fetch(row -> new StoredBatch(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                events(row.value4(), row.value2(), row.value3(), RawBlock.unpack(row.value5())))));
    }

    private List<StoredEvent> events(int datasetId, long batch, String dataset, List<byte[]> raw) {
        return sql.select(
                        ORDINAL,
                        COLLECTOR,
                        Tables.timestamp(Tables.EVENTS, "time"),
                        Tables.timestamp(Tables.EVENTS, "occurred_at"),
                        Tables.timestamp(Tables.EVENTS, "received_at"))
                .from(Tables.EVENTS)
                .join(Tables.COLLECTORS)
                .on(COLLECTOR_ID.eq(Tables.int4(Tables.EVENTS, "collector")))
                .where(Tables.int4(Tables.EVENTS, "dataset").eq(datasetId))
                .and(EVENT_BATCH.eq(batch))
                .orderBy(ORDINAL)
                .fetch(row -> new StoredEvent(
                        new EventId(batch, row.value1()),
                        dataset,
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        raw.get(row.value1())));
    }

    @Override
    public Optional<StoredEvent> find(EventId id) {
        return Failures.guarded(
                "find an event",
                () -> sql.select(DATASET, BATCH_DATASET, RAW)
                        .from(Tables.BATCHES)
                        .join(Tables.DATASETS)
                        .on(BATCH_DATASET.eq(DATASET_ID))
                        .where(BATCH_ID.eq(id.batch()))
                        .fetchOptional()
                        .flatMap(row ->
                                events(row.value2(), id.batch(), row.value1(), RawBlock.unpack(row.value3())).stream()
                                        .filter(event -> event.id().equals(id))
                                        .findFirst()));
    }

    @Override
    public List<MalformedRecord> malformed(String dataset, int limit) {
        Field<Long> batch = Tables.int8(Tables.MALFORMED, "batch");
        Field<Integer> ordinal = Tables.int4(Tables.MALFORMED, "ordinal");
        return Failures.guarded(
                "list malformed entries",
                () -> new ArrayList<>(sql.select(
                                batch,
                                ordinal,
                                COLLECTOR,
                                Tables.timestamp(Tables.MALFORMED, "received_at"),
                                Tables.text(Tables.MALFORMED, "reason"),
                                Tables.int8(Tables.MALFORMED, "byte_offset"),
                                Tables.int8(Tables.MALFORMED, "payload_bytes"),
                                Tables.text(Tables.MALFORMED, "sha256"),
                                RAW)
                        .from(Tables.MALFORMED)
                        .join(Tables.DATASETS)
                        .on(DATASET_ID.eq(Tables.int4(Tables.MALFORMED, "dataset")))
                        .join(Tables.COLLECTORS)
                        .on(COLLECTOR_ID.eq(Tables.int4(Tables.MALFORMED, "collector")))
                        .join(Tables.BATCHES)
                        .on(BATCH_ID.eq(batch))
                        .where(DATASET.eq(dataset))
                        .orderBy(batch.desc(), ordinal.desc())
                        .limit(limit)
                        .fetch(row -> new MalformedRecord(
                                new EventId(row.value1(), row.value2()),
                                dataset,
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                RawBlock.unpack(row.value9()).get(row.value2())))));
    }
}
