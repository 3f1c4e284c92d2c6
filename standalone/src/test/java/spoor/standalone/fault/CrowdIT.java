package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.testkit.Full;

/** Very many connections that say nothing, or next to nothing (rows 8 and 13). */
class CrowdIT {
    private static final long MAX_IDLE_BYTES = 10_240;
    private static final int RATE = 2_000;
    private static final Duration GOES_ON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void thousandIdleConnections_areCheap() throws Exception {
        idle(1_000);
    }

    @Full
    @Test
    void tenThousandIdleConnections_areCheap() throws Exception {
        idle(10_000);
    }

    @Test
    void twoHundredDrippingConnections_endAndHinderNobody() throws Exception {
        drip(200);
    }

    @Full
    @Test
    void twoThousandDrippingConnections_endAndHinderNobody() throws Exception {
        drip(2_000);
    }

    private void idle(int count) throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder, "--spoor.gateway.max-connections=" + (count + 1));
                var load = Load.start(gateway.address(), 0, 1, RATE)) {
            load.awaitMore(RATE, GOES_ON);
            long before = gateway.liveBytes();
            for (int i = 0; i < count; i++) {
                SocketChannel idle = SocketChannel.open(gateway.address());
                crowd.add(idle);
                idle.write(ByteBuffer.wrap(new byte[] {'2', 'W', 0, 0, 0, 1}));
            }
            await().atMost(GOES_ON).until(() -> gateway.metric("spoor_gateway_connections") == count + 1);
            long bytes = (gateway.liveBytes() - before) / count;
            System.err.printf("%d idle connections, %d bytes each%n", count, bytes);
            assertThat(bytes).as("bytes of an idle connection").isLessThan(MAX_IDLE_BYTES);
            assertThat(answerToOneMore(gateway)).contains("overloaded");
            load.awaitMore(RATE, GOES_ON);
            Stored.assertHolds(postgres, load.finish(GOES_ON));
        } finally {
            close(crowd);
        }
    }

    private static String answerToOneMore(TestedGateway gateway) throws IOException {
        try (var socket = SocketChannel.open(gateway.address()).socket()) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Each brings a byte of an event every second; a collector that sends at a steady rate goes on meanwhile. */
    private void drip(int count) throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder, "--spoor.gateway.frame-deadline=6s");
                var load = Load.start(gateway.address(), 0, 1, RATE)) {
            load.awaitMore(RATE, GOES_ON);
            for (int i = 0; i < count; i++) {
                crowd.add(SocketChannel.open(gateway.address()));
            }
            long start = System.nanoTime();
            long before = load.acknowledged();
            await().atMost(GOES_ON)
                    .pollInterval(Duration.ofSeconds(1))
                    .alias("only the good one is left")
                    .until(() -> {
                        crowd.forEach(CrowdIT::drop);
                        return gateway.metric("spoor_gateway_connections") == 1;
                    });
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (load.acknowledged() - before) / seconds;
            System.err.printf("%d dripping for %.1f s, meanwhile %.0f events/s%n", count, seconds, rate);
            assertThat(rate).isGreaterThan(0.9 * RATE);
            Stored.assertHolds(postgres, load.finish(GOES_ON));
        } finally {
            close(crowd);
        }
    }

    private static void drop(SocketChannel socket) {
        try {
            socket.write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException e) {
            assertThat(socket.isConnected())
                    .as("it was connected: the gateway has closed it")
                    .isTrue();
        }
    }

    private static void close(List<SocketChannel> crowd) throws IOException {
        for (SocketChannel socket : crowd) {
            socket.close();
        }
    }
}
