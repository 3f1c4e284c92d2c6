package spoor.storage.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spoor.storage.Entry;
import spoor.storage.Slice;

/** A batch in the making: entries of one dataset, received on one day and read with one version of the mappings. */
final class BatchDraft {
    private static final long SECONDS_A_DAY = 86_400;

    private final String dataset;
    private final LocalDate day;
    private final int mappingVersion;
    private final List<Item> items = new ArrayList<>();
    private int events;
    private @Nullable Instant minTime;
    private @Nullable Instant maxTime;

    private BatchDraft(Key key) {
        dataset = key.dataset();
        day = LocalDate.ofEpochDay(key.epochDay());
        mappingVersion = key.mappingVersion();
    }

    /** An entry and where it comes from; its place in the list is its ordinal. */
    record Item(Origin origin, Entry entry) {
        String collector() {
            return origin.collector();
        }
    }

    private record Key(String dataset, long epochDay, int mappingVersion) {}

    /** The slices' entries sorted into batches, in their order. */
    static List<BatchDraft> of(List<Slice> slices) {
        Map<Key, BatchDraft> drafts = new LinkedHashMap<>();
        for (Slice slice : slices) {
            var origin = new Origin(slice.collector(), slice.timing().correction());
            Key key = null;
            BatchDraft draft = null;
            for (Entry entry : slice.entries()) {
                long day = Math.floorDiv(entry.receivedAt().getEpochSecond(), SECONDS_A_DAY);
                if (key == null || draft == null || key.epochDay() != day) {
                    key = new Key(slice.dataset(), day, slice.mappingVersion());
                    draft = drafts.computeIfAbsent(key, BatchDraft::new);
                }
                draft.add(new Item(origin, entry));
            }
        }
        return List.copyOf(drafts.values());
    }

    private void add(Item item) {
        items.add(item);
        if (item.entry() instanceof Entry.Read read) {
            events++;
            Instant time = read.event().time();
            minTime = minTime == null || time.isBefore(minTime) ? time : minTime;
            maxTime = maxTime == null || time.isAfter(maxTime) ? time : maxTime;
        }
    }

    String dataset() {
        return dataset;
    }

    LocalDate day() {
        return day;
    }

    int mappingVersion() {
        return mappingVersion;
    }

    /** An unmodifiable view. */
    List<Item> items() {
        return Collections.unmodifiableList(items);
    }

    /** How many entries could be read. */
    int events() {
        return events;
    }

    int malformed() {
        return items.size() - events;
    }

    /** Null without events. */
    @Nullable
    Instant minTime() {
        return minTime;
    }

    /** Null without events. */
    @Nullable
    Instant maxTime() {
        return maxTime;
    }
}
