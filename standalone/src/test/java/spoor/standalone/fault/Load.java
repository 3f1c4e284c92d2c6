package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;

/** Collectors that send numbered events until they are told to end, and remember what they were told of them. */
final class Load implements AutoCloseable {
    static final String DATASET = "faults";
    private static final String PAD = "x".repeat(200);

    private final List<Collector> collectors = new ArrayList<>();

    private Load() {}

    /**
     * Starts to send.
     *
     * @param first the number of the first collector; each has one stream
     * @param eventsPerSecond of each, 0 for as many as the gateway takes
     */
    static Load start(InetSocketAddress gateway, int first, int collectors, long eventsPerSecond) {
        var load = new Load();
        for (int i = first; i < first + collectors; i++) {
            load.collectors.add(new Collector(gateway, "collector-" + i, eventsPerSecond));
        }
        return load;
    }

    /** A collector's event; the first has number 1. */
    static byte[] event(String collector, long number) {
        return "{\"event.action\":\"test\",\"collector\":\"%s\",\"number\":%d,\"pad\":\"%s\"}"
                .formatted(collector, number, PAD)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Acknowledged so far, of all collectors together. */
    long acknowledged() {
        return collectors.stream().mapToLong(one -> one.acknowledged.get()).sum();
    }

    /** Waits until {@code events} more are acknowledged. */
    void awaitMore(long events, Duration patience) {
        long before = acknowledged();
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .alias("%d more than %d events are acknowledged".formatted(events, before))
                .until(() -> acknowledged() >= before + events);
    }

    /** Sends no new events and waits until every one is acknowledged; gives what was acknowledged, by collector. */
    List<Told> finish(Duration patience) {
        collectors.forEach(one -> one.isEnding = true);
        return collectors.stream().map(one -> one.finish(patience)).toList();
    }

    /** Ends without waiting for acknowledgements, as processes that are killed. */
    @Override
    public void close() {
        collectors.forEach(one -> {
            one.isAbandoned = true;
            one.isEnding = true;
        });
    }

    /** What a collector knows. */
    record Told(String collector, Report report) {}

    private static final class Collector implements Lines {
        private final String name;
        private final AtomicLong acknowledged = new AtomicLong();
        private final CompletableFuture<Report> end = new CompletableFuture<>();
        private long number;
        private volatile boolean isEnding;
        private volatile boolean isAbandoned;

        Collector(InetSocketAddress gateway, String name, long eventsPerSecond) {
            this.name = name;
            var session = new Session(name, DATASET, TestedGateway.TOKEN, "numbers", Duration.ZERO);
            var sender = new Sender(gateway, session, eventsPerSecond, told -> acknowledged.set(told.acknowledged()));
            Thread.ofPlatform().name(name).daemon().start(() -> {
                try {
                    end.complete(sender.send(this));
                } catch (IOException | RuntimeException e) {
                    end.completeExceptionally(e);
                }
            });
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            if (isAbandoned) {
                throw new IOException("This collector is gone");
            }
            return isEnding ? null : event(name, ++number);
        }

        Told finish(Duration patience) {
            Report report =
                    end.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            assertThat(report.acknowledged()).as(name).isEqualTo(report.sent()).isEqualTo(number);
            return new Told(name, report);
        }
    }

    static List<String> names(int collectors) {
        return IntStream.range(0, collectors).mapToObj(i -> "collector-" + i).toList();
    }
}
