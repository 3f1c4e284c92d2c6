package spoor.storage.postgres;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sequence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/**
 * Takes events into PostgreSQL. One transaction a write, in this order, so that the one lock that everybody needs is held shortest:
 *
 * <ol>
 *   <li>rows by binary COPY into the leaf of their dataset and day, and what could not be read;
 *   <li>positions: each stream moves from first − 1 to last, or the transaction ends here;
 *   <li>the ledger;
 *   <li>the sequencer gives the batches their watermarks, and they are stored with their bytes;
 *   <li>commit, with {@code synchronous_commit=on}.
 * </ol>
 */
public final class PostgresEventStore implements EventStore {
    private static final Sequence<Long> BATCH_ID = sequence(name(StoreSchema.NAME, "batch_id"), SQLDataType.BIGINT);
    private static final Field<Long> POSITION = Tables.int8(Tables.STREAMS, "position");
    private static final Field<Long> SHIFT = Tables.int8(Tables.STREAMS, "shift_micros");

    private final DSLContext sql;
    private final Partitions partitions;
    private final Numbers datasets;
    private final Numbers collectors;

    public PostgresEventStore(DataSource database) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.partitions = new Partitions(sql);
        this.datasets = new Numbers(sql, Tables.DATASETS);
        this.collectors = new Numbers(sql, Tables.COLLECTORS);
    }

    @Override
    public StreamState open(StreamKey stream, Duration shift) {
        var fresh = new StreamState(0, shift);
        return Failures.guarded("open a stream", () -> {
            insertStream(sql, stream, fresh);
            return sql.select(POSITION, SHIFT)
                    .from(Tables.STREAMS)
                    .where(is(stream))
                    .fetchSingle(row -> new StreamState(row.value1(), Duration.of(row.value2(), ChronoUnit.MICROS)));
        });
    }

    @Override
    public WriteResult write(List<Slice> slices) {
        List<BatchDraft> batches = BatchDraft.of(slices);
        return Failures.guarded("store events", () -> {
            try {
                return attemptTwice(slices, batches);
            } catch (PositionMovedException e) {
                return new WriteResult.PositionMoved(e.stream, position(e.stream));
            }
        });
    }

    /** The second time where a partition that was known is gone. */
    private WriteResult attemptTwice(List<Slice> slices, List<BatchDraft> batches) {
        try {
            return attempt(slices, batches);
        } catch (DataAccessException e) {
            if (!Failures.isMissingPartition(e)) {
                throw e;
            }
            partitions.forget();
            return attempt(slices, batches);
        }
    }

    /** INVARIANT: names have their numbers before the transaction, or a full pool of writers would wait for a connection more. */
    private WriteResult attempt(List<Slice> slices, List<BatchDraft> batches) {
        for (Slice slice : slices) {
            datasets.of(slice.dataset());
            collectors.of(slice.collector());
        }
        batches.forEach(batch -> partitions.ensure(datasets.of(batch.dataset()), batch.day()));
        return sql.transactionResult(transaction -> write(transaction.dsl(), slices, batches));
    }

    private WriteResult write(DSLContext within, List<Slice> slices, List<BatchDraft> batches) {
        within.execute("set local synchronous_commit = on");
        List<Long> ids = batches.stream().map(_ -> within.nextval(BATCH_ID)).toList();
        for (int i = 0; i < batches.size(); i++) {
            copyEvents(within, ids.get(i), batches.get(i));
            insertMalformed(within, ids.get(i), batches.get(i));
        }
        // Sorted, so that two writes of the same streams cannot wait for each other; the sort keeps a stream's slices
        // in order.
        List<Slice> inLockOrder = slices.stream()
                .sorted(Comparator.comparing(Slice::dataset)
                        .thenComparing(Slice::collector)
                        .thenComparing(slice -> String.valueOf(slice.stream())))
                .toList();
        inLockOrder.forEach(slice -> movePosition(within, slice));
        inLockOrder.forEach(slice -> count(within, slice));
        long watermark = nextWatermarks(within, batches.size());
        for (int i = 0; i < batches.size(); i++) {
            insertBatch(within, ids.get(i), watermark - batches.size() + 1 + i, batches.get(i));
        }
        return new WriteResult.Committed(watermark);
    }

    private void copyEvents(DSLContext within, long id, BatchDraft batch) {
        int dataset = datasets.of(batch.dataset());
        var rows = new EventRows(id, dataset, batch.day());
        int ordinal = 0;
        boolean isEmpty = true;
        for (BatchDraft.Item item : batch.items()) {
            if (item.entry() instanceof Entry.Read read) {
                rows.add(ordinal, collectors.of(item.collector()), read.event());
                isEmpty = false;
            }
            ordinal++;
        }
        if (!isEmpty) {
            String statement = EventRows.copyInto(Partitions.leaf("event", dataset, batch.day()));
            byte[] encoded = rows.end();
            within.connection(connection -> copy(connection, statement, encoded));
        }
    }

    private static void copy(Connection connection, String statement, byte[] rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void insertMalformed(DSLContext within, long id, BatchDraft batch) {
        for (int ordinal = 0; ordinal < batch.items().size(); ordinal++) {
            BatchDraft.Item item = batch.items().get(ordinal);
            if (item.entry() instanceof Entry.Malformed bad) {
                within.insertInto(
                                Tables.MALFORMED,
                                Tables.int8(Tables.MALFORMED, "batch"),
                                Tables.int4(Tables.MALFORMED, "ordinal"),
                                Tables.int4(Tables.MALFORMED, "dataset"),
                                Tables.date(Tables.MALFORMED, "received_day"),
                                Tables.int4(Tables.MALFORMED, "collector"),
                                Tables.timestamp(Tables.MALFORMED, "received_at"),
                                Tables.text(Tables.MALFORMED, "reason"),
                                Tables.int8(Tables.MALFORMED, "byte_offset"),
                                Tables.int8(Tables.MALFORMED, "payload_bytes"),
                                Tables.text(Tables.MALFORMED, "sha256"))
                        .values(
                                id,
                                ordinal,
                                datasets.of(batch.dataset()),
                                batch.day(),
                                collectors.of(item.collector()),
                                bad.receivedAt(),
                                bad.reason().replace('\0', '\u2400'),
                                bad.byteOffset(),
                                bad.payloadBytes(),
                                bad.sha256())
                        .execute();
            }
        }
    }

    /** INVARIANT: a stream moves from first − 1 to last in the transaction that stores first…last, or that transaction aborts. */
    private void movePosition(DSLContext within, Slice slice) {
        Optional<StreamKey> stream =
                slice.streamKey().filter(_ -> !slice.entries().isEmpty());
        if (stream.isEmpty()) {
            return;
        }
        int moved = within.update(Tables.STREAMS)
                .set(POSITION, slice.lastSequence())
                .where(is(stream.get()))
                .and(POSITION.eq(slice.firstSequence() - 1))
                .execute();
        boolean isNew = moved == 0
                && slice.firstSequence() == 1
                && insertStream(within, stream.get(), new StreamState(slice.lastSequence(), Duration.ZERO)) == 1;
        if (moved == 0 && !isNew) {
            throw new PositionMovedException(stream.get());
        }
    }

    private int insertStream(DSLContext within, StreamKey stream, StreamState state) {
        return within.insertInto(
                        Tables.STREAMS,
                        Tables.int4(Tables.STREAMS, "dataset"),
                        Tables.int4(Tables.STREAMS, "collector"),
                        Tables.text(Tables.STREAMS, "stream"),
                        POSITION,
                        SHIFT)
                .values(
                        datasets.of(stream.dataset()),
                        collectors.of(stream.collector()),
                        stream.stream(),
                        state.position(),
                        state.shift().dividedBy(ChronoUnit.MICROS.getDuration()))
                .onConflictDoNothing()
                .execute();
    }

    private void count(DSLContext within, Slice slice) {
        long malformed = slice.entries().stream()
                .filter(Entry.Malformed.class::isInstance)
                .count();
        long stored = slice.entries().size() - malformed;
        Instant seen = slice.entries().isEmpty()
                ? Instant.EPOCH
                : slice.entries().getLast().receivedAt();
        Field<Instant> lastSeen = Tables.timestamp(Tables.LEDGER, "last_seen");
        Field<Long> received = Tables.int8(Tables.LEDGER, "received");
        Field<Long> storedSoFar = Tables.int8(Tables.LEDGER, "stored");
        Field<Long> duplicate = Tables.int8(Tables.LEDGER, "duplicate");
        Field<Long> rejected = Tables.int8(Tables.LEDGER, "rejected");
        Field<Long> malformedSoFar = Tables.int8(Tables.LEDGER, "malformed");
        within.insertInto(
                        Tables.LEDGER,
                        Tables.int4(Tables.LEDGER, "dataset"),
                        Tables.int4(Tables.LEDGER, "collector"),
                        lastSeen,
                        received,
                        storedSoFar,
                        duplicate,
                        rejected,
                        malformedSoFar)
                .values(
                        datasets.of(slice.dataset()),
                        collectors.of(slice.collector()),
                        seen,
                        slice.entries().size() + slice.duplicates(),
                        stored,
                        slice.duplicates(),
                        0L,
                        malformed)
                .onConflict(Tables.int4(Tables.LEDGER, "dataset"), Tables.int4(Tables.LEDGER, "collector"))
                .doUpdate()
                .set(lastSeen, greatest(lastSeen, excluded(lastSeen)))
                .set(received, received.plus(excluded(received)))
                .set(storedSoFar, storedSoFar.plus(excluded(storedSoFar)))
                .set(duplicate, duplicate.plus(excluded(duplicate)))
                .set(malformedSoFar, malformedSoFar.plus(excluded(malformedSoFar)))
                .execute();
    }

    /** INVARIANT: the row's lock is held until the commit, so watermarks follow the commits, without gaps. */
    private static long nextWatermarks(DSLContext within, int batches) {
        Field<Long> watermark = Tables.int8(Tables.SEQUENCER, "watermark");
        if (batches == 0) {
            return within.select(watermark).from(Tables.SEQUENCER).fetchSingle(watermark);
        }
        return within.update(Tables.SEQUENCER)
                .set(watermark, watermark.plus((long) batches))
                .returningResult(watermark)
                .fetchSingle(watermark);
    }

    private void insertBatch(DSLContext within, long id, long watermark, BatchDraft batch) {
        within.insertInto(
                        Tables.BATCHES,
                        Tables.int8(Tables.BATCHES, "id"),
                        Tables.int4(Tables.BATCHES, "dataset"),
                        Tables.date(Tables.BATCHES, "received_day"),
                        Tables.int8(Tables.BATCHES, "watermark"),
                        Tables.int4(Tables.BATCHES, "mapping_version"),
                        Tables.int4(Tables.BATCHES, "events"),
                        Tables.timestamp(Tables.BATCHES, "min_time"),
                        Tables.timestamp(Tables.BATCHES, "max_time"),
                        Tables.bytes(Tables.BATCHES, "raw"))
                .values(
                        id,
                        datasets.of(batch.dataset()),
                        batch.day(),
                        watermark,
                        batch.mappingVersion(),
                        Math.toIntExact(batch.events().count()),
                        batch.minTime().orElse(null),
                        batch.maxTime().orElse(null),
                        batch.rawBlock())
                .execute();
    }

    private long position(StreamKey stream) {
        return sql.select(POSITION)
                .from(Tables.STREAMS)
                .where(is(stream))
                .fetchOptional(POSITION)
                .orElse(0L);
    }

    private Condition is(StreamKey stream) {
        return Tables.int4(Tables.STREAMS, "dataset")
                .eq(datasets.of(stream.dataset()))
                .and(Tables.int4(Tables.STREAMS, "collector").eq(collectors.of(stream.collector())))
                .and(Tables.text(Tables.STREAMS, "stream").eq(stream.stream()));
    }

    /** Ends the transaction that finds that a stream is elsewhere. */
    private static final class PositionMovedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient StreamKey stream;

        PositionMovedException(StreamKey stream) {
            super("Stream " + stream + " is elsewhere", null, false, false);
            this.stream = stream;
        }
    }
}
