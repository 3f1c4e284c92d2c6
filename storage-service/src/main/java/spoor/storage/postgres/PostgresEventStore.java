package spoor.storage.postgres;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sequence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.storage.EventStore;
import spoor.storage.PendingWrite;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;
import spoor.storage.partition.Partition;

/**
 * Takes events into PostgreSQL. One transaction a write, in this order, so that the one lock that everybody needs is held shortest:
 *
 * <ol>
 *   <li>when it is prepared: rows by binary COPY into the leaf of their dataset and day, and what could not be read;
 *   <li>when it is committed: positions; each stream moves from first − 1 to last, or the transaction ends here;
 *   <li>the ledger;
 *   <li>the sequencer gives the batches their watermarks, and they are stored with their bytes and counted in their days;
 *   <li>commit, with {@code synchronous_commit=on}.
 * </ol>
 */
public final class PostgresEventStore implements EventStore {
    private static final Sequence<Long> BATCH_ID = sequence(name(StoreSchema.NAME, "batch_id"), SQLDataType.BIGINT);

    private final DataSource database;
    private final DSLContext sql;
    private final InstantSource clock;
    private final NumberedNames names;
    private final Partitions partitions;
    private final StreamPositions positions;
    private final CopyEvents events;
    private final CopyMalformed malformed;
    private final CountInLedger ledger;
    private final InsertBatch batches;
    private final CountInDay days;

    /** @param clock tells when a collector was seen whose events were all stored before */
    public PostgresEventStore(DataSource database, InstantSource clock) {
        this.database = database;
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.clock = clock;
        this.names = NumberedNames.in(sql);
        this.partitions = new Partitions(sql);
        this.positions = new StreamPositions(names);
        this.events = new CopyEvents(names);
        this.malformed = new CopyMalformed(names);
        this.ledger = new CountInLedger(names);
        this.batches = new InsertBatch(names);
        this.days = new CountInDay(names);
    }

    @Override
    public StreamState open(StreamKey stream, Duration shift) {
        var fresh = new StreamState(0, shift);
        return Failures.guarded("open a stream", () -> {
            positions.insert(sql, stream, fresh);
            return positions.find(sql, stream).orElseThrow();
        });
    }

    @Override
    public WriteResult write(List<Slice> slices) {
        try (PendingWrite write = prepare(slices)) {
            return write.commit();
        }
    }

    @Override
    public PendingWrite prepare(List<Slice> slices) {
        List<PackedBatch> packed =
                BatchDraft.of(slices).stream().map(PackedBatch::of).toList();
        return Failures.guarded("store events", () -> {
            try {
                return begin(slices, packed);
            } catch (DataAccessException e) {
                if (!Failures.isMissingPartition(e)) {
                    throw e;
                }
                // A partition that was known is gone.
                partitions.forget();
                return begin(slices, packed);
            }
        });
    }

    /** INVARIANT: names have their numbers before the transaction, or a full pool of writers would wait for a connection more. */
    private PendingWrite begin(List<Slice> slices, List<PackedBatch> packed) {
        for (Slice slice : slices) {
            names.datasets().of(slice.dataset());
            names.collectors().of(slice.collector());
        }
        for (PackedBatch batch : packed) {
            partitions.ensure(new Partition(
                    names.datasets().of(batch.draft().dataset()), batch.draft().day()));
        }
        Transaction transaction = Transaction.begin(database);
        try {
            DSLContext within = transaction.sql();
            within.execute("set local synchronous_commit = on");
            List<Long> ids = packed.stream().map(_ -> within.nextval(BATCH_ID)).toList();
            for (int i = 0; i < packed.size(); i++) {
                events.copy(within, ids.get(i), packed.get(i).draft());
                malformed.copy(within, ids.get(i), packed.get(i).draft());
            }
            return new CopiedWrite(transaction, SliceSum.of(slices), packed, ids);
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    /** A write whose rows are copied and whose transaction is open. */
    private final class CopiedWrite implements PendingWrite {
        private final Transaction transaction;
        private final List<SliceSum> sums;
        private final List<PackedBatch> packed;
        private final List<Long> ids;

        CopiedWrite(Transaction transaction, List<SliceSum> sums, List<PackedBatch> packed, List<Long> ids) {
            this.transaction = transaction;
            this.sums = sums;
            this.packed = packed;
            this.ids = ids;
        }

        @Override
        public WriteResult commit() {
            return Failures.guarded("store events", () -> {
                DSLContext within = transaction.sql();
                for (SliceSum sum : sums) {
                    Optional<StreamKey> stream = sum.streamKey();
                    if (stream.isPresent() && !positions.move(within, stream.get(), sum.first(), sum.last())) {
                        transaction.close();
                        return elsewhere(stream.get());
                    }
                }
                sums.forEach(sum -> ledger.count(within, sum, clock.instant()));
                long watermark = packed.isEmpty() ? Sequencer.last(within) : number(within);
                transaction.commit();
                return new WriteResult.Committed(watermark);
            });
        }

        private long number(DSLContext within) {
            long watermark = Sequencer.next(within, packed.size());
            for (int i = 0; i < packed.size(); i++) {
                long number = watermark - packed.size() + 1 + i;
                batches.insert(within, ids.get(i), number, packed.get(i));
                days.count(within, ids.get(i), number, packed.get(i).draft());
            }
            return watermark;
        }

        private WriteResult elsewhere(StreamKey stream) {
            long position =
                    positions.find(sql, stream).map(StreamState::position).orElse(0L);
            return new WriteResult.PositionMoved(stream, position);
        }

        @Override
        public void close() {
            transaction.close();
        }
    }
}
