package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.ingest.Access;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Reader;
import spoor.storage.memory.MemoryStore;

/** A connection's deadlines, on a clock that the test moves. */
class ConnectionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private static final int MAX_BYTES = 1 << 24;

    private final MemoryStore store = new MemoryStore(CLOCK);
    private final Ingest ingest = new Ingest(store, 1, 2, _ -> {});
    private int readsAskedFor;
    private final Budget budget = new Budget(MAX_BYTES);
    private final Budget unfinished = new Budget(MAX_BYTES);
    private final EmbeddedChannel channel = channel(InetAddress.getLoopbackAddress());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        ingest.close();
    }

    @Test
    void eventThatDripsIn_endsAtTheDeadline() {
        for (int second = 0; second < 60 && channel.isOpen(); second += 2) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'x'}));
            pass(2);
        }
        assertThat(channel.isOpen()).isFalse();
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("too_slow");
        answer.release();
    }

    @Test
    void oneByteAndNoMore_endsAtTheDeadline() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'2'}));
        pass(60);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void unfinishedEventThatTakesTheLastRoom_ends() {
        unfinished.take(MAX_BYTES - 10_000);
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[16 * 1024]));
        assertThat(channel.isOpen()).as("small ones may stay").isTrue();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        assertThat(channel.isOpen()).isFalse();
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("overloaded");
        answer.release();
        assertThat(unfinished.bytes()).as("what it held is free").isEqualTo(MAX_BYTES - 10_000);
    }

    @Test
    void strangerWhoSaysNothing_endsAtTheDeadline() throws Exception {
        EmbeddedChannel stranger = channel(InetAddress.getByName("192.0.2.1"));
        pass(stranger, 60);
        assertThat(stranger.isOpen()).isFalse();
        ByteBuf answer = stranger.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("No session was opened");
        answer.release();
        stranger.finishAndReleaseAll();
    }

    @Test
    void knock_isAnsweredAndLinesFollow() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'2', 'H', 0}));
        assertThat(channel.outboundMessages()).isEmpty();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 0, 1, '{', '}', '\n'}));

        ByteBuf answer = channel.readOutbound();
        assertThat(ByteBufUtil.getBytes(answer)).containsExactly('2', 'H', 0, 0, 0, 1);
        await().until(() -> store.watermark() == 1);
        assertThat(store.batchesAfter(0, 1).getFirst().events().getFirst().raw())
                .asString()
                .isEqualTo("{}");
    }

    @Test
    void lineThatBeginsLikeAKnock_isKeptWhole() {
        channel.writeInbound(Unpooled.copiedBuffer("2H\0\0\0\2\n", StandardCharsets.UTF_8));
        await().until(() -> !store.malformed("default", 1).isEmpty());
        assertThat(store.malformed("default", 1).getFirst().raw()).asString().isEqualTo("2H\0\0\0\2");
    }

    @Test
    void strangerWhoKnocksAndOpensNoSession_isRefused() throws Exception {
        EmbeddedChannel stranger = channel(InetAddress.getByName("192.0.2.1"));
        stranger.writeInbound(Unpooled.copiedBuffer("2H\0\0\0\0012J\0\0\0\1\0\0\0\2{}", StandardCharsets.UTF_8));
        assertThat(stranger.isOpen()).isFalse();
        stranger.finishAndReleaseAll();
    }

    @Test
    void strangerWhoKnocksAndSaysNothing_endsAtTheDeadline() throws Exception {
        EmbeddedChannel stranger = channel(InetAddress.getByName("192.0.2.1"));
        stranger.writeInbound(Unpooled.copiedBuffer("2H\0\0\0\1", StandardCharsets.UTF_8));
        pass(stranger, 60);
        assertThat(stranger.isOpen()).isFalse();
        stranger.finishAndReleaseAll();
    }

    @Test
    void fullConnection_isNotReadUntilItsEventsAreStored() {
        ingest.close(); // from here on nothing is stored
        readsAskedFor = 0;
        channel.writeInbound(Unpooled.copiedBuffer("{}\n".repeat(3_000), StandardCharsets.UTF_8));
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(readsAskedFor).isZero();
    }

    @Test
    void allHoldTooMuch_notEvenWhatHasArrivedIsRead() {
        budget.take(MAX_BYTES);
        channel.writeInbound(Unpooled.copiedBuffer("{}\n".repeat(500), StandardCharsets.UTF_8));
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(budget.bytes()).isEqualTo(MAX_BYTES);
        ingest.close(); // from here on nothing is stored
        budget.take(-MAX_BYTES);
        channel.runPendingTasks();
        assertThat(budget.bytes()).as("it is read now").isPositive();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whatAPeerLeavesBehind_isReadHoweverMuchAllHold() {
        ingest.close(); // from here on nothing is stored
        budget.take(MAX_BYTES);
        channel.writeInbound(Unpooled.copiedBuffer("{}\n{}", StandardCharsets.UTF_8));
        var _ = channel.close();
        channel.runPendingTasks();
        assertThat(budget.bytes()).isGreaterThan(MAX_BYTES);
    }

    @Test
    void peerThatDoesNotTakeItsAnswers_isNotRead() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void silentCollector_endsAtTheIdleDeadlineAndMayOpenAgain() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'2', 'W', 0, 0, 0, 1}));
        pass(590);
        assertThat(channel.isOpen()).isTrue();
        pass(30);
        assertThat(channel.isOpen()).isFalse();
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("\"idle\"");
        answer.release();
    }

    @Test
    void linesIdleBetweenEvents_mayStay() {
        channel.writeInbound(Unpooled.copiedBuffer("{}\n", StandardCharsets.UTF_8));
        pass(3_600);
        assertThat(channel.isOpen()).isTrue();
    }

    private void pass(int seconds) {
        pass(channel, seconds);
    }

    private static void pass(EmbeddedChannel some, int seconds) {
        for (int i = 0; i < seconds; i++) {
            some.advanceTimeBy(1, TimeUnit.SECONDS);
            some.runScheduledPendingTasks();
        }
    }

    private EmbeddedChannel channel(InetAddress peer) {
        var properties = new GatewayProperties(
                "127.0.0.1",
                0,
                "t",
                null,
                true,
                1 << 20,
                1 << 20,
                MAX_BYTES,
                9,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                2);
        var embedded = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 1);
            }
        };
        embedded.freezeTime();
        embedded.pipeline()
                .addLast(new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void read(ChannelHandlerContext ctx) throws Exception {
                        readsAskedFor++;
                        super.read(ctx);
                    }
                })
                .addLast(new Connection(
                        properties,
                        new Access("t", true),
                        ingest,
                        new Reader(Mappings.bundled(), CLOCK, 1 << 20),
                        new Clocks(),
                        new Sessions(),
                        budget,
                        unfinished));
        embedded.pipeline().fireChannelActive();
        return embedded;
    }
}
