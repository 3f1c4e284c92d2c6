package spoor.gateway.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Outcome;

/**
 * What the gateway counts, after the commit: {@code spoor_gateway_events_total{outcome}} with stored, duplicate, rejected and
 * malformed, whose sum is {@code spoor_gateway_received_events_total}; and what is in flight now. Nothing is ever dropped, so there
 * is no counter for it.
 */
final class GatewayMetrics {
    private final Counter received;
    private final Counter stored;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter malformed;

    GatewayMetrics(MeterRegistry registry, Budget budget, AtomicInteger connections) {
        received = Counter.builder("spoor.gateway.received.events").register(registry);
        stored = outcome(registry, "stored");
        duplicate = outcome(registry, "duplicate");
        rejected = outcome(registry, "rejected");
        malformed = outcome(registry, "malformed");
        Gauge.builder("spoor.gateway.in.flight.bytes", budget, Budget::bytes).register(registry);
        Gauge.builder("spoor.gateway.connections", connections, AtomicInteger::get)
                .register(registry);
    }

    void count(Outcome outcome) {
        received.increment((double) outcome.received());
        stored.increment((double) outcome.stored());
        duplicate.increment((double) outcome.duplicate());
        rejected.increment((double) outcome.rejected());
        malformed.increment((double) outcome.malformed());
    }

    private static Counter outcome(MeterRegistry registry, String name) {
        return Counter.builder("spoor.gateway.events").tag("outcome", name).register(registry);
    }
}
