package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.mapping.Mappings;
import spoor.gateway.ingest.Access;
import spoor.gateway.ingest.Budget;
import spoor.gateway.ingest.Ingest;
import spoor.gateway.ingest.Reader;
import spoor.storage.memory.MemoryStore;

/** A connection's deadlines, on a clock that the test moves. */
class ConnectionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final Ingest ingest = new Ingest(new MemoryStore(CLOCK), 1, 2, _ -> {});
    private final EmbeddedChannel channel = channel();

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
    void idleBetweenEvents_mayStay() {
        channel.writeInbound(Unpooled.copiedBuffer("{}\n", StandardCharsets.UTF_8));
        pass(3_600);
        assertThat(channel.isOpen()).isTrue();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private EmbeddedChannel channel() {
        var properties = new GatewayProperties(
                "127.0.0.1", 0, "t", null, true, 1 << 20, 1 << 20, 1 << 24, 9, Duration.ofSeconds(30), 2);
        var embedded = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            }
        };
        embedded.freezeTime();
        embedded.pipeline()
                .addLast(new Connection(
                        properties,
                        new Access("t", true),
                        ingest,
                        new Reader(Mappings.bundled(), CLOCK, 1 << 20),
                        new Budget(1 << 24)));
        embedded.pipeline().fireChannelActive();
        return embedded;
    }
}
