package spoor.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.WriteResult;
import spoor.storage.partition.Partition;
import spoor.storage.partition.PartitionPlan;
import spoor.testkit.PostgresExtension;
import spoor.testkit.TestingClock;

class PartitionsAheadIT {
    private static final Instant EVENING = Instant.parse("2026-05-04T23:59:59.999999Z");

    @RegisterExtension
    private final PostgresExtension postgres = new PostgresExtension("store", StoreSchema::migrate);

    private final TestingClock clock = new TestingClock(EVENING);
    private DSLContext sql;
    private EventStore store;
    private PartitionsAhead partitions;

    @BeforeEach
    void storeWithOneEvent() {
        sql = DSL.using(postgres.dataSource(), SQLDialect.POSTGRES);
        store = new PostgresEventStore(postgres.dataSource(), clock);
        partitions = new PartitionsAhead(postgres.dataSource(), new PartitionPlan(2, 7), clock);
        store.write(List.of(slice(1, EVENING)));
    }

    @Test
    void partitions_areMadeAhead_onceEach() {
        assertThat(leaves()).containsExactly("event_1_20260504");
        assertThat(partitions.make()).containsExactly(partition("2026-05-05"), partition("2026-05-06"));
        assertThat(leaves()).containsExactly("event_1_20260504", "event_1_20260505", "event_1_20260506");
        assertThat(partitions.make()).isEmpty();
        clock.advance(Duration.ofNanos(1_000));
        assertThat(partitions.make()).containsExactly(partition("2026-05-07"));
    }

    @Test
    void datasetThatIsQuietForLong_getsNoTables() {
        clock.advance(Duration.ofDays(8));
        assertThat(partitions.make()).isEmpty();
    }

    @Test
    void writesOverMidnight_needNoDdl() {
        partitions.make();
        forbidDdl();
        Instant midnight = EVENING.plusNanos(1_000);
        assertThat(store.write(List.of(slice(2, EVENING, midnight)))).isEqualTo(new WriteResult.Committed(3));
        EventStore another = new PostgresEventStore(postgres.dataSource(), clock);
        assertThat(another.write(List.of(slice(4, midnight.plus(Duration.ofDays(1))))))
                .isEqualTo(new WriteResult.Committed(4));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> another.write(List.of(slice(5, midnight.plus(Duration.ofDays(2))))));
    }

    @Test
    void partitions_areMadeBesideAnOpenCopy() throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            var copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy spoor.event_1_20260504 from stdin");
            assertThat(partitions.make()).hasSize(2);
            copy.cancelCopy();
        }
    }

    private List<String> leaves() {
        return sql.fetch(
                        "select relid::regclass::text as leaf from pg_partition_tree('spoor.event') where isleaf order by 1")
                .map(row -> row.get("leaf", String.class).replace("spoor.", ""));
    }

    private void forbidDdl() {
        sql.execute("create function refuse() returns event_trigger language plpgsql as"
                + " 'begin raise exception ''no DDL here''; end'");
        sql.execute("create event trigger no_ddl on ddl_command_start execute function refuse()");
    }

    private static Partition partition(String day) {
        return new Partition(1, LocalDate.parse(day));
    }

    private static Slice slice(long first, Instant... receivedAt) {
        List<Entry> entries = IntStream.range(0, receivedAt.length)
                .mapToObj(i -> (Entry) new Entry.Read(
                        "{}".getBytes(StandardCharsets.UTF_8),
                        new Event(EVENING, EVENING, receivedAt[i], EventColumns.none())))
                .toList();
        return new Slice("office", "alpha", "file-1", first, 1, entries, 0);
    }
}
