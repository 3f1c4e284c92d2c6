package spoor.storage.postgres;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sequence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import spoor.storage.StoreException;
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
    private final CopyEntries entries;
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
        this.entries = new CopyEntries(names);
        this.ledger = new CountInLedger(names);
        this.batches = new InsertBatch(names);
        this.days = new CountInDay(names);
    }

    @Override
    public StreamState open(StreamKey stream, Duration shift) {
        var fresh = new StreamState(0, shift);
        return Failures.guarded(
                "open a stream",
                () -> twice(() -> {
                    positions.insert(sql, stream, fresh);
                    return positions.find(sql, stream).orElseThrow(GoneException::new);
                }));
    }

    @Override
    public Optional<StreamState> find(StreamKey stream) {
        return Failures.guarded(
                "look for a stream", () -> names.has(stream) ? positions.find(sql, stream) : Optional.empty());
    }

    @Override
    public WriteResult write(List<Slice> slices) {
        List<PackedBatch> packed = packed(slices);
        return Failures.guarded(
                "store events",
                () -> twice(() -> {
                    try (BegunWrite write = begin(slices, packed)) {
                        return write.attempt();
                    }
                }));
    }

    @Override
    public PendingWrite prepare(List<Slice> slices) {
        List<PackedBatch> packed = packed(slices);
        return Failures.guarded("store events", () -> twice(() -> begin(slices, packed)));
    }

    private static List<PackedBatch> packed(List<Slice> slices) {
        return BatchDraft.of(slices).stream().map(PackedBatch::of).toList();
    }

    /** The second time where a partition, or a whole dataset, that was known is gone. */
    private <T> T twice(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (GoneException e) {
            return again(attempt);
        } catch (DataAccessException e) {
            if (!Failures.isGone(e)) {
                throw e;
            }
            return again(attempt);
        }
    }

    private <T> T again(Supplier<T> attempt) {
        forget();
        try {
            return attempt.get();
        } catch (GoneException e) {
            throw new StoreException("A dataset was purged twice while events were stored in it", true, e);
        }
    }

    private void forget() {
        names.forget();
        partitions.forget();
    }

    /** INVARIANT: names have their numbers before the transaction, or a full pool of writers would wait for a connection more. */
    private BegunWrite begin(List<Slice> slices, List<PackedBatch> packed) {
        Optional<StreamKey> unknown = nameBeginnings(slices);
        if (unknown.isPresent()) {
            return new UnknownStream(unknown.get());
        }
        for (PackedBatch batch : packed) {
            partitions.ensure(new Partition(
                    names.datasets().of(batch.draft().dataset()), batch.draft().day()));
        }
        Transaction transaction = Transaction.begin(database);
        try {
            DSLContext within = transaction.sql();
            begin(within, slices);
            List<Long> ids = packed.stream().map(_ -> within.nextval(BATCH_ID)).toList();
            for (int i = 0; i < packed.size(); i++) {
                entries.copy(within, ids.get(i), packed.get(i).draft());
            }
            return new CopiedWrite(transaction, SliceSum.of(slices), packed, ids);
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    /**
     * Gives numbers to names that are new, and tells a stream that can't be gone on with, if there is one.
     *
     * <p>INVARIANT: who goes on with a stream of which nothing is known brings no name in: so a purged dataset does not come back by
     * half.
     */
    private Optional<StreamKey> nameBeginnings(List<Slice> slices) {
        for (Slice slice : slices) {
            if (!goesOn(slice)) {
                names.datasets().of(slice.dataset());
                names.collectors().of(slice.collector());
            }
        }
        return slices.stream()
                .filter(PostgresEventStore::goesOn)
                .flatMap(slice -> slice.streamKey().stream())
                .filter(stream -> !names.has(stream))
                .findFirst();
    }

    private static boolean goesOn(Slice slice) {
        return slice.firstSequence() > 1 && !slice.entries().isEmpty();
    }

    /** Ends here where a dataset is gone, since who writes into what is left of it would wait for those who did before. */
    private void begin(DSLContext within, List<Slice> slices) {
        Integer[] datasets = slices.stream()
                .map(slice -> names.datasets().of(slice.dataset()))
                .distinct()
                .toArray(Integer[]::new);
        Integer there = within.select(field(selectCount()
                        .from(Tables.DATASETS)
                        .where(Tables.int4(Tables.DATASETS, "id").eq(any(datasets)))))
                .from("set_config('synchronous_commit', 'on', true)")
                .fetchSingle()
                .value1();
        if (there != datasets.length) {
            throw new GoneException();
        }
    }

    /** What {@link #prepare} gives. */
    private abstract class BegunWrite implements PendingWrite {
        abstract WriteResult attempt();

        @Override
        public final WriteResult commit() {
            return Failures.guarded("store events", () -> {
                try {
                    return attempt();
                } catch (DataAccessException e) {
                    if (Failures.isGone(e)) {
                        forget();
                        throw new StoreException("A dataset was purged while events were stored", true, e);
                    }
                    throw e;
                }
            });
        }
    }

    /** A write whose rows are copied and whose transaction is open. */
    private final class CopiedWrite extends BegunWrite {
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
        WriteResult attempt() {
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

        @Override
        public void close() {
            transaction.close();
        }
    }

    /** A write that goes on with a stream of which nothing is known. */
    private final class UnknownStream extends BegunWrite {
        private final StreamKey stream;

        UnknownStream(StreamKey stream) {
            this.stream = stream;
        }

        @Override
        WriteResult attempt() {
            return elsewhere(stream);
        }

        @Override
        public void close() {
            // Nothing has begun.
        }
    }

    private WriteResult elsewhere(StreamKey stream) {
        return new WriteResult.PositionMoved(
                stream, find(stream).map(StreamState::position).orElse(0L));
    }
}
