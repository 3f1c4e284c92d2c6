package spoor.gateway.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.StreamKey;
import spoor.storage.Timing;

/**
 * Consecutive events of one connection, to be stored.
 *
 * @param firstSequence in the stream, or 0 without one
 * @param duplicates how many more events the collector has sent or holds that are stored already
 * @param timing of all its events
 * @param outcome completed after the commit
 */
public record Submission(
        String dataset,
        String collector,
        @Nullable String stream,
        long firstSequence,
        List<Entry> entries,
        long duplicates,
        Timing timing,
        CompletableFuture<Outcome> outcome) {
    public Submission {
        entries = List.copyOf(entries);
        if (entries.isEmpty() && duplicates == 0) {
            throw new IllegalArgumentException("A submission holds something");
        }
    }

    @Nullable
    StreamKey key() {
        return stream == null ? null : new StreamKey(dataset, collector, stream);
    }

    long lastSequence() {
        return firstSequence + entries.size() - 1;
    }

    long payloadBytes() {
        return entries.stream().mapToLong(entry -> entry.raw().length).sum();
    }

    /** The same, with an outcome of its own. */
    Submission alone() {
        return with(firstSequence, entries, duplicates);
    }

    /** Two that follow one another; the duplicates go with the first. */
    List<Submission> halves() {
        int middle = entries.size() / 2;
        return List.of(
                with(firstSequence, entries.subList(0, middle), duplicates),
                with(stream == null ? 0 : firstSequence + middle, entries.subList(middle, entries.size()), 0));
    }

    /** The only entry as what could not be read. */
    Submission asMalformed(String reason) {
        Entry entry = entries.getFirst();
        return with(
                firstSequence,
                List.of(new Entry.Malformed(entry.raw(), entry.receivedAt(), reason, 0, entry.raw().length, "")),
                duplicates);
    }

    private Submission with(long first, List<Entry> some, long duplicatesBefore) {
        return new Submission(
                dataset, collector, stream, first, some, duplicatesBefore, timing, new CompletableFuture<>());
    }

    /** How many of the entries are stored already, in a stream at the given position. */
    int storedBefore(long position) {
        return stream == null ? 0 : Math.clamp(position - firstSequence + 1, 0, entries.size());
    }

    Slice slice(long position, int mappingVersion) {
        int stored = storedBefore(position);
        List<Entry> rest = entries.subList(stored, entries.size());
        boolean isSequenced = stream != null && !rest.isEmpty();
        return new Slice(
                dataset,
                collector,
                isSequenced ? stream : null,
                isSequenced ? firstSequence + stored : 0,
                mappingVersion,
                rest,
                duplicates + stored,
                timing);
    }

    Outcome outcomeAt(long position) {
        int stored = storedBefore(position);
        long malformed = entries.subList(stored, entries.size()).stream()
                .filter(Entry.Malformed.class::isInstance)
                .count();
        return new Outcome(
                entries.size() + duplicates, entries.size() - stored - malformed, duplicates + stored, 0, malformed);
    }
}
