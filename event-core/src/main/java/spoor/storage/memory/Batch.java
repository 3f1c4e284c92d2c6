package spoor.storage.memory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.event.EventReading;
import spoor.storage.Entry;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/**
 * Entries of one collector and one day of receipt, as they are kept.
 *
 * @param number the dataset's
 * @param correction by which their times came about
 * @param entries never empty
 */
record Batch(
        long watermark,
        long id,
        String dataset,
        int number,
        LocalDate day,
        String collector,
        Correction correction,
        List<Entry> entries) {
    static boolean isMalformed(Entry entry) {
        return entry instanceof Entry.Malformed;
    }

    boolean isOf(String name) {
        return dataset.equals(name);
    }

    Instant lastSeen() {
        return entries.stream()
                .map(Entry::receivedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    StoredBatch stored() {
        return new StoredBatch(watermark, id, dataset, number, events().toList());
    }

    Stream<StoredEvent> events() {
        return IntStream.range(0, entries.size())
                .boxed()
                .flatMap(ordinal -> entries.get(ordinal) instanceof Entry.Read read
                        ? Stream.of(new StoredEvent(
                                new EventId(id, ordinal),
                                dataset,
                                collector,
                                read.event().time(),
                                read.event().occurredAt(),
                                read.event().receivedAt(),
                                correction,
                                read.raw()))
                        : Stream.empty());
    }

    List<MalformedRecord> malformed() {
        return IntStream.range(0, entries.size())
                .boxed()
                .flatMap(ordinal -> entries.get(ordinal) instanceof Entry.Malformed bad
                        ? Stream.of(new MalformedRecord(
                                new EventId(id, ordinal),
                                dataset,
                                collector,
                                bad.receivedAt(),
                                bad.reason(),
                                bad.byteOffset(),
                                bad.payloadBytes(),
                                bad.sha256(),
                                bad.raw()))
                        : Stream.empty())
                .toList();
    }

    Batch readAgain(EventReading reading) {
        return new Batch(
                watermark,
                id,
                dataset,
                number,
                day,
                collector,
                correction,
                entries.stream()
                        .map(entry -> entry.readAgain(reading, correction))
                        .toList());
    }
}
