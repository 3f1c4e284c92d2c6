package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import spoor.storage.DatasetSummary;
import spoor.storage.StoredEvent;
import spoor.storage.partition.Partition;
import spoor.testkit.PostgresExtension;

class BatchHeadsIT {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2020-01-01T00:00:00.000001Z");

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension();

    @Test
    void olderStore_isReadAsBefore() {
        StoreSchema.migrate(postgres.dataSource(), MigrationVersion.fromVersion("2"));
        DSLContext sql = DSL.using(postgres.dataSource(), SQLDialect.POSTGRES);
        sql.execute("insert into spoor.dataset (name) values ('office')");
        sql.execute("insert into spoor.collector (name) values ('alpha'), ('beta')");
        Leaves.make(sql, new Partition(1, LocalDate.parse("2026-05-04")));
        sql.execute(
                "insert into spoor.event (batch, ordinal, dataset, received_day, collector, time, occurred_at, received_at) values"
                        + " (7, 2, 1, '2026-05-04', 2, '2026-05-04T12:00:00Z', null, '2026-05-04T12:00:00Z'),"
                        + " (7, 0, 1, '2026-05-04', 1, '2026-05-04T12:00:00Z', '2020-01-01T00:00:00.000001Z', '2026-05-04T12:00:00Z')");
        sql.execute(
                "insert into spoor.batch (id, dataset, received_day, watermark, mapping_version, events, min_time, max_time, raw)"
                        + " values (7, 1, '2026-05-04', 1, 1, 2, '2026-05-04T12:00:00Z', '2026-05-04T12:00:00Z', ?)",
                RawBlock.pack(List.of(bytes("a"), bytes("bad"), bytes("c"))));

        StoreSchema.migrate(postgres.dataSource());

        List<StoredEvent> events = new PostgresEventReader(postgres.dataSource())
                .batchesAfter(0, 1)
                .getFirst()
                .events();
        assertThat(events)
                .extracting(
                        event -> event.id().toString(),
                        StoredEvent::collector,
                        StoredEvent::time,
                        event -> text(event.raw()))
                .containsExactly(tuple("7-0", "alpha", NOON, "a"), tuple("7-2", "beta", NOON, "c"));
        assertThat(events).extracting(StoredEvent::occurredAt).containsExactly(BEFORE, null);
        assertThat(events).extracting(StoredEvent::receivedAt).containsExactly(NOON, NOON);
        assertThat(new PostgresEventReader(postgres.dataSource()).datasets())
                .extracting(
                        DatasetSummary::name, DatasetSummary::events, DatasetSummary::from, DatasetSummary::watermark)
                .containsExactly(tuple("office", 2L, NOON, 1L));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
