package spoor.storage.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.event.EventReading;
import spoor.storage.Entry;
import spoor.storage.HistoryChange;
import spoor.storage.Slice;
import spoor.storage.Timing;
import spoor.storage.partition.Partition;

/**
 * Reads one batch again, in one transaction: rows, head, version of the mappings, sums and ledger become what they would be if it had
 * been read so when it came. Its bytes and its watermark stay.
 *
 * <p>The rows of a batch are found by scanning its day, unless a {@link RereadIndex} is there.
 */
final class RereadBatch {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");
    private static final Field<Integer> DATASET = Tables.int4(Tables.BATCHES, "dataset");
    private static final Field<LocalDate> RECEIVED_DAY = Tables.date(Tables.BATCHES, "received_day");
    private static final Field<Long> WATERMARK = Tables.int8(Tables.BATCHES, "watermark");
    private static final Field<Integer> MAPPING_VERSION = Tables.int4(Tables.BATCHES, "mapping_version");
    private static final Field<Integer> EVENTS = Tables.int4(Tables.BATCHES, "events");
    private static final Field<Instant> MIN_TIME = Tables.timestamp(Tables.BATCHES, "min_time");
    private static final Field<Instant> MAX_TIME = Tables.timestamp(Tables.BATCHES, "max_time");
    private static final Field<byte[]> RAW = Tables.bytes(Tables.BATCHES, "raw");
    private static final Field<byte[]> HEAD = Tables.bytes(Tables.BATCHES, "head");
    private static final Field<String> NAME = Tables.text(Tables.DATASETS, "name");

    /** What came of it. */
    record Outcome(long events, long malformed) {
        static final Outcome NOTHING = new Outcome(0, 0);
    }

    private final DSLContext sql;
    private final CopyEntries entries;

    RereadBatch(DSLContext sql) {
        this.sql = sql;
        NumberedNames names = NumberedNames.in(sql);
        this.entries = new CopyEntries(names);
    }

    /** Empty where there is no such batch, or not any more. */
    Optional<Outcome> reread(long id, EventReading reading) {
        try {
            return sql.transactionResult(transaction -> {
                DSLContext within = transaction.dsl();
                within.execute("set local synchronous_commit = on");
                return lock(within, id).map(batch -> reread(within, batch, reading));
            });
        } catch (GoneException e) {
            return Optional.empty();
        }
    }

    private static Optional<Record> lock(DSLContext within, long id) {
        List<Partition> places = SelectDays.ofBatch(within, id);
        return places.isEmpty()
                ? Optional.empty()
                : within.select(ID, DATASET, NAME, RECEIVED_DAY, WATERMARK, EVENTS, MIN_TIME, MAX_TIME, RAW, HEAD)
                        .from(Tables.BATCHES)
                        .join(Tables.DATASETS)
                        .on(Tables.int4(Tables.DATASETS, "id").eq(DATASET))
                        .where(SelectDays.isIn(Tables.BATCHES, places))
                        .and(ID.eq(id))
                        .forUpdate()
                        .of(Tables.BATCHES)
                        .fetchOptional()
                        .map(row -> row);
    }

    private Outcome reread(DSLContext within, Record batch, EventReading reading) {
        long id = batch.get(ID);
        var partition = new Partition(batch.get(DATASET), batch.get(RECEIVED_DAY));
        List<byte[]> raw = RawBlock.unpack(batch.get(RAW));
        Map<Integer, HeadBlock.Head> heads = new HashMap<>();
        HeadBlock.unpack(batch.get(HEAD)).forEach(head -> heads.put(head.ordinal(), head));
        Map<Integer, SelectMalformed.Bad> unreadable = SelectMalformed.ofBatch(within, partition, id);
        List<Slice> slices = new ArrayList<>();
        SortedMap<String, Long> readable = new TreeMap<>();
        for (int ordinal = 0; ordinal < raw.size(); ordinal++) {
            HeadBlock.Head head = heads.get(ordinal);
            SelectMalformed.Bad bad = unreadable.get(ordinal);
            Origin origin = origin(head, bad);
            Entry entry = bad == null
                    ? Entry.read(
                            raw.get(ordinal), Objects.requireNonNull(head).receivedAt(), reading, origin.correction())
                    : bad.entry(raw.get(ordinal)).readAgain(reading, origin.correction());
            slices.add(new Slice(
                    batch.get(NAME),
                    origin.collector(),
                    null,
                    0,
                    reading.version(),
                    List.of(entry),
                    0,
                    new Timing(origin.correction(), null)));
            readable.merge(
                    origin.collector(), (entry instanceof Entry.Read ? 1L : 0) - (bad == null ? 1 : 0), Long::sum);
        }
        PackedBatch after = PackedBatch.of(BatchDraft.of(slices).getFirst());
        long more = (long) after.draft().events() - batch.get(EVENTS);
        replaceRows(within, partition, id, after.draft());
        Recount.ledger(within, partition.dataset(), readable);
        long number = Sequencer.next(within, 1);
        within.update(Tables.BATCHES)
                .set(MAPPING_VERSION, reading.version())
                .set(EVENTS, EVENTS.plus(more))
                .set(MIN_TIME, after.draft().minTime())
                .set(MAX_TIME, after.draft().maxTime())
                .set(HEAD, after.head())
                .where(SelectDays.isIn(Tables.BATCHES, List.of(partition)))
                .and(ID.eq(id))
                .execute();
        Recount.day(within, partition, more, batch.get(MIN_TIME), batch.get(MAX_TIME), after.draft());
        InsertChange.insert(within, new HistoryChange.Reread(number, partition.dataset(), id, batch.get(WATERMARK)));
        long eventsNow = batch.get(EVENTS) + more;
        return new Outcome(eventsNow, raw.size() - eventsNow);
    }

    /** Batches from before heads kept malformed entries know of them only who sent them. */
    private static Origin origin(HeadBlock.@Nullable Head head, SelectMalformed.@Nullable Bad bad) {
        if (head != null) {
            return head.origin();
        }
        if (bad != null) {
            return new Origin(bad.collector(), Correction.none());
        }
        throw new IllegalStateException("An entry is neither an event nor malformed");
    }

    private void replaceRows(DSLContext within, Partition partition, long id, BatchDraft draft) {
        for (var table : List.of(Tables.EVENTS, Tables.MALFORMED)) {
            within.deleteFrom(table)
                    .where(SelectDays.isIn(table, List.of(partition)))
                    .and(Tables.int8(table, "batch").eq(id))
                    .execute();
        }
        entries.copy(within, id, draft);
    }
}
