package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.storage.CollectorLedger;
import spoor.storage.memory.MemoryStore;

/** Every answer after the opening is lost on the way to the sender (row 3). */
class LostAcknowledgementIT {
    private static final int EVENTS = 5_000;

    private final MemoryStore store = new MemoryStore(InstantSource.system());
    private final Gateway gateway = new Gateway(
            new GatewayProperties(
                    "127.0.0.1",
                    0,
                    "t",
                    null,
                    true,
                    1 << 20,
                    1 << 24,
                    1 << 26,
                    9,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
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
    void sentAgainByTheSameProcess_isStoredOnce() throws Exception {
        try (var proxy = new SwallowingProxy(gateway.port())) {
            var first = CompletableFuture.supplyAsync(() -> send(proxy.port()), Thread::startVirtualThread);
            await().atMost(Duration.ofSeconds(20)).until(() -> stored() == EVENTS);
            assertThat(first).isNotDone();
            proxy.mend();
            assertThat(first.join()).isEqualTo(new Report(EVENTS, EVENTS, EVENTS, 0, 0, 0));
        }
        assertThat(stored()).isEqualTo(EVENTS);
        System.err.printf("answers lost, same process: sent and acknowledged %d, stored %d%n", EVENTS, stored());
    }

    @Test
    void sentAgainByANewProcessOfTheSameCollector_isStoredOnceAndCountedAsDuplicate() throws Exception {
        try (var proxy = new SwallowingProxy(gateway.port())) {
            var first = CompletableFuture.supplyAsync(() -> send(proxy.port()), Thread::startVirtualThread);
            await().atMost(Duration.ofSeconds(20)).until(() -> stored() == EVENTS);
            assertThat(first).isNotDone();
            assertThat(send(gateway.port())).isEqualTo(new Report(EVENTS, EVENTS, 0, EVENTS, 0, 0));
        }
        assertThat(store.collectors()).singleElement().satisfies(ledger -> {
            System.err.printf("answers lost, new process: sent %d twice, acknowledged once, %s%n", EVENTS, ledger);
            assertThat(ledger.received()).isEqualTo(2 * EVENTS);
            assertThat(ledger.stored()).isEqualTo(EVENTS);
            assertThat(ledger.duplicate()).isEqualTo(EVENTS);
        });
    }

    private long stored() {
        return store.collectors().stream().mapToLong(CollectorLedger::stored).sum();
    }

    private static Report send(int port) {
        List<byte[]> events = IntStream.range(0, EVENTS)
                .mapToObj(i -> "{\"same\":%d}".formatted(i / 2).getBytes(StandardCharsets.UTF_8))
                .toList();
        try {
            return new Sender(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            new Session("c", "d", "t", "s", Duration.ZERO),
                            0)
                    .send(Lines.of(events));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries bytes both ways, but of the gateway's answers on its first connection only the opening's, until it is mended: then it cuts that one. */
    private static final class SwallowingProxy implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        private final int gateway;
        private final CompletableFuture<Socket> swallowed = new CompletableFuture<>();

        SwallowingProxy(int gateway) throws IOException {
            this.gateway = gateway;
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        join(listening.accept());
                    }
                } catch (IOException e) {
                    swallowed.cancel(false); // closed
                }
            });
        }

        int port() {
            return listening.getLocalPort();
        }

        void mend() throws IOException {
            swallowed.join().close();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            if (swallowed.isDone() && !swallowed.isCancelled()) {
                swallowed.join().close();
            }
        }

        private void join(Socket sender) throws IOException {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), gateway);
            boolean isFirst = swallowed.complete(sender);
            Thread.ofVirtual().start(() -> carry(sender, there, false));
            Thread.ofVirtual().start(() -> carry(there, sender, isFirst));
        }

        /** Carries a frame; whether it answers the opening. */
        private static boolean isOpening(DataInputStream in, DataOutputStream out) throws IOException {
            short type = in.readShort();
            int number = in.readInt();
            boolean isOpening = type == ('2' << 8 | 'O');
            out.writeShort(type);
            out.writeInt(number);
            out.write(in.readNBytes(isOpening ? number : 0));
            return isOpening;
        }

        /** @param swallows what follows the answer to the opening */
        private static void carry(Socket from, Socket to, boolean swallows) {
            try (from;
                    to;
                    DataInputStream in = new DataInputStream(from.getInputStream());
                    DataOutputStream out = new DataOutputStream(to.getOutputStream())) {
                if (swallows) {
                    boolean isOpen = false;
                    while (!isOpen) {
                        isOpen = isOpening(in, out);
                    }
                    in.transferTo(OutputStream.nullOutputStream());
                } else {
                    in.transferTo(out);
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // The other side is gone.
            }
        }
    }
}
