package spoor.storage.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import spoor.event.EventId;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Entry;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.MalformedRecord;
import spoor.storage.Slice;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/** Keeps everything in memory, for tests and as the reference of the contract. One lock; every call is a transaction. */
public final class MemoryStore implements EventStore, EventReader {
    private final InstantSource clock;
    private final Map<StreamKey, StreamState> streams = new HashMap<>();
    private final Map<String, CollectorLedger> ledger = new TreeMap<>();
    private final List<StoredBatch> batches = new ArrayList<>();
    private final List<MalformedRecord> malformed = new ArrayList<>();

    /** @param clock tells when a collector was seen whose events were all stored before */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamState open(StreamKey stream, Duration shift) {
        return streams.computeIfAbsent(stream, _ -> new StreamState(0, shift));
    }

    @Override
    public synchronized WriteResult write(List<Slice> slices) {
        var moved = new LinkedHashMap<StreamKey, StreamState>();
        for (Slice slice : slices) {
            Optional<StreamKey> key =
                    slice.streamKey().filter(_ -> !slice.entries().isEmpty());
            if (key.isPresent()) {
                StreamState now = moved.getOrDefault(
                        key.get(), streams.getOrDefault(key.get(), new StreamState(0, Duration.ZERO)));
                if (now.position() != slice.firstSequence() - 1) {
                    return new WriteResult.PositionMoved(key.get(), now.position());
                }
                moved.put(key.get(), new StreamState(slice.lastSequence(), now.shift()));
            }
        }
        streams.putAll(moved);
        slices.forEach(this::store);
        return new WriteResult.Committed(watermark());
    }

    private void store(Slice slice) {
        long batch = batches.size() + 1L;
        var events = new ArrayList<StoredEvent>();
        int unreadable = 0;
        for (int i = 0; i < slice.entries().size(); i++) {
            var id = new EventId(batch, i);
            switch (slice.entries().get(i)) {
                case Entry.Read read ->
                    events.add(new StoredEvent(
                            id,
                            slice.dataset(),
                            slice.collector(),
                            read.event().time(),
                            read.event().occurredAt(),
                            read.event().receivedAt(),
                            slice.timing().correction(),
                            read.raw()));
                case Entry.Malformed bad -> {
                    unreadable++;
                    malformed.addFirst(new MalformedRecord(
                            id,
                            slice.dataset(),
                            slice.collector(),
                            bad.receivedAt(),
                            bad.reason(),
                            bad.byteOffset(),
                            bad.payloadBytes(),
                            bad.sha256(),
                            bad.raw()));
                }
            }
        }
        if (!slice.entries().isEmpty()) {
            batches.add(new StoredBatch(batch, batch, slice.dataset(), events));
        }
        count(slice, events.size(), unreadable);
    }

    private void count(Slice slice, int stored, int unreadable) {
        ledger.merge(
                slice.collector() + '\0' + slice.dataset(),
                new CollectorLedger(
                        slice.collector(),
                        slice.dataset(),
                        slice.lastReceivedAt().orElseGet(clock::instant),
                        slice.entries().size() + slice.duplicates(),
                        stored,
                        slice.duplicates(),
                        0,
                        unreadable,
                        slice.timing().clock()),
                MemoryStore::sum);
    }

    private static CollectorLedger sum(CollectorLedger a, CollectorLedger b) {
        return new CollectorLedger(
                a.collector(),
                a.dataset(),
                a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen(),
                a.received() + b.received(),
                a.stored() + b.stored(),
                a.duplicate() + b.duplicate(),
                a.rejected() + b.rejected(),
                a.malformed() + b.malformed(),
                b.clock() == null ? a.clock() : b.clock());
    }

    @Override
    public synchronized List<DatasetSummary> datasets() {
        return batches.stream()
                .map(StoredBatch::dataset)
                .distinct()
                .sorted()
                .map(this::summary)
                .toList();
    }

    private DatasetSummary summary(String dataset) {
        List<StoredEvent> events =
                events().filter(event -> event.dataset().equals(dataset)).toList();
        return new DatasetSummary(
                dataset,
                events.size(),
                events.stream()
                        .map(StoredEvent::time)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                events.stream()
                        .map(StoredEvent::time)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                batches.stream()
                        .filter(batch -> batch.dataset().equals(dataset))
                        .mapToLong(StoredBatch::watermark)
                        .max()
                        .orElse(0),
                events.stream().mapToLong(event -> event.raw().length).sum());
    }

    @Override
    public synchronized List<CollectorLedger> collectors() {
        return List.copyOf(ledger.values());
    }

    @Override
    public synchronized long watermark() {
        return batches.size();
    }

    @Override
    public synchronized List<StoredBatch> batchesAfter(long watermark, int limit) {
        return batches.stream().skip(watermark).limit(limit).toList();
    }

    @Override
    public synchronized Optional<StoredEvent> find(EventId id) {
        return events().filter(event -> event.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<MalformedRecord> malformed(String dataset, int limit) {
        return malformed.stream()
                .filter(entry -> entry.dataset().equals(dataset))
                .limit(limit)
                .toList();
    }

    private Stream<StoredEvent> events() {
        return batches.stream().flatMap(batch -> batch.events().stream());
    }
}
