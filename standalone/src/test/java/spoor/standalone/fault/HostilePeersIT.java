package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.storage.CollectorLedger;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.testkit.Full;

/**
 * Peers that vanish, lie about lengths, send garbage, or events that other stores choke on, while a good collector sends (rows 7, 9, 10
 * and 11).
 */
class HostilePeersIT {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final int RATE = 1_000;
    private static final Duration IDLE_DEADLINE = Duration.ofSeconds(6);
    private static final Duration GOES_ON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** With one good collector, of which nothing may be lost. */
    @FunctionalInterface
    private interface Attack {
        void on(TestedGateway gateway, EventReader reader) throws Exception;
    }

    @Full
    @Test
    void halfOpenPeer_isReaped_andANewSessionFencesTheOld() throws Exception {
        during((gateway, reader) -> {
            try (var old = new Peer(gateway)) {
                assertThat(old.open("vanishing")).contains("\"position\":0");
                old.event(1, "{}".getBytes(StandardCharsets.UTF_8));
                awaitReceived(reader, "vanishing", 1);
                try (var fresh = new Peer(gateway)) {
                    assertThat(fresh.open("vanishing")).contains("\"position\":1");
                    assertThat(old.rest()).contains("superseded");
                    long start = System.nanoTime();
                    assertThat(fresh.rest()).contains("\"idle\"");
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    System.err.printf("a silent peer was reaped after %d ms%n", took.toMillis());
                    assertThat(took).isLessThan(IDLE_DEADLINE.multipliedBy(2));
                }
            }
            assertThat(ledger(reader, "vanishing").stored()).isEqualTo(1);
        });
    }

    @Test
    void lengthsThatLie_areRefusedOrKeptInPart_andCounted() throws Exception {
        during((gateway, reader) -> {
            int sent = 0;
            try (var peer = new Peer(gateway)) {
                assertThat(peer.open("liar")).contains("position");
                for (int length : new int[] {0, MAX_EVENT_BYTES - 1, MAX_EVENT_BYTES, MAX_EVENT_BYTES + 1}) {
                    peer.event(++sent, "x".repeat(length).getBytes(StandardCharsets.UTF_8));
                }
                awaitReceived(reader, "liar", 4);
            }
            for (String type : List.of("2O", "2C")) {
                for (int length : new int[] {-1, Integer.MAX_VALUE}) {
                    try (var peer = new Peer(gateway)) {
                        peer.begin(type, length);
                        assertThat(peer.rest()).contains("corrupt");
                    }
                }
            }
            long before = gateway.liveBytes();
            try (var peer = new Peer(gateway)) {
                assertThat(peer.open("liar of 4 GiB")).contains("position");
                peer.begin("2J", 1);
                peer.number(-1);
                assertThat(gateway.liveBytes() - before)
                        .as("nothing is reserved")
                        .isLessThan(16 << 20);
            }
            CollectorLedger ledger = ledger(reader, "liar");
            System.err.printf("lengths that lie: sent %d, %s%n", sent, ledger);
            assertThat(ledger.malformed()).isEqualTo(4);
            List<MalformedRecord> kept = reader.malformed("hostile", 10);
            assertThat(kept).anySatisfy(record -> {
                assertThat(record.payloadBytes()).isEqualTo(MAX_EVENT_BYTES + 1);
                assertThat(record.raw()).hasSize(64 * 1024);
                assertThat(record.sha256()).hasSize(64);
            });
        });
    }

    @ParameterizedTest
    @ValueSource(ints = 200)
    void garbage_endsItsConnectionAlone(int connections) throws Exception {
        garbage(connections);
    }

    @Full
    @ParameterizedTest
    @ValueSource(ints = 20_000)
    void muchGarbage_endsItsConnectionsAlone(int connections) throws Exception {
        garbage(connections);
    }

    private void garbage(int connections) throws Exception {
        during((gateway, reader) -> {
            var random = new SplittableRandom(10);
            long before = gateway.liveBytes();
            for (int i = 0; i < connections; i++) {
                byte[] bytes = new byte[random.nextInt(1, 4_000)];
                random.nextBytes(bytes);
                if (i % 2 == 0 && bytes.length > 1) {
                    bytes[0] = '2';
                    bytes[1] = (byte) "WJCOST".charAt(random.nextInt(6));
                }
                try (var peer = new Peer(gateway)) {
                    peer.send(bytes);
                }
            }
            await().atMost(GOES_ON).until(() -> gateway.metric("spoor_gateway_connections") == 1);
            long grown = gateway.liveBytes() - before;
            System.err.printf("%d connections of garbage (seed 10), memory grew by %d KiB%n", connections, grown >> 10);
            assertThat(grown).isLessThan(32 << 20);
            assertThat(Files.readString(folder.resolve("gateway.log")))
                    .doesNotContain("LEAK", "is closed: java.lang", "is closed: io.netty", "OutOfMemoryError");
        });
    }

