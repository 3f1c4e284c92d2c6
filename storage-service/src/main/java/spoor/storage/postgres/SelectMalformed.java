package spoor.storage.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import spoor.event.EventId;
import spoor.storage.Entry;
import spoor.storage.MalformedRecord;
import spoor.storage.partition.Partition;

/** A dataset's latest entries that could not be read, with their bytes. A batch's block is opened once, and one at a time. */
final class SelectMalformed {
    private static final Field<Long> BATCH = Tables.int8(Tables.MALFORMED, "batch");
    private static final Field<Integer> ORDINAL = Tables.int4(Tables.MALFORMED, "ordinal");
    private static final Field<String> COLLECTOR = Tables.text(Tables.COLLECTORS, "name");
    private static final Field<Instant> RECEIVED_AT = Tables.timestamp(Tables.MALFORMED, "received_at");
    private static final Field<String> REASON = Tables.text(Tables.MALFORMED, "reason");
    private static final Field<Long> BYTE_OFFSET = Tables.int8(Tables.MALFORMED, "byte_offset");
    private static final Field<Long> PAYLOAD_BYTES = Tables.int8(Tables.MALFORMED, "payload_bytes");
    private static final Field<String> SHA256 = Tables.text(Tables.MALFORMED, "sha256");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");

    private SelectMalformed() {}

    static List<MalformedRecord> in(DSLContext sql, String dataset, int limit) {
        var found = new ArrayList<MalformedRecord>();
        for (Partition place : SelectDays.withMalformed(sql, dataset, limit)) {
            if (found.size() < limit) {
                found.addAll(in(sql, place, dataset, limit - found.size()));
            }
        }
        return found;
    }

    private static List<MalformedRecord> in(DSLContext sql, Partition place, String dataset, int limit) {
        var found = new ArrayList<MalformedRecord>();
        sql.select(BATCH, ORDINAL, COLLECTOR, RECEIVED_AT, REASON, BYTE_OFFSET, PAYLOAD_BYTES, SHA256)
                .from(Tables.MALFORMED)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Tables.int4(Tables.MALFORMED, "collector")))
                .where(SelectDays.isIn(Tables.MALFORMED, List.of(place)))
                .orderBy(BATCH.desc(), ORDINAL.desc())
                .limit(limit)
                .fetchGroups(BATCH)
                .forEach((batch, rows) -> {
                    List<byte[]> raw = RawBlock.unpack(block(sql, place, batch));
                    rows.forEach(row -> found.add(new MalformedRecord(
                            new EventId(batch, row.get(ORDINAL)),
                            dataset,
                            row.get(COLLECTOR),
                            row.get(RECEIVED_AT),
                            row.get(REASON),
                            row.get(BYTE_OFFSET),
                            row.get(PAYLOAD_BYTES),
                            row.get(SHA256),
                            raw.get(row.get(ORDINAL)))));
                });
        return found;
    }

    /** What could not be read of a batch, beside its bytes. */
    record Bad(String collector, Instant receivedAt, String reason, long byteOffset, long payloadBytes, String sha256) {
        Entry.Malformed entry(byte[] raw) {
            return new Entry.Malformed(raw, receivedAt, reason, byteOffset, payloadBytes, sha256);
        }
    }

    /** By ordinal. */
    static Map<Integer, Bad> ofBatch(DSLContext sql, Partition place, long batch) {
        return sql.select(ORDINAL, COLLECTOR, RECEIVED_AT, REASON, BYTE_OFFSET, PAYLOAD_BYTES, SHA256)
                .from(Tables.MALFORMED)
                .join(Tables.COLLECTORS)
                .on(Tables.int4(Tables.COLLECTORS, "id").eq(Tables.int4(Tables.MALFORMED, "collector")))
                .where(SelectDays.isIn(Tables.MALFORMED, List.of(place)))
                .and(BATCH.eq(batch))
                .fetchMap(
                        ORDINAL,
                        row -> new Bad(
                                row.get(COLLECTOR),
                                row.get(RECEIVED_AT),
                                row.get(REASON),
                                row.get(BYTE_OFFSET),
                                row.get(PAYLOAD_BYTES),
                                row.get(SHA256)));
    }

    private static byte[] block(DSLContext sql, Partition place, long batch) {
        return sql.select(RAW)
                .from(Tables.BATCHES)
                .where(SelectDays.isIn(Tables.BATCHES, List.of(place)))
                .and(Tables.int8(Tables.BATCHES, "id").eq(batch))
                .fetchSingle(RAW);
    }
}
