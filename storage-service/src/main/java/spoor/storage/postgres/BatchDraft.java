package spoor.storage.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import spoor.event.Event;
import spoor.storage.Entry;
import spoor.storage.Slice;

/** A batch in the making: entries of one dataset, received on one day and read with one version of the mappings. */
record BatchDraft(String dataset, LocalDate day, int mappingVersion, List<Item> items) {
    /** An entry and where it comes from; its place in the list is its ordinal. */
    record Item(Origin origin, Entry entry) {
        String collector() {
            return origin.collector();
        }
    }

    private record Key(String dataset, LocalDate day, int mappingVersion) {}

    /** The slices' entries sorted into batches, in their order. */
    static List<BatchDraft> of(List<Slice> slices) {
        Map<Key, List<Item>> items = new LinkedHashMap<>();
        for (Slice slice : slices) {
            var origin = new Origin(slice.collector(), slice.timing().correction());
            for (Entry entry : slice.entries()) {
                LocalDate day = LocalDate.ofInstant(entry.receivedAt(), ZoneOffset.UTC);
                items.computeIfAbsent(new Key(slice.dataset(), day, slice.mappingVersion()), _ -> new ArrayList<>())
                        .add(new Item(origin, entry));
            }
        }
        return items.entrySet().stream()
                .map(batch -> new BatchDraft(
                        batch.getKey().dataset(),
                        batch.getKey().day(),
                        batch.getKey().mappingVersion(),
                        batch.getValue()))
                .toList();
    }

    Stream<Event> events() {
        return items.stream()
                .map(Item::entry)
                .flatMap(entry -> entry instanceof Entry.Read read ? Stream.of(read.event()) : Stream.empty());
    }

    Optional<Instant> minTime() {
        return times().min(Comparator.naturalOrder());
    }

    Optional<Instant> maxTime() {
        return times().max(Comparator.naturalOrder());
    }

    private Stream<Instant> times() {
        return events().map(Event::time);
    }
}
