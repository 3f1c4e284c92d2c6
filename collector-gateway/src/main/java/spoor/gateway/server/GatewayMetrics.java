package spoor.gateway.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Outcome;

/**
 * How much this gateway does: {@code spoor_gateway_answered_events_total}, whose events are committed, since it was started; and what is in
 * flight now. What became of the events says the ledger, over all gateways and restarts.
 */
final class GatewayMetrics {
    private final Counter answered;

    GatewayMetrics(MeterRegistry registry, Budget budget, AtomicInteger connections) {
        answered = Counter.builder("spoor.gateway.answered.events").register(registry);
        Gauge.builder("spoor.gateway.in.flight.bytes", budget, Budget::bytes).register(registry);
        Gauge.builder("spoor.gateway.connections", connections, AtomicInteger::get)
                .register(registry);
    }

    void count(Outcome outcome) {
        answered.increment((double) outcome.received());
    }
}
