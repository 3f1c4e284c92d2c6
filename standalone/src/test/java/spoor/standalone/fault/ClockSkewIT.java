package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.postgres.EmbeddedPostgres;
import spoor.storage.CollectorLedger;
import spoor.storage.EventReader;
import spoor.storage.StoredEvent;

/**
 * Collectors whose clocks are wrong by hours and days, as under {@code faketime} (row 12): both times are kept, and neither what is known to
 * be stored already nor any deadline depends on them.
 */
class ClockSkewIT {
    private static final int EVENTS = 1_000;
    private static final List<Duration> SKEWS =
            List.of(Duration.ofHours(-2), Duration.ofDays(3), Duration.ofDays(-4_000));

    @TempDir
    private Path folder;

    @Test
    void wrongClocks_changeNoEventAndNoCount() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var gateway = TestedGateway.start(postgres, folder)) {
            EventReader reader = Stored.reader(postgres);
            for (Duration skew : SKEWS) {
                Instant begin = Instant.now().plus(skew).truncatedTo(ChronoUnit.MILLIS);
                assertThat(send(gateway, skew, begin)).isEqualTo(new Report(EVENTS, EVENTS, EVENTS, 0, 0, 0));
                // The clock is set in between: what is stored is known by its place in the stream.
                assertThat(send(gateway, skew.negated(), begin)).isEqualTo(new Report(EVENTS, EVENTS, 0, EVENTS, 0, 0));
                List<StoredEvent> stored = reader.batchesAfter(0, 1_000).stream()
                        .flatMap(batch -> batch.events().stream())
                        .filter(event -> event.collector().equals(name(skew)))
                        .toList();
                CollectorLedger ledger = reader.collectors().stream()
                        .filter(one -> one.collector().equals(name(skew)))
                        .findFirst()
                        .orElseThrow();
                System.err.printf(
                        "clock wrong by %s: sent %d, stored %d, %s%n", skew, 2 * EVENTS, stored.size(), ledger);
                assertThat(stored).hasSize(EVENTS);
                assertThat(ledger.received()).isEqualTo(2 * EVENTS);
                assertThat(ledger.duplicate()).isEqualTo(EVENTS);
                for (int i = 0; i < EVENTS; i++) {
                    StoredEvent event = stored.get(i);
                    assertThat(event.occurredAt()).isEqualTo(begin.plusMillis(i));
                    assertThat(Duration.between(event.receivedAt(), Instant.now()))
                            .isBetween(Duration.ZERO, Duration.ofMinutes(2));
                    assertThat(Duration.between(event.receivedAt(), event.time())
                                    .abs())
                            .as("the corrected time")
                            .isLessThan(Duration.ofMinutes(2));
                }
            }
        }
    }

    private static Report send(TestedGateway gateway, Duration skew, Instant begin) throws IOException {
        InstantSource clock = () -> Instant.now().plus(skew);
        List<byte[]> events = IntStream.range(0, EVENTS)
                .mapToObj(i ->
                        "{\"@timestamp\":\"%s\"}".formatted(begin.plusMillis(i)).getBytes(StandardCharsets.UTF_8))
                .toList();
        var session = new Session(
                name(Duration.between(Instant.now(), begin)),
                "skew",
                TestedGateway.TOKEN,
                "s",
                Duration.ZERO,
                true,
                false);
        return new Sender(gateway.address(), session, 0, _ -> {}, clock).send(Lines.of(events));
    }

    private static String name(Duration skew) {
        return "off by " + Math.round(skew.toMinutes() / 60.0) + " hours";
    }
}
