package spoor.storage.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.partition.Partition;

/**
 * What batches cost to write, and one to read just after its commit as the mirror does, by how its events' times are found: the
 * figures of ADR 6. The ways take turns of some batches, so that whatever else the machine does meets them alike.
 *
 * <p>Arguments: a zip of NDJSON, events for each way, events a batch. Prints a line of figures for each way.
 */
final class BatchReadBenchmark {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final int TURN_EVENTS = 40_000;
    private static final int READ_EVERY_EVENTS = 10_000;

    private BatchReadBenchmark() {}

    private enum Way {
        BTREE("create index event_batch on spoor.event (batch)"),
        BRIN(
                "create index event_batch on spoor.event using brin (batch) with (pages_per_range = 16, autosummarize = on)"),
        HEAD_BLOCK("select 1");

        private final String preparation;

        Way(String preparation) {
            this.preparation = preparation;
        }

        boolean readsRows() {
            return this != HEAD_BLOCK;
        }
    }

    static void main(String[] arguments) throws IOException, SQLException {
        List<Entry.Read> events = events(Path.of(arguments[0]));
        int total = Integer.parseInt(arguments[1]);
        int batchEvents = Integer.parseInt(arguments[2]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            List<Side> sides = new ArrayList<>();
            for (Way way : Way.values()) {
                sides.add(new Side(postgres, way));
            }
            for (int turn = 0; turn * TURN_EVENTS < total; turn++) {
                for (int i = 0; i < sides.size(); i++) {
                    sides.get((turn + i) % sides.size()).take(turn, events, batchEvents);
                }
            }
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            sides.forEach(side -> out.println(side.figures()));
        }
    }

    /** One way, in a database of its own. */
    private static final class Side {
        private final Way way;
        private final DSLContext sql;
        private final CopyEntries copy;
        private final InsertBatch insert;
        private final List<Double> readMillis = new ArrayList<>();
        private long batch;
        private long written;
        private long writeNanos;
        private long walBytes;

        Side(EmbeddedPostgres postgres, Way way) throws SQLException {
            this.way = way;
            String name = way.name().toLowerCase(Locale.ROOT);
            DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES).execute("create database " + name);
            StoreSchema.migrate(postgres.getDatabase("postgres", name));
            sql = DSL.using(postgres.getDatabase("postgres", name).getConnection(), SQLDialect.POSTGRES);
            sql.execute(way.preparation);
            var names = NumberedNames.in(sql);
            copy = new CopyEntries(names);
            insert = new InsertBatch(names);
            Leaves.make(sql, new Partition(names.datasets().of("office"), LocalDate.ofInstant(NOON, ZoneOffset.UTC)));
            names.collectors().of("alpha");
        }

        void take(int turn, List<Entry.Read> events, int batchEvents) {
            for (int first = 0; first < TURN_EVENTS; first += batchEvents) {
                int from = turn * TURN_EVENTS + first;
                List<Entry> entries = IntStream.range(from, from + batchEvents)
                        .mapToObj(i -> received(events.get(i % events.size()), NOON.plusNanos(5_000L * i)))
                        .toList();
                write(entries);
                if (first % READ_EVERY_EVENTS == 0) {
                    read(batchEvents);
                }
            }
        }

        private void write(List<Entry> entries) {
            BatchDraft draft = BatchDraft.of(List.of(new Slice("office", "alpha", null, 0, 1, entries, 0)))
                    .getFirst();
            String before = position();
            long start = System.nanoTime();
            PackedBatch packed = way.readsRows()
                    ? new PackedBatch(
                            draft,
                            RawBlock.pack(entries.stream().map(Entry::raw).toList()),
                            new byte[0])
                    : PackedBatch.of(draft);
            batch++;
            sql.transaction(transaction -> {
                copy.copy(transaction.dsl(), batch, draft);
                insert.insert(transaction.dsl(), batch, Sequencer.next(transaction.dsl(), 1), packed);
            });
            writeNanos += System.nanoTime() - start;
            walBytes += sql.fetchSingle("select (pg_current_wal_insert_lsn() - ?::pg_lsn)::bigint", before)
                    .get(0, Long.class);
            written += entries.size();
        }

        private void read(int expected) {
            long start = System.nanoTime();
            int found = way.readsRows()
                    ? rows()
                    : SelectBatches.after(sql, batch - 1, 1).getFirst().events().size();
            readMillis.add((System.nanoTime() - start) / 1e6);
            if (found != expected) {
                throw new IllegalStateException("%s gave %d events, not %d".formatted(way, found, expected));
            }
        }

        /** The batch's block, and its events' rows by their batch. */
        private int rows() {
            List<byte[]> raw = RawBlock.unpack(sql.fetchSingle(
                            "select raw from spoor.batch where watermark > ? order by watermark limit 1", batch - 1)
                    .get(0, byte[].class));
            return BatchHeads.heads(sql, batch).stream()
                    .map(head -> raw.get(head.ordinal()))
                    .toList()
                    .size();
        }

        private String position() {
            return sql.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class);
        }

        String figures() {
            double[] reads = readMillis.stream()
                    .skip(readMillis.size() / 10)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            double[] latest = Arrays.copyOfRange(reads, reads.length * 9 / 10, reads.length);
            return "%-10s events %d, write %.2f us/event, WAL %.1f B/event, read %.2f ms (latest tenth %.2f ms), head %.2f B/event"
                    .formatted(
                            way,
                            written,
                            writeNanos / 1e3 / written,
                            (double) walBytes / written,
                            median(reads),
                            median(latest),
                            sql.fetchSingle("select sum(length(head)) from spoor.batch")
                                            .get(0, Double.class)
                                    / written);
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Entry received(Entry.Read read, Instant receivedAt) {
        Event event = read.event();
        return new Entry.Read(read.raw(), new Event(event.time(), event.occurredAt(), receivedAt, event.columns()));
    }

    private static List<Entry.Read> events(Path zip) throws IOException {
        Mappings mappings = Mappings.bundled();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".json") && !entry.getName().startsWith("__MACOSX")) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .map(raw -> new Entry.Read(
                                    raw, Event.received((Reading.Read) mappings.read(raw), NOON, Correction.none())))
                            .toList();
                }
            }
        }
        throw new IOException("There is no .json file in " + zip);
    }
}
