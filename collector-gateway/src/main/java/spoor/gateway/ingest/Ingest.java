package spoor.gateway.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.storage.EventStore;
import spoor.storage.PendingWrite;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/**
 * Stores what connections submit, in the order in which they do, many submissions to a transaction (group commit). Several writers
 * prepare their groups side by side, since encoding and COPY take most of the time, and commit them in the groups' order, one at a
 * time, as {@link GroupCommit} says. What waits while the store is out of reach is bounded by the connections, which stop reading.
 */
public final class Ingest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final long MAX_GROUP_BYTES = 8 << 20;
    private static final int MAX_GROUP = 256;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private final EventStore store;
    private final int mappingVersion;
    private final Consumer<Outcome> committed;
    private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final ReentrantLock taking = new ReentrantLock();
    private final Turns turns = new Turns();
    private final Outstanding outstanding = new Outstanding();
    private final List<Thread> writers;
    private long tickets;

    /**
     * Starts to store.
     *
     * @param writers how many transactions may be under way at once, positive
     * @param committed told what became of each submission, after its commit
     */
    public Ingest(EventStore store, int mappingVersion, int writers, Consumer<Outcome> committed) {
        this.store = store;
        this.committed = committed;
        this.mappingVersion = mappingVersion;
        this.writers = IntStream.range(0, writers)
                .mapToObj(i ->
                        Thread.ofPlatform().name("ingest-writer-" + i).daemon().start(this::run))
                .toList();
    }

    public void submit(Submission submission) {
        outstanding.add();
        var _ = submission.outcome().whenComplete((_, _) -> outstanding.remove());
        queue.add(submission);
    }

    /** Whether everything that was submitted has its outcome within {@code patience}. */
    public boolean drain(Duration patience) throws InterruptedException {
        return outstanding.awaitNone(patience);
    }

    /**
     * The state of a stream; waits for as long as the store is out of reach.
     *
     * @param acknowledged how many of its events its collector knows to be stored
     * @return empty where the store knows fewer, and then no name is brought in
     */
    public Optional<StreamState> open(StreamKey stream, Duration shift, long acknowledged) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
            try {
                return acknowledged > 0 && position(stream) < acknowledged
                        ? Optional.empty()
                        : Optional.of(store.open(stream, shift));
            } catch (StoreException e) {
                if (!e.isTransient()) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
    }

    /** How many of a stream's events are stored. */
    private long position(StreamKey stream) {
        return store.find(stream).map(StreamState::position).orElse(0L);
    }

    /** Leaves off; what has no outcome yet gets none. */
    @Override
    public void close() {
        writers.forEach(Thread::interrupt);
    }

    private void run() {
        try {
            while (true) {
                store(take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, and be it an error of the machine, ends with this group: writers stay, and nobody waits for its turn in vain. */
    private void store(Group group) throws InterruptedException {
        try {
            write(group);
        } catch (RuntimeException | Error e) {
            LOG.error("A group of {} submissions failed", group.submissions().size(), e);
            group.submissions().forEach(one -> one.outcome().completeExceptionally(e));
        } finally {
            turns.await(group.ticket());
            turns.pass();
        }
    }

    private void write(Group group) throws InterruptedException {
        var commit = new GroupCommit(group.submissions(), mappingVersion, committed);
        try (PendingWrite prepared = prepare(commit.first().slices())) {
            turns.await(group.ticket());
            finish(commit, commitOnce(commit, prepared));
        }
    }

    private record Group(long ticket, List<Submission> submissions) {}

    /** INVARIANT: groups get their tickets in the order in which they were submitted. */
    private Group take() throws InterruptedException {
        taking.lockInterruptibly();
        try {
            List<Submission> submissions = nextGroup();
            return new Group(tickets++, submissions);
        } finally {
            taking.unlock();
        }
    }

    private List<Submission> nextGroup() throws InterruptedException {
        List<Submission> group = new ArrayList<>();
        Submission next = queue.take();
        for (long bytes = 0; next != null; next = queue.poll()) {
            group.add(next);
            bytes += next.payloadBytes();
            if (bytes >= MAX_GROUP_BYTES || group.size() >= MAX_GROUP) {
                break;
            }
        }
        return group;
    }

    private void finish(GroupCommit commit, GroupCommit.Step next) throws InterruptedException {
        GroupCommit.Step step = next;
        while (!(step instanceof GroupCommit.Step.Done)) {
            step = switch (step) {
                case GroupCommit.Step.Write(List<Slice> slices) -> commitOnce(commit, prepare(slices));
                case GroupCommit.Step.Look(Duration pause, Set<StreamKey> streams) -> {
                    Thread.sleep(pause);
                    yield look(commit, streams);
                }
                case GroupCommit.Step.Done done -> done;
            };
        }
    }

    private static GroupCommit.Step commitOnce(GroupCommit commit, PendingWrite write) {
        WriteResult result;
        try (write) {
            result = write.commit();
        } catch (RuntimeException e) {
            return commit.failed(e);
        }
        return switch (result) {
            case WriteResult.Committed _ -> commit.committed();
            case WriteResult.PositionMoved(StreamKey stream, long position) -> commit.moved(stream, position);
        };
    }

    private GroupCommit.Step look(GroupCommit commit, Set<StreamKey> streams) {
        Map<StreamKey, Long> standing = new HashMap<>();
        try {
            for (StreamKey stream : streams) {
                standing.put(stream, position(stream));
            }
        } catch (RuntimeException e) {
            return commit.failed(e);
        }
        return commit.looked(standing);
    }

    /** What fails here is tried again in its turn, and then has consequences. */
    private PendingWrite prepare(List<Slice> slices) {
        try {
            return store.prepare(slices);
        } catch (RuntimeException e) {
            return new PendingWrite() {
                @Override
                public WriteResult commit() {
                    throw e;
                }

                @Override
                public void close() {
                    // Nothing has begun.
                }
            };
        }
    }
}
