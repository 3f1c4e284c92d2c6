package spoor.storage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;
import spoor.storage.CollectorLedger;
import spoor.storage.StoreException;
import spoor.storage.postgres.Accounts;
import spoor.storage.postgres.Accounts.Sums;

class LedgerMetricsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final ClockOffset EARLIER =
            new ClockOffset(Duration.ofSeconds(9), Duration.ZERO, NOON.minusSeconds(1), Basis.EVENTS);
    private static final ClockOffset LATER =
            new ClockOffset(Duration.ofMillis(-1_500), Duration.ofMillis(2), NOON, Basis.EXCHANGE);

    @Test
    void collectors_areSummedOverTheirDatasets_andTheOthersShareASeries() {
        var accounts = new Accounts(
                List.of(
                        ledger("alpha", "lab", 1, LATER),
                        ledger("alpha", "office", 2, EARLIER),
                        ledger("beta", "lab", 3, null)),
                new Sums(40, 10, 10, 10, 10));
        assertThat(values(new LedgerMetrics(() -> accounts).collect()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("spoor_ledger_received_events{collector=\"alpha\"}", 30.0),
                        Map.entry("spoor_ledger_received_events{collector=\"beta\"}", 30.0),
                        Map.entry("spoor_ledger_received_events{}", 40.0),
                        Map.entry("spoor_ledger_events{collector=\"alpha\",outcome=\"stored\"}", 3.0),
                        Map.entry("spoor_ledger_events{collector=\"alpha\",outcome=\"duplicate\"}", 6.0),
                        Map.entry("spoor_ledger_events{collector=\"alpha\",outcome=\"rejected\"}", 9.0),
                        Map.entry("spoor_ledger_events{collector=\"alpha\",outcome=\"malformed\"}", 12.0),
                        Map.entry("spoor_ledger_events{collector=\"alpha\",outcome=\"dropped\"}", 0.0),
                        Map.entry("spoor_ledger_events{collector=\"beta\",outcome=\"stored\"}", 3.0),
                        Map.entry("spoor_ledger_events{collector=\"beta\",outcome=\"duplicate\"}", 6.0),
                        Map.entry("spoor_ledger_events{collector=\"beta\",outcome=\"rejected\"}", 9.0),
                        Map.entry("spoor_ledger_events{collector=\"beta\",outcome=\"malformed\"}", 12.0),
                        Map.entry("spoor_ledger_events{collector=\"beta\",outcome=\"dropped\"}", 0.0),
                        Map.entry("spoor_ledger_events{outcome=\"stored\"}", 10.0),
                        Map.entry("spoor_ledger_events{outcome=\"duplicate\"}", 10.0),
                        Map.entry("spoor_ledger_events{outcome=\"rejected\"}", 10.0),
                        Map.entry("spoor_ledger_events{outcome=\"malformed\"}", 10.0),
                        Map.entry("spoor_ledger_events{outcome=\"dropped\"}", 0.0),
                        Map.entry("spoor_collector_clock_offset_seconds{collector=\"alpha\"}", -1.5),
                        Map.entry("spoor_collector_clock_uncertainty_seconds{collector=\"alpha\"}", 0.002)));
    }

    @Test
    void storeThatFails_leavesTheLedgerOut() {
        var metrics = new LedgerMetrics(() -> {
            throw new StoreException("down", true, new IllegalStateException());
        });
        assertThat(metrics.collect().size()).isZero();
    }

    @Test
    void storeThatIsSilent_isAskedOnce_andAgainWhenItHasAnswered() {
        var silence = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var metrics = new LedgerMetrics(() -> {
            asked.incrementAndGet();
            try {
                silence.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Accounts(List.of(), Sums.NOTHING);
        });
        assertThat(metrics.collect().size()).isZero();
        assertThat(metrics.collect().size()).isZero();
        assertThat(asked).hasValue(1);
        silence.countDown();
        assertThat(metrics.collect().size()).isPositive();
    }

    /** Received are ten times so many as {@code stored}. */
    private static CollectorLedger ledger(String collector, String dataset, long stored, @Nullable ClockOffset clock) {
        return new CollectorLedger(
                collector, dataset, NOON, 10 * stored, stored, 2 * stored, 3 * stored, 4 * stored, clock);
    }

    private static Map<String, Double> values(MetricSnapshots snapshots) {
        Map<String, Double> values = new TreeMap<>();
        snapshots.forEach(family -> family.getDataPoints()
                .forEach(point -> values.put(
                        family.getMetadata().getName() + point.getLabels(),
                        switch (point) {
                            case CounterDataPointSnapshot counter -> counter.getValue();
                            case GaugeDataPointSnapshot gauge -> gauge.getValue();
                            default -> throw new AssertionError(point);
                        })));
        return values;
    }
}
