package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.frame.FrameDecoder;
import spoor.gateway.frame.Pieces;
import spoor.gateway.ingest.Access;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Reader;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes on a connection: what is stored and answered does not depend on how they were cut, and nothing is held when it is over. */
class ConnectionFuzzTest {
    private static final int MAX_EVENT_BYTES = 256;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Reader READER = new Reader(Mappings.bundled(), CLOCK, MAX_EVENT_BYTES);
    private static final JsonMapper JSON = new JsonMapper();

    /** Those of {@code docs/protocol.md} that bytes alone can bring about. */
    private static final List<String> CODES = List.of("unauthenticated", "invalid_request", "corrupt", "forgotten");

    private static final GatewayProperties PROPERTIES = new GatewayProperties(
            "127.0.0.1",
            0,
            "t",
            null,
            true,
            MAX_EVENT_BYTES,
            1 << 20,
            1 << 24,
            9,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            2);

    /** What came of a connection. */
    private record Told(List<String> stored, long acknowledged, long answered, Optional<String> error) {}

    @FuzzTest(maxDuration = "60s")
    void bytes_areStoredOrRefused_howeverTheyAreCut(byte[] bytes) throws InterruptedException {
        Told uncut = told(List.of(bytes));
        Told cut = told(Pieces.cut(bytes, Arrays.hashCode(bytes), 17));
        assertThat(cut.error()).isEqualTo(uncut.error());
        if (uncut.error().isEmpty()) {
            assertThat(cut.stored()).isEqualTo(uncut.stored());
            assertThat(cut.acknowledged()).isEqualTo(uncut.acknowledged());
        } else { // What had not been submitted by then is forgotten, and was not acknowledged.
            int known = Math.min(cut.stored().size(), uncut.stored().size());
            assertThat(cut.stored().subList(0, known)).isEqualTo(uncut.stored().subList(0, known));
        }
        if (bytes.length >= 2 && isOfLines(bytes)) {
            assertThat(uncut.stored()).isEqualTo(lines(bytes));
        }
    }

    private static boolean isOfLines(byte[] bytes) {
        return !FrameDecoder.speaksFrames(bytes[0], bytes[1]) && !(bytes[0] == '2' && bytes[1] == 'H');
    }

    private static List<String> lines(byte[] bytes) {
        return Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> HexFormat.of().formatHex(line.getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private static Told told(List<byte[]> pieces) throws InterruptedException {
        var store = new RecordingStore();
        var budget = new Budget(PROPERTIES.maxBytes());
        var unfinished = new Budget(PROPERTIES.maxBytes());
        try (var ingest = new Ingest(store, 1, 2, _ -> {})) {
            var executor = new QueueingExecutor();
            EmbeddedChannel channel = channel(executor, ingest, budget, unfinished);
            List<ByteBuf> buffers = new ArrayList<>();
            for (byte[] piece : pieces) {
                if (channel.isOpen() && piece.length > 0) {
                    ByteBuf buffer = Unpooled.copiedBuffer(piece);
                    buffers.add(buffer);
                    channel.writeInbound(buffer);
                    await(
                            executor,
                            "it reads on or is over",
                            () -> !channel.isOpen() || channel.config().isAutoRead());
                }
            }
            await(executor, "everything is answered", () -> budget.bytes() == 0);
            var _ = channel.close();
            await(executor, "nothing is in flight", () -> budget.bytes() == 0);
            assertThat(ingest.drain(Duration.ofNanos(PATIENCE_NANOS))).isTrue();
            channel.checkException();
            assertThat(buffers)
                    .as("no buffer leaks")
                    .allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
            assertThat(unfinished.bytes()).as("unfinished").isZero();
            return answers(channel, store);
        }
    }

    /** Runs what the connection has to do until something holds. */
    private static void await(QueueingExecutor executor, String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        executor.runPendingTasks();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
            executor.runPendingTasks();
        }
    }

    private static Told answers(EmbeddedChannel channel, RecordingStore store) {
        long answered = 0;
        long acknowledged = 0;
        Optional<String> error = Optional.empty();
        for (ByteBuf answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
            assertThat(error).as("an error is the last answer").isEmpty();
            assertThat(answer.readByte()).isEqualTo((byte) '2');
            char type = (char) answer.readByte();
            long number = answer.readUnsignedInt();
            switch (type) {
                case 'A' -> acknowledged = number;
                case 'R' -> {
                    JsonNode report = JSON.readTree(answer.readString((int) number, StandardCharsets.UTF_8));
                    answered = report.get("received").longValue();
                    assertThat(answered)
                            .isEqualTo(report.get("stored").longValue()
                                    + report.get("duplicate").longValue()
                                    + report.get("rejected").longValue()
                                    + report.get("malformed").longValue());
                }
                case 'O' -> {
                    JsonNode said = JSON.readTree(answer.readString((int) number, StandardCharsets.UTF_8));
                    error = Optional.ofNullable(said.get("error"))
                            .map(told -> told.get("code").stringValue());
                }
                case 'T', 'H' -> assertThat(number).isNotNegative();
                default -> throw new AssertionError("No answer starts with " + type);
            }
            assertThat(answer.isReadable()).isFalse();
            answer.release();
        }
        error.ifPresent(code -> assertThat(code).isIn(CODES));
        assertThat(answered).as("nothing is told that is not stored").isLessThanOrEqualTo(store.entries.size());
        return new Told(List.copyOf(store.entries), acknowledged, answered, error);
    }

    /** The channel's own loop takes tasks from its own thread alone, and outcomes come from others. */
    @SuppressWarnings("deprecation")
    private static EmbeddedChannel channel(QueueingExecutor executor, Ingest ingest, Budget budget, Budget unfinished) {
        var channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            }
        };
        channel.freezeTime();
        channel.pipeline()
                .addLast(
                        executor,
                        new Connection(
                                PROPERTIES,
                                new Access("t", true),
                                ingest,
                                READER,
                                new Clocks(),
                                new Sessions(),
                                budget,
                                unfinished));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    /** Keeps the entries in the order in which they are stored. */
    private static final class RecordingStore implements EventStore {
        private final List<String> entries = new ArrayList<>();
        private final Map<StreamKey, StreamState> streams = new ConcurrentHashMap<>();

        @Override
        public StreamState open(StreamKey stream, Duration shift) {
            return streams.computeIfAbsent(stream, _ -> new StreamState(0, shift));
        }

        @Override
        public Optional<StreamState> find(StreamKey stream) {
            return Optional.ofNullable(streams.get(stream));
        }

        @Override
        public synchronized WriteResult write(List<Slice> slices) {
            for (Slice slice : slices) {
                slice.entries().forEach(entry -> entries.add(HexFormat.of().formatHex(entry.raw())));
                assertThat(slice.entries())
                        .allSatisfy(entry -> assertThat(entry instanceof Entry.Malformed bad ? bad.byteOffset() : 0)
                                .isNotNegative());
                slice.streamKey()
                        .ifPresent(stream -> streams.computeIfPresent(
                                stream, (_, state) -> new StreamState(slice.lastSequence(), state.shift())));
            }
            return new WriteResult.Committed(1);
        }
    }
}
