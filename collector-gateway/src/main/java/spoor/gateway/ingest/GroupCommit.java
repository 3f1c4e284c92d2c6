package spoor.gateway.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;

/**
 * How a group of submissions is stored in one transaction, and in more where that does not succeed: told what the store answered, it
 * says what to ask next. It knows no store, no thread and no clock, and completes the submissions' outcomes. Not thread-safe.
 *
 * <ul>
 *   <li>A store that is out of reach is asked again, after pauses that grow, for ever. As such a write may have been committed without an
 *       answer, the streams' positions are looked at before it is repeated.
 *   <li>A stream that another session has moved loses what is there already, which counts as duplicate.
 *   <li>A group that is refused for good is stored submission by submission, and a submission by halves, until the guilty event is alone; it is
 *       kept as malformed. Where not even that can be stored it is not the event's fault: then the submission fails.
 * </ul>
 */
final class GroupCommit {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** What to do next. */
    sealed interface Step {
        /** Store these in one transaction, then tell {@link #committed}, {@link #moved} or {@link #failed}. */
        record Write(List<Slice> slices) implements Step {}

        /** After the pause look where these streams, which may be none, stand, then tell {@link #looked} or {@link #failed}. */
        record Look(Duration pause, Set<StreamKey> streams) implements Step {}

        /** Nothing: every submission has its outcome. */
        record Done() implements Step {}
    }

    /** What is to be told of a submission when all its pieces are committed. */
    private static final class Origin {
        private final Submission submission;
        private Outcome total = Outcome.NOTHING;
        private int pieces = 1;

        Origin(Submission submission) {
            this.submission = submission;
        }
    }

    /** A submission or a part of one. */
    private record Piece(Submission content, Origin origin) {}

    private final int mappingVersion;
    private final Consumer<Outcome> committed;

    /** Each a transaction, in the order of the submissions; the first is under way. */
    private final Deque<List<Piece>> parts = new ArrayDeque<>();

    /** Where the streams of the first part stand, as far as it is known. */
    private final Map<StreamKey, Long> positions = new HashMap<>();

    private Duration pause = FIRST_PAUSE;

    /**
     * A group of which nothing is stored yet.
     *
     * @param group not empty, in the order in which they were submitted
     * @param committed told what became of each piece, after its commit
     */
    GroupCommit(List<Submission> group, int mappingVersion, Consumer<Outcome> committed) {
        this.mappingVersion = mappingVersion;
        this.committed = committed;
        parts.add(group.stream()
                .map(submission -> new Piece(submission, new Origin(submission)))
                .toList());
    }

    /** The write with which it begins. */
    Step.Write first() {
        return new Step.Write(parts.element().stream()
                .map(piece -> piece.content().slice(position(piece.content()), mappingVersion))
                .toList());
    }

    /** The write is durable. */
    Step committed() {
        for (Piece piece : nextPart()) {
            Outcome outcome = piece.content().outcomeAt(position(piece.content()));
            committed.accept(outcome);
            Origin origin = piece.origin();
            origin.total = origin.total.plus(outcome);
            origin.pieces--;
            if (origin.pieces == 0) {
                origin.submission.outcome().complete(origin.total);
            }
        }
        positions.clear();
        return next();
    }

    /** Nothing is written, since a stream does not stand before its first event but at {@code position}. */
    Step moved(StreamKey stream, long position) {
        long first = parts.element().stream()
                .map(Piece::content)
                .filter(content -> stream.equals(content.key()))
                .mapToLong(Submission::firstSequence)
                .min()
                .orElse(1);
        Long before = positions.put(stream, position);
        return position < first - 1 || (before != null && before >= position)
                ? failed(new IllegalStateException(
                        "Stream %s stands at %d, but its next events start at %d: open it again"
                                .formatted(stream.stream(), position, first)))
                : next();
    }

    /** The write or the look failed; whether the write was committed is unknown. */
    Step failed(RuntimeException cause) {
        if (cause instanceof StoreException failure && failure.isTransient()) {
            Duration now = pause;
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return new Step.Look(now, lastSequences().keySet());
        }
        List<Piece> part = nextPart();
        positions.clear();
        if (part.size() > 1) {
            part.reversed().forEach(piece -> parts.push(List.of(piece)));
        } else {
            isolate(part.getFirst(), cause);
        }
        return next();
    }

    /**
     * Where the streams stand. All of them where the write would have put them: then it was committed.
     *
     * <p>INVARIANT: one of them alone says nothing, for another session, or a transaction from before a crash, may have moved it.
     */
    Step looked(Map<StreamKey, Long> standing) {
        Map<StreamKey, Long> last = lastSequences();
        boolean isCommitted = !last.isEmpty()
                && last.entrySet().stream()
                        .allMatch(stream -> standing.getOrDefault(stream.getKey(), 0L) >= stream.getValue());
        return isCommitted ? committed() : next();
    }

    private Step next() {
        return parts.isEmpty() ? new Step.Done() : first();
    }

    private List<Piece> nextPart() {
        pause = FIRST_PAUSE;
        return parts.remove();
    }

    private void isolate(Piece piece, RuntimeException cause) {
        Submission content = piece.content();
        boolean isTheStores =
                !(cause instanceof StoreException) || content.entries().isEmpty();
        if (!isTheStores && content.entries().size() > 1) {
            piece.origin().pieces++;
            content.halves().reversed().forEach(half -> parts.push(List.of(new Piece(half, piece.origin()))));
        } else if (!isTheStores && content.entries().getFirst() instanceof Entry.Read) {
            Submission kept = content.asMalformed("The store can't keep this event: " + cause.getMessage());
            parts.push(List.of(new Piece(kept, piece.origin())));
        } else {
            parts.removeIf(part -> part.getFirst().origin() == piece.origin());
            piece.origin().submission.outcome().completeExceptionally(cause);
        }
    }

    /** Where the first part would put its streams; what brings no events moves none. */
    private Map<StreamKey, Long> lastSequences() {
        Map<StreamKey, Long> last = new HashMap<>();
        for (Piece piece : parts.element()) {
            Submission content = piece.content();
            StreamKey key = content.key();
            if (key != null
                    && content.storedBefore(position(content))
                            < content.entries().size()) {
                last.merge(key, content.lastSequence(), Math::max);
            }
        }
        return last;
    }

    private long position(Submission content) {
        StreamKey key = content.key();
        return key == null ? 0 : positions.getOrDefault(key, 0L);
    }
}
