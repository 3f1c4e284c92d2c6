package spoor.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SenderIT {
    @Test
    void serverForBrowsers_isToldFromAGatewayBeforeTheTokenIsSaid() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> heard =
                    CompletableFuture.supplyAsync(() -> answerAsTomcat(server), Thread::startVirtualThread);
            var sender = new Sender(
                    (InetSocketAddress) server.getLocalSocketAddress(),
                    new Session("c", "d", "secret", "s", Duration.ZERO),
                    0);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> sender.send(Lines.of(List.of("{}".getBytes(StandardCharsets.UTF_8)))))
                    .withMessageContaining(":" + server.getLocalPort() + " is no gateway of Spoor");
            assertThat(heard.get()).asString(StandardCharsets.ISO_8859_1).doesNotContain("secret");
        }
    }

    @Test
    void lostConnection_isToldAtOnceAndTriedAgain() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(
                    () -> {
                        hangUp(server);
                        return answerAsTomcat(server);
                    },
                    Thread::startVirtualThread);
            List<String> lost = new ArrayList<>();
            var sender = new Sender(
                    (InetSocketAddress) server.getLocalSocketAddress(),
                    new Session("c", "d", "", "s", Duration.ZERO),
                    0,
                    new Progress() {
                        @Override
                        public void answered(Report soFar) {}

                        @Override
                        public void lost(String why) {
                            lost.add(why);
                        }
                    });

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> sender.send(Lines.of(List.of())));
            assertThat(lost)
                    .singleElement()
                    .asString()
                    .endsWith("; trying again")
                    .doesNotContain("null");
            heard.get();
        }
    }

    @Test
    void hostThatIsNotKnown_isRefusedAtOnce() {
        var sender = new Sender(
                InetSocketAddress.createUnresolved("nosuch.invalid", 5170),
                new Session("c", "d", "", "s", Duration.ZERO),
                0);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sender.send(Lines.of(List.of())))
                .withMessage("There is no host named 'nosuch.invalid'");
    }

    private static void hangUp(ServerSocket server) {
        try {
            server.accept().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers at once, as Tomcat does at the first byte that no request holds; then hears everything until the peer goes. */
    private static byte[] answerAsTomcat(ServerSocket server) {
        try (Socket peer = server.accept()) {
            byte[] first = peer.getInputStream().readNBytes(3);
            assertThat(first[2]).isZero();
            peer.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return peer.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
