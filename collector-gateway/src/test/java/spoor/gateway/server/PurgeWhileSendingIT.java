package spoor.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.storage.memory.MemoryStore;

/** A dataset that is purged while somebody sends into it does not come back by half. */
class PurgeWhileSendingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryStore store = new MemoryStore(InstantSource.system());
    private final Gateway gateway = new Gateway(
            new GatewayProperties(
                    "127.0.0.1",
                    0,
                    "secret",
                    null,
                    true,
                    1 << 20,
                    1 << 20,
                    1 << 24,
                    9,
                    Duration.ofSeconds(6),
                    Duration.ofHours(1),
                    2),
            store,
            Mappings.bundled(),
            new Clocks(),
            InstantSource.system(),
            new SimpleMeterRegistry());

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void liveCollector_goesOnAsANewStream() throws Exception {
        var lines = new TypedLines();
        CompletableFuture<Report> sending = send(session("run", true), lines);
        lines.type("{\"n\":1}", "{\"n\":2}");
        await().atMost(PATIENCE).until(() -> texts().size() == 2);

        store.purge("office");
        lines.type("{\"n\":3}");
        await().atMost(PATIENCE).until(() -> texts().equals(List.of("{\"n\":3}")));
        store.purge("office");
        lines.type("{\"n\":4}", "{\"n\":5}");
        lines.end();

        assertThat(sending.join()).isEqualTo(new Report(5, 5, 5, 0, 0, 0));
        assertThat(texts()).containsExactly("{\"n\":4}", "{\"n\":5}");
        assertThat(store.collectors())
                .singleElement()
                .satisfies(ledger -> assertThat(ledger.stored()).isEqualTo(2));
    }

    @Test
    void file_endsThere_bringsNothingBack_andCanBeSentAgain() throws Exception {
        var lines = new TypedLines();
        CompletableFuture<Report> sending = send(session("file", false), lines);
        lines.type("{\"n\":1}", "{\"n\":2}");
        await().atMost(PATIENCE).until(() -> texts().size() == 2);

        store.purge("office");
        lines.type("{\"n\":3}");

        assertThatThrownBy(sending::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("dataset was purged");
        assertThat(store.datasets()).isEmpty();
        assertThat(store.collectors()).isEmpty();
        assertThat(store.purge("office")).as("a name that came back").isFalse();
        lines.end();

        var again = Lines.of(
                List.of("{\"n\":1}".getBytes(UTF_8), "{\"n\":2}".getBytes(UTF_8), "{\"n\":3}".getBytes(UTF_8)));
        assertThat(send(session("file", false), again).join()).isEqualTo(new Report(3, 3, 3, 0, 0, 0));
        assertThat(texts()).hasSize(3);
    }

    private List<String> texts() {
        return store.batchesAfter(0, 100).stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> new String(event.raw(), UTF_8))
                .toList();
    }

    private static Session session(String stream, boolean goesOn) {
        return new Session("alpha", "office", "secret", stream, Duration.ZERO, false, goesOn);
    }

    private CompletableFuture<Report> send(Session session, Lines lines) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new Sender(address, session, 0).send(lines);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    /** Lines that come as they are typed. */
    private static final class TypedLines implements Lines {
        private static final byte[] END = {};

        private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();

        void type(String... lines) {
            for (String line : lines) {
                typed.add(line.getBytes(UTF_8));
            }
        }

        void end() {
            typed.add(END);
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            try {
                byte[] line = typed.take();
                return line.length == 0 ? null : line;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
