package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import spoor.gateway.clock.Clocks;
import spoor.gateway.frame.Frame;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/** A gateway's process without sockets and threads: conversations, a queue, and writers that commit in the order of their tickets. */
final class SimulatedGateway {
    private static final int WRITERS = 2;
    private static final int TICK_MILLIS = 3_000;
    private static final long MAX_BYTES = 20_000;

    private final VirtualTime time;
    private final Random random;
    private final SimulatedStore store;
    private final Reader reader;
    private final Clocks clocks = new Clocks();
    private final Deque<Submission> queue = new ArrayDeque<>();
    private final Map<Long, Prepared> prepared = new TreeMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private Outcome counted = Outcome.NOTHING;
    private int idleWriters = WRITERS;
    private long tickets;
    private long turn;
    private boolean isCommitting;
    private boolean isDead;

    /** A group that waits for its turn; what it copied is gone if the store crashes meanwhile. */
    private record Prepared(GroupCommit group, int epoch) {}

    SimulatedGateway(VirtualTime time, Random random, SimulatedStore store, Reader reader) {
        this.time = time;
        this.random = random;
        this.store = store;
        this.reader = reader;
    }

    /** The process is gone; what it had asked the store to do may still be done. */
    void crash() {
        isDead = true;
        connections.forEach(Connection::close);
    }

    boolean isDead() {
        return isDead;
    }

    Outcome counted() {
        return counted;
    }

    /** A new connection, whose answers go to {@code peer}. */
    Connection accept(Consumer<Action> peer) {
        var connection = new Connection(peer);
        connections.add(connection);
        time.after(TICK_MILLIS, connection::tick);
        return connection;
    }

    /** One connection: it does what its conversation says, as the one with a socket does. */
    final class Connection {
        private final Conversation conversation =
                new Conversation("peer", new Access("", false), reader, clocks, MAX_BYTES);
        private final Consumer<Action> peer;
        private final Deque<Frame> unread = new ArrayDeque<>();
        private @Nullable StreamKey stream;
        private long base;
        private boolean isClosed;

        Connection(Consumer<Action> peer) {
            this.peer = peer;
        }

        void receive(Frame frame) {
            if (!isClosed) {
                unread.add(frame);
                read();
                if (random.nextInt(3) == 0) {
                    perform(conversation.flush());
                } else {
                    time.after(1, () -> perform(conversation.flush()));
                }
            }
        }

        void close() {
            isClosed = true;
            unread.clear();
        }

        private void read() {
            while (!unread.isEmpty() && !conversation.isOpening() && !conversation.isOver() && !conversation.isFull()) {
                perform(conversation.receive(unread.remove()));
            }
        }

        private void tick() {
            if (!isClosed && !isDead) {
                perform(conversation.keepAlive());
                time.after(TICK_MILLIS, this::tick);
            }
        }

        private void resume() {
            if (conversation.hasRoom()) {
                read();
                perform(conversation.flush());
            }
        }

        private void perform(List<Action> actions) {
            for (Action action : actions) {
                switch (action) {
                    case Action.Open open -> look(open);
                    case Action.Submit submit -> submit(submit);
                    case Action.Opened(long position, Duration _) -> {
                        base = position;
                        peer.accept(action);
                    }
                    case Action.Acknowledge(int sequence) -> acknowledge(sequence);
                    case Action.Report _, Action.AskClock _ -> peer.accept(action);
                    case Action.End _ -> {
                        peer.accept(action);
                        close();
                    }
                }
            }
        }

        /** INVARIANT (I1): what is acknowledged is stored. */
        private void acknowledge(int sequence) {
            if (stream != null && sequence > 0) {
                assertThat(store.position(stream)).isGreaterThanOrEqualTo(base + sequence);
            }
            peer.accept(new Action.Acknowledge(sequence));
        }

        private void look(Action.Open open) {
            stream = open.stream();
            store.look(
                    open.stream(),
                    SimulatedStore.unless(
                            () -> isDead,
                            position -> {
                                perform(conversation.opened(open.stream(), new StreamState(position, Duration.ZERO)));
                                resume();
                            },
                            _ -> time.after(100, () -> look(open))));
        }

        private void submit(Action.Submit submit) {
            var _ = submit.submission().outcome().whenComplete((outcome, failure) -> {
                perform(
                        outcome == null
                                ? conversation.failed(submit, failure)
                                : conversation.committed(submit, outcome));
                resume();
            });
            queue.add(submit.submission());
            take();
        }
    }

    private void take() {
        while (idleWriters > 0 && !queue.isEmpty() && !isDead) {
            idleWriters--;
            List<Submission> group = new ArrayList<>();
            for (int left = 1 + random.nextInt(4); left > 0 && !queue.isEmpty(); left--) {
                group.add(queue.remove());
            }
            long ticket = tickets++;
            int begun = store.epoch();
            time.after(random.nextInt(20), () -> {
                prepared.put(ticket, new Prepared(new GroupCommit(group, 1, o -> counted = counted.plus(o)), begun));
                commit();
            });
        }
    }

    private void commit() {
        Prepared next = prepared.get(turn);
        if (next == null || isCommitting || isDead) {
            return;
        }
        isCommitting = true;
        GroupCommit.Step first = next.group().first();
        boolean isGone = next.epoch() != store.epoch();
        step(
                next.group(),
                isGone ? next.group().failed(new StoreException("gone", true, new IllegalStateException())) : first);
    }

    private void step(GroupCommit group, GroupCommit.Step step) {
        switch (step) {
            case GroupCommit.Step.Write(List<Slice> slices) ->
                store.write(
                        slices,
                        SimulatedStore.unless(
                                () -> isDead,
                                result -> step(
                                        group,
                                        switch (result) {
                                            case WriteResult.Committed _ -> group.committed();
                                            case WriteResult.PositionMoved(StreamKey stream, long position) ->
                                                group.moved(stream, position);
                                        }),
                                cause -> step(group, group.failed(cause))));
            case GroupCommit.Step.Look(Duration pause, var streams) ->
                time.after(pause.toMillis(), () -> look(group, streams.iterator(), new HashMap<>()));
            case GroupCommit.Step.Done() -> {
                prepared.remove(turn);
                turn++;
                isCommitting = false;
                idleWriters++;
                take();
                commit();
            }
        }
    }

    private void look(GroupCommit group, Iterator<StreamKey> streams, Map<StreamKey, Long> standing) {
        if (!streams.hasNext()) {
            step(group, group.looked(standing));
            return;
        }
        StreamKey stream = streams.next();
        store.look(
                stream,
                SimulatedStore.unless(
                        () -> isDead,
                        position -> {
                            standing.put(stream, position);
                            look(group, streams, standing);
                        },
                        cause -> step(group, group.failed(cause))));
    }
}
