package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.event.EventId;
import spoor.event.Fields;
import spoor.storage.Entry;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StoredBatch;
import spoor.storage.WriteResult;
import spoor.testkit.PostgresExtension;

/** Writes that only PostgreSQL can make difficult. */
class PostgresWritesIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private DSLContext sql;

    @BeforeEach
    void open() {
        sql = DSL.using(postgres.dataSource(), SQLDialect.POSTGRES);
    }

    @Test
    void partitionsThatVanished_areMadeAnew() {
        EventStore store = new PostgresEventStore(postgres.dataSource(), () -> NOON);
        assertThat(store.write(List.of(slice("alpha", 1, event(NOON, "logon")))))
                .isEqualTo(committed(1));
        for (String table : List.of("event", "batch", "malformed")) {
            sql.execute("drop table spoor." + table + "_1_20260504");
        }
        assertThat(store.write(List.of(slice("alpha", 2, event(NOON, "logoff")))))
                .isEqualTo(committed(2));
        for (String table : List.of("batch", "malformed", "event")) {
            sql.execute("drop table spoor." + table + "_1_20260504");
        }
        assertThat(store.write(List.of(slice("alpha", 3, malformed(NOON))))).isEqualTo(committed(3));
    }

    @Test
    void nul_isShownInTheColumn_andKeptInTheBytes() {
        EventStore store = new PostgresEventStore(postgres.dataSource(), () -> NOON);
        assertThat(store.write(List.of(slice("alpha", 1, event(NOON, "a\0b"))))).isEqualTo(committed(1));
        assertThat(sql.fetchValue("select event_action from spoor.event")).isEqualTo("a\u2400b");
        assertThat(new PostgresEventReader(postgres.dataSource())
                        .batchesAfter(0, 1)
                        .getFirst()
                        .events()
                        .getFirst()
                        .raw())
                .isEqualTo("a\0b".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void largeBatches_areReadAFewAtATime() {
        EventStore store = new PostgresEventStore(postgres.dataSource(), () -> NOON);
        byte[] large = new byte[20 << 20];
        for (int i = 1; i <= 3; i++) {
            var entry = new Entry.Read(large, new Event(NOON, NOON, NOON, EventColumns.none()));
            store.write(List.of(slice("alpha", i, entry)));
        }
        EventReader reader = new PostgresEventReader(postgres.dataSource());
        assertThat(reader.batchesAfter(0, 16))
                .extracting(StoredBatch::watermark)
                .containsExactly(1L, 2L);
        assertThat(reader.batchesAfter(2, 16))
                .extracting(StoredBatch::watermark)
                .containsExactly(3L);
    }

    /** A question that planned for all days would wait for the one that is locked. */
    @Test
    void questions_touchOnlyTheDaysThatAnswerThem() {
        EventStore store = new PostgresEventStore(postgres.dataSource(), () -> NOON);
        store.write(List.of(slice("alpha", 1, event(NOON, "logon"), malformed(NOON))));
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        var entry = new Entry.Read(new byte[] {'x'}, new Event(NOON, NOON, tomorrow, EventColumns.none()));
        store.write(List.of(slice("alpha", 3, entry, malformed(tomorrow))));
        EventReader reader = new PostgresEventReader(postgres.dataSource());
        EventId first = reader.batchesAfter(0, 1).getFirst().events().getFirst().id();
        EventId second =
                reader.batchesAfter(1, 1).getFirst().events().getFirst().id();
        whileLocked("20260504", () -> {
            assertThat(reader.batchesAfter(1, 16))
                    .extracting(StoredBatch::watermark)
                    .containsExactly(2L);
            assertThat(reader.batchesAfter(2, 16)).isEmpty();
            assertThat(reader.find(second)).isPresent();
            assertThat(reader.malformed("office", 1)).hasSize(1);
        });
        whileLocked("20260505", () -> {
            assertThat(reader.batchesAfter(0, 1))
                    .extracting(StoredBatch::watermark)
                    .containsExactly(1L);
            assertThat(reader.find(first)).isPresent();
        });
        assertThat(reader.batchesAfter(0, 16)).hasSize(2);
        assertThat(reader.malformed("office", 16)).hasSize(2);
    }

    private void whileLocked(String day, Runnable action) {
        sql.transaction(transaction -> {
            for (String table : List.of("event", "batch", "malformed")) {
                transaction.dsl().execute("lock table spoor." + table + "_1_" + day + " in access exclusive mode");
            }
            action.run();
        });
    }

    /** A write that took a second connection for a new collector would wait for itself. */
    @Test
    void write_needsNoSecondConnection() {
        try (var pool = new HikariDataSource()) {
            pool.setDataSource(postgres.dataSource());
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(2_000);
            EventStore store = new PostgresEventStore(pool, () -> NOON);
            assertThat(store.write(List.of(slice("alpha", 1, event(NOON, "logon")), slice("beta", 1))))
                    .isEqualTo(committed(1));
        }
    }

    private static WriteResult committed(long watermark) {
        return new WriteResult.Committed(watermark);
    }

    private static Slice slice(String collector, long first, Entry... entries) {
        return new Slice("office", collector, "file-1", first, 1, List.of(entries), 0);
    }

    private static Entry event(Instant time, String action) {
        return new Entry.Read(
                action.getBytes(StandardCharsets.UTF_8),
                new Event(time, time, NOON, EventColumns.of(Fields.of(Map.of("event.action", action)))));
    }

    private static Entry malformed(Instant receivedAt) {
        return new Entry.Malformed(new byte[] {'x'}, receivedAt, "Not JSON", 0, 1, "");
    }
}
