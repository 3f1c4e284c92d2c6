package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.gateway.clock.Clocks;
import spoor.gateway.sender.FileSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Progress;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

class GatewayIT {
    private final FakeStore store = new FakeStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
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
                    2,
                    Duration.ofSeconds(6),
                    Duration.ofMinutes(1),
                    2),
            store,
            new FakeReading(),
            new Clocks(),
            InstantSource.system(),
            registry);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void lines_areStoredByteForByte() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("{\"a\":1}\r\n\nno\0json\n{\"b\":2}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(text(store.take())).isEqualTo("{\"a\":1}\r");
        assertThat(store.take()).isInstanceOf(Entry.Malformed.class);
        assertThat(text(store.take())).isEqualTo("{\"b\":2}");
    }

    @Test
    void oversizedLine_keepsItsHeadAndTheConnectionGoesOn() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("x".repeat(20_000_000).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write("\n{}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(store.take()).isInstanceOfSatisfying(Entry.Malformed.class, malformed -> {
            assertThat(malformed.raw()).hasSize(65_536);
            assertThat(malformed.payloadBytes()).isEqualTo(20_000_000);
            assertThat(malformed.sha256()).hasSize(64);
        });
        assertThat(text(store.take())).isEqualTo("{}");
    }

    @Test
    void session_isAcknowledgedAndContinuesAtItsPosition() throws Exception {
        try (Socket socket = connect()) {
            assertThat(open(socket, "secret")).contains("\"position\":0");
            event(socket, 1, "{}");
            event(socket, 2, "{}");
            awaitAck(socket, 2);
        }
        try (Socket socket = connect()) {
            assertThat(open(socket, "secret")).contains("\"position\":2");
        }
    }

    @Test
    void wrongToken_isRefused() throws Exception {
        try (Socket socket = connect()) {
            assertThat(open(socket, "guess")).contains("unauthenticated");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void sameStreamSentTwice_isStoredOnce() throws Exception {
        assertThat(send()).isEqualTo(new Report(3, 3, 2, 0, 0, 1));
        assertThat(send()).isEqualTo(new Report(3, 3, 0, 3, 0, 0));
    }

    @Test
    void pacedSender_isToldOfAcknowledgementsWhileItSends() throws Exception {
        int most = 4_000;
        var acknowledged = new AtomicLong();
        int[] given = new int[1];
        Lines untilOneIsAcknowledged =
                () -> acknowledged.get() > 0 || given[0]++ == most ? null : "{}".getBytes(StandardCharsets.UTF_8);

        sender(1_000, told -> acknowledged.set(told.acknowledged())).send(untilOneIsAcknowledged);

        assertThat(given[0]).isLessThan(most);
    }

    @Test
    void badInput_isCountedAndAnotherConnectionGoesOn() throws Exception {
        try (Socket good = connect()) {
            assertThat(open(good, "secret")).contains("\"position\":0");
            try (Socket bad = connect()) {
                bad.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'x', '\n'});
            }
            Entry malformed = store.take();
            assertThat(malformed).isInstanceOf(Entry.Malformed.class);
            assertThat(malformed.raw()).isEqualTo(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'x'});
            event(good, 1, "{}");
            awaitAck(good, 1);
        }
        assertThat(store.take()).isInstanceOf(Entry.Read.class);
        assertThat(registry.counter("spoor.gateway.answered.events").count()).isEqualTo(2);
    }

    @Test
    void oneConnectionTooMany_isToldSoAndTheOthersStay() throws Exception {
        try (Socket first = connect();
                Socket second = connect()) {
            assertThat(open(first, "secret")).contains("position");
            second.getOutputStream().write('2');
            try (Socket third = connect()) {
                assertThat(new String(third.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("overloaded");
            }
            event(first, 1, "{}");
            awaitAck(first, 1);
        }
    }

    private Report send() throws IOException {
        try (Lines lines =
                FileSource.lines(new ByteArrayInputStream("{}\n\n{}\r\nno json".getBytes(StandardCharsets.UTF_8)))) {
            return sender(0, _ -> {}).send(lines);
        }
    }

    private Sender sender(long eventsPerSecond, Progress progress) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        return new Sender(address, new Session("c", "d", "secret", "s", Duration.ZERO), eventsPerSecond, progress);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String open(Socket socket, String token) throws IOException {
        byte[] json = "{\"collector\":\"c\",\"dataset\":\"d\",\"stream\":\"s\",\"token\":\"%s\"}"
                .formatted(token)
                .getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeBytes("2O");
        out.writeInt(json.length);
        out.write(json);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readShort()).isEqualTo((short) ('2' << 8 | 'O'));
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void event(Socket socket, int sequence, String json) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeBytes("2J");
        out.writeInt(sequence);
        out.writeInt(json.length());
        out.writeBytes(json);
    }

    private static void awaitAck(Socket socket, int sequence) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            short type = in.readShort();
            int number = in.readInt();
            if (type == ('2' << 8 | 'R')) {
                in.skipNBytes(number);
            } else if (number == sequence) {
                return;
            }
        }
    }

    private static String text(Entry entry) {
        return new String(entry.raw(), StandardCharsets.UTF_8);
    }

    private static final class FakeReading implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            return raw[0] == '{' ? new Reading.Read(null, Fields.none()) : new Reading.Malformed("no JSON object", 0);
        }

        @Override
        public int version() {
            return 1;
        }
    }

    private static final class FakeStore implements EventStore {
        private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
        private long position;

        Entry take() throws InterruptedException {
            return entries.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public synchronized StreamState open(StreamKey stream, Duration shift) {
            return new StreamState(position, shift);
        }

        @Override
        public synchronized Optional<StreamState> find(StreamKey stream) {
            return Optional.of(new StreamState(position, Duration.ZERO));
        }

        @Override
        public synchronized WriteResult write(List<Slice> slices) {
            for (Slice slice : slices) {
                entries.addAll(slice.entries());
                position = slice.stream() == null ? position : slice.lastSequence();
            }
            return new WriteResult.Committed(1);
        }
    }
}
