package spoor.storage.memory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import spoor.event.EventReading;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventHistory;
import spoor.storage.EventReader;
import spoor.storage.EventStore;
import spoor.storage.HistoryChange;
import spoor.storage.MalformedRecord;
import spoor.storage.Slice;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.WriteResult;

/** Keeps everything in memory, for tests and as the reference of the contract. One lock; every call is a transaction. */
public final class MemoryStore implements EventStore, EventReader, EventHistory {
    private final InstantSource clock;
    private final Map<String, Integer> datasets = new TreeMap<>();
    private final Map<StreamKey, StreamState> streams = new HashMap<>();
    private final Map<String, CollectorLedger> ledger = new TreeMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<HistoryChange> changes = new ArrayList<>();
    private int lastDataset;
    private long lastBatch;
    private long watermark;

    /** @param clock tells when a collector was seen whose events were all stored before */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamState open(StreamKey stream, Duration shift) {
        return streams.computeIfAbsent(stream, _ -> new StreamState(0, shift));
    }

    @Override
    public synchronized Optional<StreamState> find(StreamKey stream) {
        return Optional.ofNullable(streams.get(stream));
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
        int number = datasets.computeIfAbsent(slice.dataset(), _ -> ++lastDataset);
        slice.entries().stream()
                .collect(groupingBy(
                        entry -> LocalDate.ofInstant(entry.receivedAt(), ZoneOffset.UTC), TreeMap::new, toList()))
                .forEach((day, entries) -> batches.add(new Batch(
                        ++watermark,
                        ++lastBatch,
                        slice.dataset(),
                        number,
                        day,
                        slice.collector(),
                        slice.timing().correction(),
                        entries)));
        long malformed = slice.entries().stream().filter(Batch::isMalformed).count();
        count(new CollectorLedger(
                slice.collector(),
                slice.dataset(),
                slice.lastReceivedAt().orElseGet(clock::instant),
                slice.entries().size() + slice.duplicates(),
                slice.entries().size() - malformed,
                slice.duplicates(),
                0,
                malformed,
                slice.timing().clock()));
    }

    private void count(CollectorLedger more) {
        ledger.merge(more.collector() + '\0' + more.dataset(), more, MemoryStore::sum);
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
    public synchronized int dropBefore(String dataset, LocalDate day) {
        Map<LocalDate, List<Batch>> old = batches.stream()
                .filter(batch -> batch.isOf(dataset) && batch.day().isBefore(day))
                .collect(groupingBy(Batch::day, TreeMap::new, toList()));
        old.forEach((each, dropped) -> {
            batches.removeAll(dropped);
            dropped.forEach(batch -> forgetRereading(batch.id()));
            Batch first = dropped.getFirst();
            changes.add(new HistoryChange.Retention(++watermark, first.number(), each, first.watermark()));
        });
        return old.size();
    }

    @Override
    public synchronized boolean purge(String dataset) {
        Integer number = datasets.remove(dataset);
        boolean wasOpened = streams.keySet().removeIf(stream -> stream.dataset().equals(dataset));
        if (number == null) {
            return wasOpened;
        }
        batches.removeIf(batch -> batch.isOf(dataset));
        ledger.values().removeIf(entry -> entry.dataset().equals(dataset));
        changes.removeIf(change -> change.dataset() == number);
        changes.add(new HistoryChange.Purge(++watermark, number));
        return true;
    }

    @Override
    public synchronized boolean reread(long batch, EventReading reading) {
        for (int i = 0; i < batches.size(); i++) {
            Batch before = batches.get(i);
            if (before.id() == batch) {
                Batch after = before.readAgain(reading);
                batches.set(i, after);
                forgetRereading(batch);
                changes.add(new HistoryChange.Reread(++watermark, before.number(), batch, before.watermark()));
                long readable = after.events().count() - before.events().count();
                count(new CollectorLedger(
                        before.collector(), before.dataset(), before.lastSeen(), 0, readable, 0, 0, -readable, null));
                return true;
            }
        }
        return false;
    }

    private void forgetRereading(long batch) {
        changes.removeIf(change -> change instanceof HistoryChange.Reread earlier && earlier.batch() == batch);
    }

    @Override
    public synchronized List<DatasetSummary> datasets() {
        return batches.stream()
                .map(Batch::dataset)
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
                        .filter(batch -> batch.isOf(dataset))
                        .mapToLong(Batch::watermark)
                        .max()
                        .orElse(0),
                events.stream().mapToLong(event -> event.raw().length).sum(),
                null);
    }

    @Override
    public synchronized List<CollectorLedger> collectors() {
        return List.copyOf(ledger.values());
    }

    @Override
    public synchronized long watermark() {
        return watermark;
    }

    @Override
    public synchronized List<StoredBatch> batchesAfter(long watermark, int limit) {
        return batches.stream()
                .filter(batch -> batch.watermark() > watermark)
                .limit(limit)
                .map(Batch::stored)
                .toList();
    }

    @Override
    public synchronized Delta deltaAfter(long watermark, long change, int limit) {
        List<StoredBatch> next = batchesAfter(watermark, limit);
        return new Delta(
                changes.stream().filter(each -> each.number() > change).toList(),
                next,
                next.isEmpty() ? this.watermark : next.getLast().watermark());
    }

    @Override
    public synchronized Optional<StoredBatch> batch(long id) {
        return batches.stream()
                .filter(batch -> batch.id() == id)
                .map(Batch::stored)
                .findFirst();
    }

    @Override
    public synchronized Optional<StoredEvent> find(EventId id) {
        return events().filter(event -> event.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<MalformedRecord> malformed(String dataset, int limit) {
        return batches.reversed().stream()
                .filter(batch -> batch.isOf(dataset))
                .flatMap(batch -> batch.malformed().reversed().stream())
                .limit(limit)
                .toList();
    }

    private Stream<StoredEvent> events() {
        return batches.stream().flatMap(Batch::events);
    }
}
