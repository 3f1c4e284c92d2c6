package spoor.gateway.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import spoor.storage.Entry;
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
 * time. While the store is out of reach the one whose turn it is tries again for ever; what waits meanwhile is bounded by the
 * connections, which stop reading.
 */
public final class Ingest implements AutoCloseable {
    private static final long MAX_GROUP_BYTES = 16 << 20;
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

    /** The state of a stream; waits for as long as the store is out of reach. */
    public StreamState open(StreamKey stream, Duration shift) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
            try {
                return store.open(stream, shift);
            } catch (StoreException e) {
                if (!e.isTransient()) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
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

    private void store(Group group) throws InterruptedException {
        try (PendingWrite prepared = prepare(slices(group.submissions(), Map.of()))) {
            turns.await(group.ticket());
            try {
                store(group.submissions(), prepared);
            } catch (RuntimeException e) { // Whatever went wrong, it ends with this group.
                group.submissions().forEach(one -> one.outcome().completeExceptionally(e));
            } finally {
                turns.pass();
            }
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

    private void store(List<Submission> group, PendingWrite prepared) throws InterruptedException {
        try {
            commit(group, prepared);
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                for (Submission one : group) {
                    store(List.of(one), prepare(slices(List.of(one), Map.of())));
                }
            } else {
                isolate(group.getFirst(), e);
            }
        }
    }

    /**
     * Finds the event that the store can't keep, by halves, so that its batch-mates are stored; it is kept as malformed. Where not
     * even that can be stored it is not the event's fault: then everything that is left fails.
     */
    private void isolate(Submission failed, RuntimeException cause) throws InterruptedException {
        boolean isForGood = cause instanceof StoreException refused && !refused.isTransient();
        if (!isForGood || failed.entries().isEmpty()) {
            failed.outcome().completeExceptionally(cause);
            return;
        }
        Deque<Submission> rest = new ArrayDeque<>(List.of(failed.alone()));
        Outcome total = Outcome.NOTHING;
        while (!rest.isEmpty()) {
            Submission next = rest.pop();
            try {
                commit(List.of(next), prepare(slices(List.of(next), Map.of())));
                total = total.plus(next.outcome().join());
            } catch (RuntimeException e) {
                if (next.entries().size() > 1) {
                    next.halves().reversed().forEach(rest::push);
                } else if (next.entries().getFirst() instanceof Entry.Read) {
                    rest.push(next.asMalformed("The store can't keep this event: " + e.getMessage()));
                } else {
                    failed.outcome().completeExceptionally(e);
                    return;
                }
            }
        }
        failed.outcome().complete(total);
    }

    private void commit(List<Submission> group, PendingWrite prepared) throws InterruptedException {
        Map<StreamKey, Long> positions = new HashMap<>();
        long pause = FIRST_PAUSE_MILLIS;
        PendingWrite write = prepared;
        while (true) {
            try {
                switch (commitOnce(write)) {
                    case WriteResult.Committed _ -> {
                        complete(group, positions);
                        return;
                    }
                    case WriteResult.PositionMoved(StreamKey stream, long position) ->
                        moved(group, positions, stream, position);
                }
            } catch (StoreException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                Thread.sleep(pause);
                pause = Math.min(2 * pause, MAX_PAUSE_MILLIS);
                if (isCommitted(group, positions)) {
                    complete(group, positions);
                    return;
                }
            }
            List<Slice> rest = slices(group, positions);
            if (rest.isEmpty()) {
                complete(group, positions);
                return;
            }
            write = prepare(rest);
        }
    }

    private static WriteResult commitOnce(PendingWrite write) {
        try (write) {
            return write.commit();
        }
    }

    private List<Slice> slices(List<Submission> group, Map<StreamKey, Long> positions) {
        return group.stream()
                .map(one -> one.slice(position(one, positions), mappingVersion))
                .filter(slice -> !slice.entries().isEmpty() || slice.duplicates() > 0)
                .toList();
    }

    /** Whether a write that failed without an answer has been committed: its streams then stand where it would have put them. */
    private boolean isCommitted(List<Submission> group, Map<StreamKey, Long> positions) throws InterruptedException {
        Map<StreamKey, Long> last = new HashMap<>();
        for (Submission one : group) {
            StreamKey key = one.key();
            if (key != null && one.lastSequence() > position(one, positions)) {
                last.put(key, one.lastSequence());
            }
        }
        for (var entry : last.entrySet()) {
            return open(entry.getKey(), Duration.ZERO).position() >= entry.getValue();
        }
        return false;
    }

    private static void moved(List<Submission> group, Map<StreamKey, Long> positions, StreamKey stream, long position) {
        long first = group.stream()
                .filter(one -> stream.equals(one.key()))
                .mapToLong(Submission::firstSequence)
                .min()
                .orElse(1);
        Long before = positions.put(stream, position);
        if (position < first - 1 || (before != null && before >= position)) {
            throw new IllegalStateException("Stream %s stands at %d, but its next events start at %d: open it again"
                    .formatted(stream.stream(), position, first));
        }
    }

    private static long position(Submission one, Map<StreamKey, Long> positions) {
        StreamKey key = one.key();
        return key == null ? 0 : positions.getOrDefault(key, 0L);
    }

    private void complete(List<Submission> group, Map<StreamKey, Long> positions) {
        for (Submission one : group) {
            Outcome outcome = one.outcomeAt(position(one, positions));
            committed.accept(outcome);
            one.outcome().complete(outcome);
        }
    }
}
