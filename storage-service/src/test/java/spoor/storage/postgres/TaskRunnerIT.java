package spoor.storage.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.event.Correction;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Entry;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.HistoryChange;
import spoor.storage.Rereading;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StoredEvent;
import spoor.storage.Task;
import spoor.testkit.PostgresExtension;
import spoor.testkit.TestingClock;

class TaskRunnerIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Rereading ALL = new Rereading(null, null, false);

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private final TestingClock clock = new TestingClock(NOON);
    private boolean isFull;
    private DSLContext sql;
    private EventStore store;
    private EventReader reader;
    private PostgresAdministration administration;

    @BeforeEach
    void open() {
        sql = DSL.using(postgres.dataSource(), SQLDialect.POSTGRES);
        store = new PostgresEventStore(postgres.dataSource(), clock);
        reader = new PostgresEventReader(postgres.dataSource());
        administration = new PostgresAdministration(postgres.dataSource());
    }

    @Test
    void nothingAsked_nothingDone() {
        assertThat(runner(1).step()).isFalse();
        assertThat(administration.task(1)).isEmpty();
        assertThat(administration.purge("office")).isEmpty();
        assertThat(administration.reread("office", ALL)).isEmpty();
        assertThat(administration.keep("office", null)).isFalse();
    }

    @Test
    void reread_appliesTodaysMappingsOnceToEachBatch() {
        write("office", NOON, 1, "a", "!b");
        write("office", NOON, 1, "c");
        write("lab", NOON, 1, "d");
        Task asked = administration.reread("office", ALL).orElseThrow();
        assertThat(asked.state()).isEqualTo(Task.State.WAITING);
        Task done = run(runner(2), asked);
        assertThat(done).isEqualTo(new Task(asked.id(), Task.Kind.REREAD, Task.State.DONE, 2, 2, 3, 0, 0, "", 5));
        assertThat(sql.fetch("select id, mapping_version from spoor.batch order by id")
                        .intoMap(0, 1))
                .isEqualTo(Map.of(1L, 2, 2L, 2, 3L, 1));
        assertThat(sql.fetch("select event_action from spoor.event order by batch, ordinal")
                        .getValues(0, String.class))
                .containsExactly("a2", "!b2", "c2", null);
        assertThat(indexes()).isZero();
        Task again = administration.reread("office", ALL).orElseThrow();
        assertThat(run(runner(2), again).total()).isZero();
        Task forced =
                administration.reread("office", new Rereading(null, null, true)).orElseThrow();
        assertThat(run(runner(2), forced).done()).isEqualTo(2);
        assertThat(reader.deltaAfter(0, 0, 1).changes()).hasSize(2);
    }

    @Test
    void reread_ofARange_takesBatchesOfItsTimesAndOfItsDays() {
        write("office", NOON, 1, "old@2020-01-01T00:00:00Z");
        write("office", NOON.plusSeconds(86_400), 1, "newer@2020-01-02T00:00:00Z");
        write("office", NOON.plusSeconds(2 * 86_400), 1, "newest@2020-01-03T00:00:00Z");
        Instant second = Instant.parse("2020-01-02T00:00:00Z");
        assertThat(rereadOf(new Rereading(second, second.plusNanos(1_000), true)))
                .isEqualTo(1);
        assertThat(rereadOf(new Rereading(second, null, true))).isEqualTo(3); // all were received later
        assertThat(rereadOf(new Rereading(null, second, true))).isEqualTo(1);
        assertThat(rereadOf(new Rereading(NOON, NOON.plusNanos(1_000), true))).isEqualTo(1);
        assertThat(rereadOf(new Rereading(NOON.plusSeconds(86_400), null, true)))
                .isEqualTo(2);
        assertThat(rereadOf(new Rereading(NOON.plusSeconds(9 * 86_400), null, true)))
                .isZero();
    }

    private long rereadOf(Rereading rereading) {
        return run(runner(2), administration.reread("office", rereading).orElseThrow())
                .done();
    }

    @Test
    void interruptedReread_goesOnWhereItWas_alsoWhenForced() {
        write("office", NOON, 1, "a");
        write("office", NOON, 1, "b");
        write("office", NOON.plusSeconds(86_400), 1, "c");
        Task task =
                administration.reread("office", new Rereading(null, null, true)).orElseThrow();
        sql.execute(
                "update spoor.task set state = 'RUNNING', total = 3, done = 2, last_day = '2026-05-04', last_batch = 2");
        sql.execute("create index event_1_20260505_reread on spoor.event_1_20260505 (batch)");
        assertThat(run(runner(2), task).done()).isEqualTo(3);
        assertThat(reader.deltaAfter(0, 0, 1).changes())
                .extracting(HistoryChange::first)
                .containsExactly(3L);
        assertThat(indexes()).isZero();
    }

    @Test
    void batchThatTheStoreCantKeep_staysAsItWas_andIsCounted() {
        write("office", NOON, 1, "a");
        write("office", NOON, 1, "b");
        sql.execute("alter table spoor.event add check (event_action <> 'a2')");
        Task task = run(runner(2), administration.reread("office", ALL).orElseThrow());
        assertThat(task).isEqualTo(new Task(task.id(), Task.Kind.REREAD, Task.State.DONE, 2, 1, 1, 0, 1, "", 3));
        assertThat(sql.fetch("select mapping_version from spoor.batch order by id")
                        .getValues(0))
                .isEqualTo(List.of(1, 2));
        assertThat(reader.batchesAfter(0, 16)).hasSize(2);
        assertThat(sql.fetchValue("select count(*) from spoor.event")).isEqualTo(2L);
    }

    @Test
    void fullDisk_keepsARereadWaiting_andNotAPurge() {
        write("office", NOON, 1, "a");
        write("lab", NOON, 1, "b");
        isFull = true;
        Task reread = administration.reread("office", ALL).orElseThrow();
        assertThatThrownBy(() -> runner(2).step()).isInstanceOf(StoreException.class);
        assertThat(administration.task(reread.id())).hasValueSatisfying(waiting -> {
            assertThat(waiting.isFinished()).isFalse();
            assertThat(waiting.message()).isEqualTo("full");
        });
        Task purge = administration.purge("lab").orElseThrow();
        assertThat(run(runner(2), purge).state()).isEqualTo(Task.State.DONE);
        isFull = false;
        assertThat(run(runner(2), reread)).satisfies(done -> {
            assertThat(done.done()).isEqualTo(1);
            assertThat(done.message()).isEmpty();
        });
    }

    @Test
    void reread_whileOthersWrite_keepsSumsTrue() {
        for (int i = 0; i < 20; i++) {
            write("office", NOON, 1, "a", "!b", "?c");
        }
        administration.reread("office", ALL);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                write("office", NOON, 2, "d", "!e");
            }
        });
        TaskRunner runner = runner(2);
        while (runner.step() || writer.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(reader.collectors())
                .singleElement()
                .isEqualTo(new CollectorLedger("alpha", "office", NOON, 140, 120, 0, 0, 20, null));
        assertThat(reader.datasets())
                .singleElement()
                .satisfies(dataset -> assertThat(dataset.events()).isEqualTo(120));
        assertThat(sql.fetchValue("select count(*) from spoor.event")).isEqualTo(120L);
        assertThat(sql.fetchValue("select count(*) from spoor.malformed")).isEqualTo(20L);
        assertThat(reader.watermark()).isEqualTo(80);
    }

    @Test
    void purge_goesBeforeAReread_whichThenFails() {
        write("office", NOON, 1, "a");
        Task reread = administration.reread("office", ALL).orElseThrow();
        Task purge = administration.purge("office").orElseThrow();
        assertThat(administration.purge("office")).contains(purge);
        TaskRunner runner = runner(2);
        assertThat(runner.step()).isTrue();
        assertThat(administration.task(purge.id()))
                .contains(new Task(purge.id(), Task.Kind.PURGE, Task.State.DONE, 0, 0, 0, 0, 0, "", 2));
        assertThat(run(runner, reread).state()).isEqualTo(Task.State.FAILED);
        assertThat(reader.datasets()).isEmpty();
        clock.advance(Duration.ofDays(400 * 365L));
        assertThat(runner.step()).isFalse();
        assertThat(administration.task(purge.id())).isEmpty();
    }

    @Test
    void expiredDays_areDropped_whereADatasetKeepsNothingForEver() {
        var history = new PostgresEventHistory(postgres.dataSource());
        write("office", NOON, 1, "a");
        write("office", NOON.plusSeconds(86_400), 1, "b");
        write("lab", NOON, 1, "c");
        assertThat(administration.keep("office", Period.ofDays(2))).isTrue();
        assertThat(reader.datasets())
                .extracting(DatasetSummary::name, DatasetSummary::keep)
                .containsExactly(tuple("lab", null), tuple("office", Period.ofDays(2)));
        assertThat(history.dropExpired(Instant.parse("2026-05-06T23:59:59Z"))).isZero();
        assertThat(history.dropExpired(Instant.parse("2026-05-07T00:00:00Z"))).isEqualTo(1);
        assertThat(reader.batchesAfter(0, 16))
                .flatExtracting(batch -> batch.events())
                .extracting(StoredEvent::raw)
                .containsExactly("b".getBytes(UTF_8), "c".getBytes(UTF_8));
        assertThat(administration.keep("office", null)).isTrue();
        assertThat(history.dropExpired(NOON.plusSeconds(9 * 86_400))).isZero();
    }

    /** Steps until the task is finished. */
    private Task run(TaskRunner runner, Task task) {
        while (!administration.task(task.id()).orElseThrow().isFinished()) {
            assertThat(runner.step()).isTrue();
        }
        return administration.task(task.id()).orElseThrow();
    }

    private long indexes() {
        return (Long) sql.fetchValue("select count(*) from pg_class where relname ~ '_reread$'");
    }

    private TaskRunner runner(int version) {
        return new TaskRunner(postgres.dataSource(), new Words(version), clock, () -> {
            if (isFull) {
                throw new StoreException("full", true);
            }
        });
    }

    private void write(String dataset, Instant receivedAt, int version, String... texts) {
        List<Entry> entries = Arrays.stream(texts)
                .map(text -> Entry.read(text.getBytes(UTF_8), receivedAt, new Words(version), Correction.none()))
                .toList();
        store.write(List.of(new Slice(dataset, "alpha", null, 0, version, entries, 0)));
    }

    /** Reads a word and the time after it; in version 1 no exclamations, later no questions, and then words bear the version. */
    private record Words(int version) implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            if (raw[0] == (version == 1 ? '!' : '?')) {
                return new Reading.Malformed("No word", 0);
            }
            List<String> parts = Arrays.asList(new String(raw, UTF_8).split("@", -1));
            @Nullable Instant time = parts.size() == 1 ? null : Instant.parse(parts.getLast());
            return new Reading.Read(
                    time, version == 1 ? Fields.none() : Fields.of(Map.of("event.action", parts.getFirst() + version)));
        }
    }
}
