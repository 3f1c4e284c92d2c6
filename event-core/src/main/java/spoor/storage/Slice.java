package spoor.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive events of one collector, for one dataset, to be stored together.
 *
 * @param stream the stream's id, or null for events without identity, which can't be told from a resend
 * @param firstSequence the sequence of the first entry; 0 without a stream
 * @param mappingVersion with which the entries were read
 * @param entries may be empty, where only duplicates are to be counted
 * @param duplicates how many events came again and are left out; only the ledger counts them
 * @param timing of all its events
 */
public record Slice(
        String dataset,
        String collector,
        @Nullable String stream,
        long firstSequence,
        int mappingVersion,
        List<Entry> entries,
        long duplicates,
        Timing timing) {
    public Slice(
            String dataset,
            String collector,
            @Nullable String stream,
            long firstSequence,
            int mappingVersion,
            List<Entry> entries,
            long duplicates) {
        this(dataset, collector, stream, firstSequence, mappingVersion, entries, duplicates, Timing.UNKNOWN);
    }

    public Slice {
        entries = List.copyOf(entries);
        if (stream != null && firstSequence < 1) {
            throw new IllegalArgumentException("A stream's sequence starts at 1, not " + firstSequence);
        }
    }

    public Optional<StreamKey> streamKey() {
        return Optional.ofNullable(stream).map(id -> new StreamKey(dataset, collector, id));
    }

    /** When its last entry came, or empty where only duplicates did. */
    public Optional<Instant> lastReceivedAt() {
        return entries.stream().map(Entry::receivedAt).max(Comparator.naturalOrder());
    }

    public long lastSequence() {
        return firstSequence + entries.size() - 1;
    }
}
