package spoor.standalone.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;

/**
 * Sends recordings to a gateway, over and over. The first time all of them begin at the same moment, each later time an hour
 * after the one before, so that the events are spread over time as they would be.
 */
record Feed(InetSocketAddress gateway, String token, String dataset, List<Recording> recordings) {
    private static final Instant BEGIN = Instant.parse("2026-05-04T08:00:00Z");
    private static final Duration APART = Duration.ofHours(1);

    /**
     * Sends until there are so many events, each connection its share, and returns when all are acknowledged.
     *
     * @param first how often the recordings have been sent before
     * @param eventsPerSecond the most that all connections send, 0 for as many as the gateway takes
     * @return how many were acknowledged
     */
    long send(int connections, long events, int first, long eventsPerSecond)
            throws InterruptedException, ExecutionException {
        try (ExecutorService senders =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Long>> sent = IntStream.range(0, connections)
                    .mapToObj(connection -> senders.submit(() -> sendShare(
                            events / connections + (connection < events % connections ? 1 : 0),
                            first + connection,
                            connections,
                            eventsPerSecond / connections)))
                    .toList();
            long acknowledged = 0;
            for (Future<Long> one : sent) {
                acknowledged += one.get();
            }
            return acknowledged;
        }
    }

    private long sendShare(long events, int first, int step, long eventsPerSecond) throws IOException {
        long sent = 0;
        long acknowledged = 0;
        for (int round = first; sent < events; round += step) {
            for (Recording recording : recordings) {
                List<byte[]> lines = recording.lines();
                List<byte[]> some = lines.subList(0, (int) Math.min(lines.size(), events - sent));
                acknowledged += new Sender(gateway, session(recording, round), eventsPerSecond)
                        .send(Lines.of(some))
                        .acknowledged();
                sent += some.size();
            }
        }
        return acknowledged;
    }

    /** Of the recording's time that it is sent for the nth time, counted from 0. */
    Session session(Recording recording, int round) {
        Duration shift = Duration.between(recording.begin(), BEGIN.plus(APART.multipliedBy(round)));
        return new Session("bench", dataset, token, "run-" + UUID.randomUUID(), shift.truncatedTo(ChronoUnit.MILLIS));
    }
}
