package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import spoor.gateway.sender.Report;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.storage.CollectorLedger;
import spoor.storage.EventReader;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.postgres.PostgresEventReader;

/** What PostgreSQL holds, read without the processes that were faulted. */
final class Stored {
    private Stored() {}

    /**
     * Checks that of every collector each event is stored that it was told of as acknowledged, once and byte for byte (I1, I2, I3), and that the
     * ledger adds up (I5); and says what was sent, acknowledged and stored.
     */
    static void assertHolds(EmbeddedPostgres postgres, List<Load.Told> told) {
        EventReader reader = reader(postgres);
        Map<String, Long> stored =
                stored(reader, told.stream().map(Load.Told::collector).collect(Collectors.toUnmodifiableSet()));
        System.err.printf(
                "sent %d, acknowledged %d, stored %d, known to be stored already %d%n",
                sum(told, Report::sent),
                sum(told, Report::acknowledged),
                stored.values().stream().mapToLong(Long::longValue).sum(),
                sum(told, Report::duplicate));
        for (Load.Told one : told) {
            assertThat(stored.getOrDefault(one.collector(), 0L))
                    .as("stored of what %s was told is acknowledged", one.collector())
                    .isEqualTo(one.report().acknowledged());
        }
        for (CollectorLedger ledger : reader.collectors()) {
            assertThat(ledger.received())
                    .as("ledger of %s", ledger.collector())
                    .isEqualTo(ledger.stored() + ledger.duplicate() + ledger.rejected() + ledger.malformed());
            assertThat(ledger.stored()).isEqualTo(stored.getOrDefault(ledger.collector(), ledger.stored()));
        }
    }

    private static long sum(List<Load.Told> told, ToLongFunction<Report> part) {
        return told.stream().map(Load.Told::report).mapToLong(part).sum();
    }

    /** How many events of each of these collectors are stored; they must be the first ones, in their order. */
    private static Map<String, Long> stored(EventReader reader, Set<String> collectors) {
        Map<String, Long> counts = new HashMap<>();
        long watermark = 0;
        while (true) {
            List<StoredBatch> batches = reader.batchesAfter(watermark, 100);
            if (batches.isEmpty()) {
                return counts;
            }
            for (StoredBatch batch : batches) {
                for (StoredEvent event : batch.events()) {
                    if (!collectors.contains(event.collector())) {
                        continue;
                    }
                    long number = counts.merge(event.collector(), 1L, Long::sum);
                    assertThat(event.raw())
                            .as("event %d of %s", number, event.collector())
                            .isEqualTo(Load.event(event.collector(), number));
                }
                watermark = batch.watermark();
            }
        }
    }

    /** PostgreSQL's own answer, whatever the gateway says. */
    static EventReader reader(EmbeddedPostgres postgres) {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.url());
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        return new PostgresEventReader(database);
    }
}
