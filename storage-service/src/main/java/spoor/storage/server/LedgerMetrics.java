package spoor.storage.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.storage.ClockOffset;
import spoor.storage.CollectorLedger;
import spoor.storage.postgres.Accounts;
import spoor.storage.postgres.Accounts.Sums;

/**
 * The ledger as metrics, asked for at each scrape, so that they are what PostgreSQL says whatever was started anew:
 *
 * <ul>
 *   <li>{@code spoor_ledger_received_events_total{collector}} and its parts {@code spoor_ledger_events_total{collector, outcome}}, the outcome
 *       one of stored, duplicate, rejected, malformed and dropped, which is always 0.
 *   <li>{@code spoor_collector_clock_offset_seconds{collector}}, how far its clock is ahead of ours, and
 *       {@code spoor_collector_clock_uncertainty_seconds{collector}}.
 * </ul>
 *
 * Labels are bounded: the first {@value #NAMED} collectors that there were have series of their own, all others share one without a
 * collector. Where PostgreSQL does not answer soon, these metrics are left out, so that the others are told all the same.
 */
final class LedgerMetrics implements MultiCollector {
    static final int NAMED = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMetrics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String OTHERS = "";

    private final Supplier<Accounts> ledger;
    private @Nullable CompletableFuture<Accounts> question;

    /** @param ledger gives the accounts with up to {@link #NAMED} collectors by name; may take its time, or fail */
    LedgerMetrics(Supplier<Accounts> ledger) {
        this.ledger = ledger;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            return snapshots(question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            LOG.warn("The ledger is not among the metrics: PostgreSQL has not answered within {}", PATIENCE);
        } catch (ExecutionException e) {
            LOG.warn("The ledger is not among the metrics: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return MetricSnapshots.of();
    }

    /** One at a time, however many ask while PostgreSQL is away. */
    private synchronized CompletableFuture<Accounts> question() {
        if (question == null || question.isDone()) {
            question = CompletableFuture.supplyAsync(ledger, Thread::startVirtualThread);
        }
        return question;
    }

    private static MetricSnapshots snapshots(Accounts accounts) {
        Map<String, Sums> sums = new TreeMap<>(Map.of(OTHERS, accounts.others()));
        Map<String, ClockOffset> clocks = new TreeMap<>();
        for (CollectorLedger ledger : accounts.first()) {
            sums.merge(ledger.collector(), Sums.of(ledger), Sums::plus);
            if (ledger.clock() != null) {
                clocks.merge(
                        ledger.collector(),
                        ledger.clock(),
                        BinaryOperator.maxBy(Comparator.comparing(ClockOffset::measuredAt)));
            }
        }
        var received = CounterSnapshot.builder()
                .name("spoor_ledger_received_events")
                .help("What was ever received; the sum of its outcomes");
        var outcomes =
                CounterSnapshot.builder().name("spoor_ledger_events").help("What became of what was ever received");
        sums.forEach((collector, sum) -> {
            received.dataPoint(point(label(collector), sum.received()));
            Map.of(
                            "stored", sum.stored(),
                            "duplicate", sum.duplicate(),
                            "rejected", sum.rejected(),
                            "malformed", sum.malformed(),
                            "dropped", 0L)
                    .forEach((outcome, events) ->
                            outcomes.dataPoint(point(label(collector).merge(Labels.of("outcome", outcome)), events)));
        });
        var offsets = GaugeSnapshot.builder()
                .name("spoor_collector_clock_offset_seconds")
                .help("How far a collector's clock is ahead of ours, as measured last");
        var uncertainties = GaugeSnapshot.builder()
                .name("spoor_collector_clock_uncertainty_seconds")
                .help("How much more or less the offset may be");
        clocks.forEach((collector, clock) -> {
            offsets.dataPoint(point(label(collector), clock.offset()));
            uncertainties.dataPoint(point(label(collector), clock.uncertainty()));
        });
        return MetricSnapshots.of(received.build(), outcomes.build(), offsets.build(), uncertainties.build());
    }

    private static Labels label(String collector) {
        return collector.equals(OTHERS) ? Labels.EMPTY : Labels.of("collector", collector);
    }

    private static CounterDataPointSnapshot point(Labels labels, long events) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) events)
                .build();
    }

    private static GaugeDataPointSnapshot point(Labels labels, Duration span) {
        return GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(span.toSeconds() + span.toNanosPart() / 1e9)
                .build();
    }
}
