package spoor.gateway.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/**
 * Stores what connections submit, in the order in which they do, many submissions to a transaction (group commit). While the
 * store is out of reach it tries again for ever; what waits meanwhile is bounded by the connections, which stop reading.
 */
public final class Ingest implements AutoCloseable {
    private static final long MAX_GROUP_BYTES = 16 << 20;
    private static final int MAX_GROUP = 256;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 2_000;

    private final EventStore store;
    private final int mappingVersion;
    private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final Consumer<Outcome> committed;
    private final Thread writer;

    /** @param committed told what became of each submission, after its commit */
    public Ingest(EventStore store, int mappingVersion, Consumer<Outcome> committed) {
        this.store = store;
        this.committed = committed;
        this.mappingVersion = mappingVersion;
        this.writer = Thread.ofPlatform().name("ingest-writer").daemon().start(this::run);
    }

    public void submit(Submission submission) {
        queue.add(submission);
    }

    /**
     * The state of a stream; waits for as long as the store is out of reach.
     *
     * @param acknowledged how many of its events its collector knows to be stored
     * @return empty where the store knows fewer, and then no name is brought in
     */
    public Optional<StreamState> open(StreamKey stream, Duration shift, long acknowledged) throws InterruptedException {
        if (acknowledged > 0 && position(stream) < acknowledged) {
            return Optional.empty();
        }
        return Optional.of(patiently(() -> store.open(stream, shift)));
    }

    /** How many of a stream's events are stored. */
    private long position(StreamKey stream) throws InterruptedException {
        return patiently(() -> store.find(stream)).map(StreamState::position).orElse(0L);
    }

    private static <T> T patiently(Supplier<T> question) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
            try {
                return question.get();
            } catch (StoreException e) {
                if (!e.isTransient()) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
    }

    @Override
    public void close() {
        writer.interrupt();
    }

    private void run() {
        try {
            while (true) {
                store(nextGroup());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private void store(List<Submission> group) throws InterruptedException {
        try {
            commit(group);
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                for (Submission one : group) {
                    store(List.of(one));
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
                commit(List.of(next));
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

    private void commit(List<Submission> group) throws InterruptedException {
        Map<StreamKey, Long> positions = new HashMap<>();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                List<Slice> slices = slices(group, positions);
                if (slices.isEmpty()) {
                    complete(group, positions);
                    return;
                }
                switch (store.write(slices)) {
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
            return position(entry.getKey()) >= entry.getValue();
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
