package spoor.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;
import spoor.storage.StoredEvent;
import spoor.storage.memory.MemoryStore;

/** Real senders whose clock is wrong, over real sockets. */
class ClockIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryStore store = new MemoryStore(InstantSource.system());
    private Gateway gateway = gateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void senderWhoseClockIsWrong_isMeasured_andItsEventsAreCorrected() throws Exception {
        Duration behind = Duration.ofMinutes(-5);
        send("slow", behind, true, List.of(Instant.now().plus(behind), Instant.parse("2020-09-18T17:05:52Z")));

        ClockOffset clock = clock("slow");
        assertThat(clock.basis()).isEqualTo(Basis.EXCHANGE);
        assertThat(clock.offset().minus(behind).abs()).isLessThanOrEqualTo(clock.uncertainty());
        assertThat(clock.uncertainty()).isLessThan(Duration.ofSeconds(10));
        List<StoredEvent> events = events();
        assertThat(Duration.between(events.getFirst().time(), events.getFirst().receivedAt())
                        .abs())
                .isLessThan(Duration.ofSeconds(20));
        assertThat(events.getLast().time()).isAfter(Instant.parse("2020-09-18T17:10:40Z"));
    }

    @Test
    void replayedFile_keepsItsTimes_whateverItsSendersClockShows() throws Exception {
        Instant recorded = Instant.parse("2020-09-18T17:05:52Z");
        send("right", Duration.ZERO, false, List.of(recorded, recorded.plusSeconds(1)));
        send("wrong", Duration.ofHours(2), false, List.of(recorded));

        assertThat(events()).extracting(StoredEvent::time).containsExactly(recorded, recorded.plusSeconds(1), recorded);
        assertThat(clock("right").offset().abs())
                .isLessThanOrEqualTo(clock("right").uncertainty());
        assertThat(clock("wrong").offset().minus(Duration.ofHours(2)).abs())
                .isLessThanOrEqualTo(clock("wrong").uncertainty());
    }

    @Test
    void afterARestart_whatWasKnownOfAClockHolds() throws Exception {
        send("ahead", Duration.ofHours(2), true, List.of(Instant.now()));
        gateway.close();
        gateway = gateway();
        Clocks clocks = new Clocks(store.collectors());
        assertThat(clocks.of("ahead").known()).isEqualTo(clock("ahead"));
        send(
                "ahead",
                Duration.ofHours(2),
                true,
                List.of(Instant.now(), Instant.now().plus(Duration.ofHours(2))));
        assertThat(events().getLast().time()).isBefore(Instant.now());
    }

    private Gateway gateway() {
        return new Gateway(
                new GatewayProperties(
                        "127.0.0.1", 0, "secret", null, true, 1 << 20, 1 << 20, 1 << 24, 9, Duration.ofSeconds(6), 2),
                store,
                Mappings.bundled(),
                new Clocks(store.collectors()),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    private void send(String collector, Duration offset, boolean stamps, List<Instant> times) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        var session = new Session(collector, "default", "secret", "s", Duration.ZERO, stamps);
        InstantSource clock = () -> Instant.now().plus(offset);
        List<byte[]> events = times.stream()
                .map(time -> ("{\"@timestamp\":\"" + time + "\"}").getBytes(StandardCharsets.UTF_8))
                .toList();
        try (Lines lines = Lines.of(events)) {
            new Sender(address, session, 0, _ -> {}, clock).send(lines);
        }
    }

    private ClockOffset clock(String collector) {
        return Objects.requireNonNull(store.collectors().stream()
                .filter(ledger -> ledger.collector().equals(collector))
                .findFirst()
                .orElseThrow()
                .clock());
    }

    private List<StoredEvent> events() {
        await().atMost(PATIENCE).until(() -> store.watermark() > 0);
        return store.batchesAfter(0, 100).stream()
                .flatMap(batch -> batch.events().stream())
                .toList();
    }
}