    @Full
    @Test
    void eventsThatOthersChokeOn_areKeptToTheByte_andSoAreTheirBatchMates() throws Exception {
        byte[] notUtf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xc3, '"', '}'};
        byte[] nul = {'{', '"', 'a', '"', ':', '"', 0, '"', '}'};
        List<byte[]> events = Stream.concat(
                        Stream.of(notUtf8, nul),
                        Stream.of(
                                        "{\"process.name\":\"a\\u0000b\",\"a\\u0000\":1}",
                                        "{\"user.name\":\"\\ud800\"}",
                                        "{\"a\":1,\"a\":2,\"A\":3}",
                                        "{\"process.pid\":123456789012345678901234567890,\"b\":1e999}",
                                        "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}",
                                        "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
                                        "{\"@timestamp\":\"+999999999-12-31T23:59:59Z\"}",
                                        "{\"host.name\":\"" + "h".repeat(50_000) + "\"}",
                                        "no json",
                                        "{\"a\":1")
                                .map(json -> json.getBytes(StandardCharsets.UTF_8)))
                .flatMap(event -> Stream.of(event, "{\"mate\":true}".getBytes(StandardCharsets.UTF_8)))
                .toList();
        during((gateway, reader) -> {
            var session = new Session("choker", "hostile", TestedGateway.TOKEN, "s", Duration.ZERO);
            Report report = new Sender(gateway.address(), session, 0).send(Lines.of(events));
            System.err.println("events that others choke on: " + report);
            assertThat(report).isEqualTo(new Report(24, 24, 21, 0, 0, 3));
            Map<String, Long> sent = counted(events.stream());
            Map<String, Long> kept = counted(Stream.concat(
                    batches(reader)
                            .flatMap(batch -> batch.events().stream())
                            .filter(event -> event.collector().equals("choker"))
                            .map(event -> event.raw()),
                    reader.malformed("hostile", 10).stream().map(MalformedRecord::raw)));
            assertThat(kept).isEqualTo(sent);
        });
    }

    private void during(Attack attack) throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(
                        postgres,
                        folder,
                        "--spoor.gateway.max-event-bytes=" + MAX_EVENT_BYTES,
                        "--spoor.gateway.idle-deadline=" + IDLE_DEADLINE.toSeconds() + "s");
                var load = Load.start(gateway.address(), 0, 1, RATE)) {
            load.awaitMore(RATE, GOES_ON);
            attack.on(gateway, Stored.reader(postgres));
            load.awaitMore(RATE, GOES_ON);
            System.err.print("the good collector: ");
            Stored.assertHolds(postgres, load.finish(GOES_ON));
        }
    }

    private static void awaitReceived(EventReader reader, String collector, long events) {
        await().atMost(GOES_ON)
                .ignoreException(NoSuchElementException.class) // It is unknown before its first event.
                .until(() -> ledger(reader, collector).received() == events);
    }

    private static CollectorLedger ledger(EventReader reader, String collector) {
        return reader.collectors().stream()
                .filter(one -> one.collector().equals(collector))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<StoredBatch> batches(EventReader reader) {
        return Stream.iterate(
                        reader.batchesAfter(0, 100),
                        batches -> !batches.isEmpty(),
                        batches -> reader.batchesAfter(batches.getLast().watermark(), 100))
                .flatMap(List::stream);
    }

    private static Map<String, Long> counted(Stream<byte[]> events) {
        return events.map(event -> new String(event, StandardCharsets.ISO_8859_1))
                .collect(Collectors.groupingBy(event -> event, Collectors.counting()));
    }

    /** A peer that says just what it is told to say. */
    private static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final DataOutputStream out;

        Peer(TestedGateway gateway) throws IOException {
            socket =
                    new Socket(gateway.address().getAddress(), gateway.address().getPort());
            socket.setSoTimeout((int) GOES_ON.toMillis());
            out = new DataOutputStream(socket.getOutputStream());
        }

        String open(String collector) throws IOException {
            byte[] json = "{\"collector\":\"%s\",\"dataset\":\"hostile\",\"stream\":\"s\",\"token\":\"%s\"}"
                    .formatted(collector, TestedGateway.TOKEN)
                    .getBytes(StandardCharsets.UTF_8);
            begin("2O", json.length);
            out.write(json);
            var in = new DataInputStream(socket.getInputStream());
            assertThat(in.readShort()).isEqualTo((short) ('2' << 8 | 'O'));
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        void event(int sequence, byte[] event) throws IOException {
            begin("2J", sequence);
            number(event.length);
            out.write(event);
        }

        void begin(String type, int number) throws IOException {
            out.writeBytes(type);
            number(number);
        }

        void number(int number) throws IOException {
            out.writeInt(number);
        }

        /** Until the gateway has had enough. */
        void send(byte[] bytes) throws IOException {
            try {
                out.write(bytes);
            } catch (SocketException e) {
                assertThat(e).hasMessageMatching(".*(reset|Broken pipe).*");
            }
        }

        /** All that the gateway says until it closes. */
        String rest() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
