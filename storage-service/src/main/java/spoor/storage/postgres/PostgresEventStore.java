package spoor.storage.postgres;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sequence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.storage.EventStore;
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
 *   <li>rows by binary COPY into the leaf of their dataset and day, and what could not be read;
 *   <li>positions: each stream moves from first − 1 to last, or the transaction ends here;
 *   <li>the ledger;
 *   <li>the sequencer gives the batches their watermarks, and they are stored with their bytes and counted in their days;
 *   <li>commit, with {@code synchronous_commit=on}.
 * </ol>
 */
public final class PostgresEventStore implements EventStore {
    private static final Sequence<Long> BATCH_ID = sequence(name(StoreSchema.NAME, "batch_id"), SQLDataType.BIGINT);

    /** In this order two writes of the same streams cannot wait for each other; a stream's slices keep theirs. */
    private static final Comparator<Slice> LOCK_ORDER = Comparator.comparing(Slice::dataset)
            .thenComparing(Slice::collector)
            .thenComparing(slice -> String.valueOf(slice.stream()));

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
        return Failures.guarded(
                "open a stream",
                () -> twice(() -> {
                    positions.insert(sql, stream, fresh);
                    return positions.find(sql, stream).orElseThrow(GoneException::new);
                }));
    }

    @Override
    public WriteResult write(List<Slice> slices) {
        List<PackedBatch> packed =
                BatchDraft.of(slices).stream().map(PackedBatch::of).toList();
        return Failures.guarded("store events", () -> {
            try {
                return twice(() -> attempt(slices, packed));
            } catch (PositionMovedException e) {
                long position = names.has(e.stream)
                        ? positions
                                .find(sql, e.stream)
                                .map(StreamState::position)
                                .orElse(0L)
                        : 0;
                return new WriteResult.PositionMoved(e.stream, position);
            }
        });
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
        names.forget();
        partitions.forget();
        try {
            return attempt.get();
        } catch (GoneException e) {
            throw new StoreException("A dataset was purged twice while events were stored in it", true, e);
        }
    }

    /** INVARIANT: names have their numbers before the transaction, or a full pool of writers would wait for a connection more. */
    private WriteResult attempt(List<Slice> slices, List<PackedBatch> packed) {
        nameBeginnings(slices);
        for (PackedBatch batch : packed) {
            partitions.ensure(new Partition(
                    names.datasets().of(batch.draft().dataset()), batch.draft().day()));
        }
        return sql.transactionResult(transaction -> write(transaction.dsl(), slices, packed));
    }

    /**
     * Gives numbers to names that are new.
     *
     * <p>INVARIANT: who goes on with a stream of which nothing is known brings no name in: so a purged dataset does not come back by
     * half.
     */
    private void nameBeginnings(List<Slice> slices) {
        for (Slice slice : slices) {
            if (!goesOn(slice)) {
                names.datasets().of(slice.dataset());
                names.collectors().of(slice.collector());
            }
        }
        slices.stream()
                .filter(PostgresEventStore::goesOn)
                .flatMap(slice -> slice.streamKey().stream())
                .filter(stream -> !names.has(stream))
                .findFirst()
                .ifPresent(stream -> {
                    throw new PositionMovedException(stream);
                });
    }

    private static boolean goesOn(Slice slice) {
        return slice.firstSequence() > 1 && !slice.entries().isEmpty();
    }

    private WriteResult write(DSLContext within, List<Slice> slices, List<PackedBatch> packed) {
        begin(within, slices);
        List<Long> ids = packed.stream().map(_ -> within.nextval(BATCH_ID)).toList();
        for (int i = 0; i < packed.size(); i++) {
            events.copy(within, ids.get(i), packed.get(i).draft());
            malformed.copy(within, ids.get(i), packed.get(i).draft());
        }
        List<Slice> inLockOrder = slices.stream().sorted(LOCK_ORDER).toList();
        inLockOrder.forEach(slice -> move(within, slice));
        inLockOrder.forEach(slice -> ledger.count(within, slice, clock.instant()));
        if (packed.isEmpty()) {
            return new WriteResult.Committed(Sequencer.last(within));
        }
        long watermark = Sequencer.next(within, packed.size());
        for (int i = 0; i < packed.size(); i++) {
            long number = watermark - packed.size() + 1 + i;
            batches.insert(within, ids.get(i), number, packed.get(i));
            days.count(within, ids.get(i), number, packed.get(i).draft());
        }
        return new WriteResult.Committed(watermark);
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

    private void move(DSLContext within, Slice slice) {
        slice.streamKey().filter(_ -> !slice.entries().isEmpty()).ifPresent(stream -> {
            if (!positions.move(within, stream, slice.firstSequence(), slice.lastSequence())) {
                throw new PositionMovedException(stream);
            }
        });
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
