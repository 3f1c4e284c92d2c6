package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.gateway.frame.Frame;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.SimulatedSender;
import spoor.storage.StreamKey;
import spoor.testkit.Full;

/**
 * Senders, gateways and a store in virtual time, between which everything goes wrong for a minute and nothing after that: connections break or
 * hang, frames and answers are lost, doubled, late and in disorder, collectors and the store crash, commits succeed and say that they failed, two
 * collectors send the same stream. In the end everything is acknowledged; at every moment what is acknowledged is stored (I1), once and as it was
 * sent (I2, I3), and the ledger adds up (I5).
 */
class SimulationTest {
    private static final int SEEDS = 2_000;
    private static final int MANY_SEEDS = 10_000;
    private static final long FAULTS_END = 60_000;
    private static final long PATIENCE = 600_000;
    private static final long SILENCE = 30_000;
    private static final EventReading READING = new EventReading() {
        @Override
        public Reading read(byte[] raw) {
            return raw[0] == '!' ? new Reading.Malformed("marked", 0) : new Reading.Read(null, Fields.none());
        }

        @Override
        public int version() {
            return 1;
        }
    };
    private static final Reader READER =
            new Reader(READING, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), 1_000);

    @Test
    void whateverGoesWrong_whatIsAcknowledgedIsStoredOnce() {
        run(0, SEEDS);
    }

    @Full
    @Test
    void whateverElseGoesWrong_whatIsAcknowledgedIsStoredOnce() {
        run(SEEDS, MANY_SEEDS);
    }

    private static void run(long first, long end) {
        for (long seed = first; seed < end; seed++) {
            try {
                new Simulation(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** One run; the same seed gives the same run. */
    private static final class Simulation {
        private final Random random;
        private final VirtualTime time = new VirtualTime();
        private final Map<StreamKey, List<byte[]>> sources = new HashMap<>();
        private final SimulatedStore store;
        private final List<SimulatedGateway> gateways = new ArrayList<>();
        private final List<Collector> collectors = new ArrayList<>();

        /** Whether the network spoils single frames, which TCP would not, beside breaking connections. */
        private final boolean spoilsFrames;

        Simulation(long seed) {
            random = new Random(seed);
            spoilsFrames = random.nextBoolean();
            store = new SimulatedStore(time, random, this::isFaulty, sources);
            for (int i = 0; i < 2; i++) {
                gateways.add(new SimulatedGateway(time, random, store, READER));
            }
            int streams = 1 + random.nextInt(3);
            for (int i = 0; i < streams; i++) {
                var stream = new StreamKey("d", "c" + random.nextInt(2), "s" + i);
                sources.put(stream, source());
                for (int twins = 1 + random.nextInt(2); twins > 0; twins--) {
                    collectors.add(new Collector(stream));
                }
            }
        }

        void run() {
            collectors.forEach(Collector::start);
            time.after(random.nextInt(2_000), this::strike);
            while (!collectors.stream().allMatch(Collector::isDone) && time.step()) {
                assertThat(time.millis())
                        .as("everything is acknowledged by then")
                        .isLessThan(PATIENCE);
            }
            sources.forEach(
                    (stream, source) -> assertThat(store.position(stream)).isEqualTo(source.size()));
            collectors.forEach(Collector::check);
            checkLedger();
        }

        private void checkLedger() {
            Outcome all = Outcome.NOTHING;
            for (Outcome outcome : store.ledger().values()) {
                assertAddsUp(outcome);
                all = all.plus(outcome);
            }
            assertThat(all.stored() + all.malformed())
                    .isEqualTo(sources.values().stream().mapToLong(List::size).sum());
            gateways.forEach(gateway -> assertAddsUp(gateway.counted()));
        }

        private static void assertAddsUp(Outcome outcome) {
            assertThat(outcome.received())
                    .isEqualTo(outcome.stored() + outcome.duplicate() + outcome.rejected() + outcome.malformed());
        }

        /** Equal events occur, and such as can't be read or kept. */
        private List<byte[]> source() {
            List<byte[]> events = new ArrayList<>();
            int count = random.nextInt(60);
            for (int i = 0; i < count; i++) {
                int kind = random.nextInt(40);
                String text = kind == 0 ? "!" : kind == 1 ? "poison" : "event " + i / 3;
                events.add(text.getBytes(StandardCharsets.UTF_8));
            }
            return events;
        }

        private boolean isFaulty() {
            return time.millis() < FAULTS_END;
        }

        private void strike() {
            if (!isFaulty()) {
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> store.crash(random.nextInt(5_000));
                case 1 -> {
                    int victim = random.nextInt(gateways.size());
                    gateways.get(victim).crash();
                    gateways.set(victim, new SimulatedGateway(time, random, store, READER));
                }
                case 2 -> collectors.get(random.nextInt(collectors.size())).die();
                default -> collectors.get(random.nextInt(collectors.size())).cut();
            }
            time.after(random.nextInt(4_000), this::strike);
        }

        /** A sender's process, that is started again when it dies, and its connection. */
        private final class Collector {
            private final StreamKey stream;
            private SimulatedSender sender;
            private int session;
            private long heardAt;
            private SimulatedGateway.Connection connection;
            private long lastThere;
            private long lastBack;

            Collector(StreamKey stream) {
                this.stream = stream;
                this.sender = new SimulatedSender(sources.get(stream));
                this.connection = gateways.getFirst().accept(_ -> {});
            }

            boolean isDone() {
                return sender.isDone();
            }

            void start() {
                connect(random.nextInt(1_000));
            }

            void die() {
                session++;
                sender = new SimulatedSender(sources.get(stream));
                closeSomeTime();
                connect(random.nextInt(2_000));
            }

            /** The gateway may learn of it long after the sender. */
            void cut() {
                session++;
                sender.lost();
                closeSomeTime();
                connect(500);
            }

            void check() {
                Report report = sender.report();
                long size = sources.get(stream).size();
                assertThat(report.sent()).isEqualTo(size);
                assertThat(report.acknowledged()).isEqualTo(size);
                assertThat(report.stored() + report.duplicate() + report.rejected() + report.malformed())
                        .isEqualTo(size);
                assertThat(List.of(report.stored(), report.duplicate(), report.malformed()))
                        .allMatch(count -> count >= 0);
            }

            private void closeSomeTime() {
                SimulatedGateway.Connection old = connection;
                time.after(random.nextInt(random.nextBoolean() ? 100 : 60_000), old::close);
            }

            private void connect(long delay) {
                int mine = ++session;
                time.after(delay, () -> {
                    if (mine == session) {
                        lastThere = time.millis();
                        lastBack = time.millis();
                        heardAt = time.millis();
                        connection =
                                gateways.get(random.nextInt(gateways.size())).accept(answer -> back(mine, answer));
                        there(mine, new Frame.Open(opening()));
                        watch(mine);
                    }
                });
            }

            private byte[] opening() {
                return "{\"collector\":\"%s\",\"dataset\":\"d\",\"stream\":\"%s\"}"
                        .formatted(stream.collector(), stream.stream())
                        .getBytes(StandardCharsets.UTF_8);
            }

            /** Who hears nothing for too long opens again. */
            private void watch(int mine) {
                time.after(SILENCE / 3, () -> {
                    if (mine == session && !sender.isDone()) {
                        if (time.millis() - heardAt > SILENCE) {
                            cut();
                        } else {
                            watch(mine);
                        }
                    }
                });
            }

            private void there(int mine, Frame frame) {
                SimulatedGateway.Connection to = connection;
                lastThere = carry(lastThere, () -> to.receive(frame));
                assertThat(mine).isEqualTo(session);
            }

            private void back(int mine, Action answer) {
                lastBack = carry(lastBack, () -> {
                    if (mine == session) {
                        heardAt = time.millis();
                        hear(mine, answer);
                    }
                });
            }

            private void hear(int mine, Action answer) {
                Consumer<Frame> gateway = frame -> there(mine, frame);
                switch (answer) {
                    case Action.Opened(long position, var _) -> {
                        assertThat(sender.isOpen() || position >= sender.acknowledged())
                                .as("what was acknowledged is there")
                                .isTrue();
                        if (!sender.opened(position, gateway)) {
                            cut();
                        }
                        send(mine);
                    }
                    case Action.Report(Outcome total) -> {
                        sender.progress(total.received(), total.duplicate(), total.rejected(), total.malformed());
                        // INVARIANT (I1)
                        assertThat(sender.acknowledged()).isLessThanOrEqualTo(store.position(stream));
                        send(mine);
                    }
                    case Action.Acknowledge _, Action.AskClock _ -> {}
                    case Action.End(String code, String message) -> {
                        assertThat(spoilsFrames || code.equals("internal"))
                                .as(code + ": " + message)
                                .isTrue();
                        if (code.equals("internal")) {
                            cut();
                        } else {
                            die();
                        }
                    }
                    case Action.Open _, Action.Submit _ -> throw new IllegalArgumentException("No answer: " + answer);
                }
            }

            private void send(int mine) {
                if (mine == session) {
                    sender.send(1 + random.nextInt(8), frame -> there(mine, frame));
                    if (!sender.isDone()) {
                        time.after(1 + random.nextInt(200), () -> send(mine));
                    }
                }
            }

            /** Takes something to the other side, in order unless it is spoilt; gives when it will be there. */
            private long carry(long last, Runnable arrival) {
                long delay = random.nextInt(isFaulty() && random.nextInt(50) == 0 ? 20_000 : 40);
                long at = Math.max(last, time.millis() + delay);
                int fate = spoilsFrames && isFaulty() ? random.nextInt(150) : 150;
                if (fate == 0) {
                    return last;
                }
                if (fate == 1) {
                    time.after(at - time.millis() + random.nextInt(100), arrival);
                }
                boolean isEarly = fate == 2;
                time.after(isEarly ? random.nextInt(20) : at - time.millis(), arrival);
                return isEarly ? last : at;
            }
        }
    }
}
