package spoor.storage.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Entry;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.HistoryChange;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.WriteResult;
import spoor.testkit.PostgresExtension;

/** Changes of the past while others write: neither stops the other, and nothing is left by half. */
class HistoryBesideWritersIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private DSLContext sql;
    private EventStore store;
    private EventReader reader;
    private PostgresEventHistory history;

    @BeforeEach
    void open() {
        sql = DSL.using(postgres.dataSource(), SQLDialect.POSTGRES);
        store = anotherStore();
        reader = new PostgresEventReader(postgres.dataSource());
        history = new PostgresEventHistory(postgres.dataSource());
    }

    @Test
    void newDataset_isStoredWithinASecond_besideOpenCopies() throws SQLException {
        write("office", null, 0, 0, 1);
        try (var office = new OpenCopy("event_1_20260504")) {
            Duration fastest = IntStream.range(0, 3)
                    .mapToObj(i -> time(() -> write("new-" + i, null, 0, 0, 1)))
                    .min(Duration::compareTo)
                    .orElseThrow();
            assertThat(fastest).isLessThan(Duration.ofSeconds(1));
            assertThat(office.isOpen()).isTrue();
        }
        assertThat(reader.datasets()).hasSize(4);
    }

    @Test
    void newDatasets_ofManyWritersAtOnce_areAllThere() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    EventStore own = anotherStore();
                    for (int j = 0; j < 3; j++) {
                        own.write(List.of(slice("new-" + (i + j) % 8, "c" + i, null, 0, 0, 2)));
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);
        assertThat(reader.datasets())
                .extracting(DatasetSummary::events)
                .containsOnly(6L)
                .hasSize(8);
    }

    @Test
    void droppingDays_waitsForAnOpenCopy_andKeepsNobodyWaiting() throws SQLException {
        write("office", null, 0, 0, 1);
        write("office", null, 0, 1, 1);
        CompletableFuture<Integer> drop;
        try (var copy = new OpenCopy("event_1_20260505")) {
            drop = CompletableFuture.supplyAsync(
                    () -> history.dropBefore("office", DAY.plusDays(1)), Thread::startVirtualThread);
            await().atMost(PATIENCE).until(() -> waiting("detach"));
            assertThat(time(() -> write("office", null, 0, 1, 1))).isLessThan(Duration.ofSeconds(5));
            assertThat(time(() -> write("lab", null, 0, 0, 1))).isLessThan(Duration.ofSeconds(5));
            assertThat(reader.batchesAfter(0, 16)).hasSize(3); // out of sight already
            assertThat(drop).isNotDone();
            assertThat(copy.isOpen()).isTrue();
        }
        assertThat(drop.join()).isEqualTo(1);
        assertThat(tables()).contains("event_1_20260505").doesNotContain("event_1_20260504", "batch_1_20260504");
    }

    @Test
    void droppingThatWasInterrupted_isFinished() throws SQLException {
        write("office", null, 0, 0, 1);
        write("office", null, 0, 1, 1);
        try (var copy = new OpenCopy("event_1_20260505")) {
            var drop = CompletableFuture.supplyAsync(
                    () -> history.dropBefore("office", DAY.plusDays(1)), Thread::startVirtualThread);
            await().atMost(PATIENCE).until(() -> waiting("detach"));
            killWaiting("detach");
            assertThatThrownBy(drop::join).hasCauseInstanceOf(StoreException.class);
            assertThat(copy.isOpen()).isTrue();
        }
        assertThat(tables()).contains("event_1_20260504");
        history.dropBefore("office", DAY.plusDays(1));
        assertThat(tables()).contains("event_1_20260505").doesNotContain("event_1_20260504", "batch_1_20260504");
        assertThat(reader.deltaAfter(0, 0, 1).changes()).containsExactly(new HistoryChange.Retention(3, 1, DAY, 1));
        write("office", null, 0, 0, 1);
        assertThat(reader.batchesAfter(0, 16)).hasSize(2);
    }

    @Test
    void purge_ofADatasetInUse_letsItsWritersBeginAnew() throws SQLException {
        write("office", "s", 1, 0, 2);
        write("lab", null, 0, 0, 1);
        CompletableFuture<Boolean> purge;
        try (var copy = new OpenCopy("event_1_20260504")) {
            purge = CompletableFuture.supplyAsync(() -> history.purge("office"), Thread::startVirtualThread);
            await().atMost(PATIENCE).until(() -> waiting("detach"));
            assertThat(store.write(List.of(slice("office", "alpha", "s", 3, 0, 1))))
                    .isInstanceOfSatisfying(
                            WriteResult.PositionMoved.class,
                            moved -> assertThat(moved.position()).isZero());
            assertThat(names()).containsExactly("lab");
            assertThat(store.write(List.of(slice("office", "alpha", "s", 1, 0, 3))))
                    .isInstanceOf(WriteResult.Committed.class);
            assertThat(copy.isOpen()).isTrue();
        }
        assertThat(purge.join()).isTrue();
        assertThat(tables()).noneMatch(table -> table.matches("\\w+_1(_\\d+)?"));
        assertThat(reader.datasets())
                .extracting(DatasetSummary::name, DatasetSummary::events)
                .containsExactly(tuple("lab", 1L), tuple("office", 3L));
    }

    @Test
    void purgeThatWasInterrupted_isFinished() throws SQLException {
        write("office", "s", 1, 0, 2);
        try (var copy = new OpenCopy("event_1_20260504")) {
            var purge = CompletableFuture.supplyAsync(() -> history.purge("office"), Thread::startVirtualThread);
            await().atMost(PATIENCE).until(() -> waiting("detach"));
            killWaiting("detach");
            assertThatThrownBy(purge::join).hasCauseInstanceOf(StoreException.class);
            assertThat(copy.isOpen()).isTrue();
        }
        assertThat(reader.datasets()).isEmpty();
        assertThat(tables()).contains("event_1_20260504");
        history.purge(1);
        assertThat(tables()).noneMatch(table -> table.matches("\\w+_1(_\\d+)?"));
        assertThat(reader.deltaAfter(0, 0, 1).changes()).containsExactly(new HistoryChange.Purge(2, 1));
    }

    @Test
    void collectors_ofOtherDatasets_keepTheirNames() {
        store.write(List.of(slice("office", "alpha", null, 0, 0, 1), slice("office", "beta", null, 0, 0, 1)));
        store.write(List.of(slice("lab", "beta", null, 0, 0, 1)));
        history.purge("office");
        assertThat(sql.fetch("select name from spoor.collector").getValues(0)).isEqualTo(List.of("beta"));
        assertThat(store.write(List.of(slice("lab", "alpha", null, 0, 0, 1))))
                .isInstanceOf(WriteResult.Committed.class);
    }

    /** Streams that are begun anew whenever the store has forgotten them, while their dataset is purged again and again. */
    @Test
    void purges_amongManyWriters_leaveWholeStreamsOnly() throws InterruptedException {
        var isOver = new AtomicBoolean();
        var failure = new AtomicReference<Throwable>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String collector = "c" + i;
            writers.add(Thread.ofVirtual().start(() -> {
                try {
                    writeOnAndOn(collector, isOver);
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            }));
        }
        try {
            for (int i = 0; i < 5; i++) {
                awaitBatches(failure);
                assertThat(history.purge("office")).isTrue();
            }
            awaitBatches(failure);
        } finally {
            isOver.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(failure).hasNullValue();
        assertThat(reader.deltaAfter(0, 0, 1).changes()).hasSize(5);
        assertThat(reader.collectors()).hasSize(4).allSatisfy(ledger -> {
            long position = store.open(new StreamKey("office", ledger.collector(), "s"), Duration.ZERO)
                    .position();
            assertThat(ledger.stored()).isEqualTo(position);
            assertThat(stored(ledger)).isEqualTo(position);
        });
        assertThat(sql.fetchValue("select count(*) from spoor.event"))
                .isEqualTo(reader.datasets().getFirst().events());
        assertThat(sql.fetch("select distinct dataset from spoor.event")).hasSize(1);
        assertThat(sql.fetchValue("select count(*) from pg_class where relname ~ '^(event|batch|malformed)_[0-9]+$'"))
                .isEqualTo(3L);
    }

    private void awaitBatches(AtomicReference<Throwable> failure) {
        long before = reader.watermark();
        await().atMost(PATIENCE).until(() -> reader.watermark() > before + 20 || failure.get() != null);
    }

    private void writeOnAndOn(String collector, AtomicBoolean isOver) {
        EventStore own = anotherStore();
        long next = 1;
        while (!isOver.get()) {
            try {
                next = switch (own.write(List.of(slice("office", collector, "s", next, 0, 2)))) {
                    case WriteResult.Committed _ -> next + 2;
                    case WriteResult.PositionMoved moved -> moved.position() + 1;
                };
            } catch (StoreException e) {
                if (!e.isTransient()) {
                    throw e;
                }
            }
        }
    }

    private long stored(CollectorLedger ledger) {
        return reader.batchesAfter(0, 100_000).stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event -> event.collector().equals(ledger.collector()))
                .count();
    }

    /** Whether somebody waits who says {@code word} in the statement. */
    private boolean waiting(String word) {
        return Boolean.TRUE.equals(sql.fetchValue(
                "select exists (select from pg_stat_activity where query ~ {0} and wait_event_type = 'Lock'"
                        + " and datname = current_database() and pid <> pg_backend_pid())",
                DSL.val(word)));
    }

    private void killWaiting(String word) {
        sql.fetch(
                "select pg_terminate_backend(pid) from pg_stat_activity where query ~ {0}"
                        + " and datname = current_database() and pid <> pg_backend_pid()",
                DSL.val(word));
    }

    private List<String> tables() {
        return sql.fetch(
                        "select relname from pg_class where relnamespace = 'spoor'::regnamespace and relkind in ('r', 'p')")
                .map(row -> row.get(0, String.class));
    }

    private List<String> names() {
        return sql.fetch("select name from spoor.dataset order by name").map(row -> row.get(0, String.class));
    }

    private static Duration time(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private EventStore anotherStore() {
        return new PostgresEventStore(postgres.dataSource(), () -> NOON);
    }

    private void write(String dataset, String stream, long first, int day, int events) {
        assertThat(store.write(List.of(slice(dataset, "alpha", stream, first, day, events))))
                .isInstanceOf(WriteResult.Committed.class);
    }

    private static Slice slice(String dataset, String collector, String stream, long first, int day, int events) {
        Instant receivedAt = NOON.plus(Duration.ofDays(day));
        List<Entry> entries = IntStream.range(0, events)
                .mapToObj(i -> (Entry) new Entry.Read(
                        "{}".getBytes(UTF_8), new Event(receivedAt, null, receivedAt, EventColumns.none())))
                .toList();
        return new Slice(dataset, collector, stream, first, 1, entries, 0);
    }

    /** Somebody's COPY into a leaf, who takes long. */
    private final class OpenCopy implements AutoCloseable {
        private final Connection connection = postgres.dataSource().getConnection();
        private final CopyIn copy;

        OpenCopy(String leaf) throws SQLException {
            connection.setAutoCommit(false);
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy spoor." + leaf
                            + " (batch, ordinal, dataset, received_day, collector, time, received_at) from stdin");
            String day = "%s-%s-%s".formatted(leaf.substring(8, 12), leaf.substring(12, 14), leaf.substring(14));
            byte[] row = "99\t0\t1\t%s\t1\t%s\t%s\n".formatted(day, day, day).getBytes(UTF_8);
            copy.writeToCopy(row, 0, row.length);
            copy.flushCopy();
        }

        boolean isOpen() {
            return copy.isActive();
        }

        @Override
        public void close() throws SQLException {
            copy.cancelCopy();
            connection.rollback();
            connection.close();
        }
    }
}
