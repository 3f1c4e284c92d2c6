package spoor.storage.postgres;

import org.jooq.DSLContext;

/** Stores a batch under its watermark, with its blocks. */
final class InsertBatch {
    private final NumberedNames names;

    InsertBatch(NumberedNames names) {
        this.names = names;
    }

    void insert(DSLContext sql, long id, long watermark, PackedBatch batch) {
        BatchDraft draft = batch.draft();
        sql.insertInto(
                        Tables.BATCHES,
                        Tables.int8(Tables.BATCHES, "id"),
                        Tables.int4(Tables.BATCHES, "dataset"),
                        Tables.date(Tables.BATCHES, "received_day"),
                        Tables.int8(Tables.BATCHES, "watermark"),
                        Tables.int4(Tables.BATCHES, "mapping_version"),
                        Tables.int4(Tables.BATCHES, "events"),
                        Tables.timestamp(Tables.BATCHES, "min_time"),
                        Tables.timestamp(Tables.BATCHES, "max_time"),
                        Tables.bytes(Tables.BATCHES, "raw"),
                        Tables.bytes(Tables.BATCHES, "head"))
                .values(
                        id,
                        names.datasets().of(draft.dataset()),
                        draft.day(),
                        watermark,
                        draft.mappingVersion(),
                        draft.events(),
                        draft.minTime(),
                        draft.maxTime(),
                        batch.raw(),
                        batch.head())
                .execute();
    }
}
