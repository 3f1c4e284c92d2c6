package spoor.analysis.mirror;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.Shape;
import spoor.analysis.mirror.segment.ShapeGroups;
import spoor.event.EventReading;
import spoor.event.Micros;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/** Puts the events of batches into hot tables: each event into one that has its fields' columns and few others. Thread-safe. */
final class Intake {
    /** What a table costs, in empty cells that cost as much: a statement to fill it. */
    private static final long TABLE_CELLS = 20_000;

    /** So few events are taken apart at once that they are gone before the garbage collector has to copy them. */
    private static final int MOST_AT_ONCE = 4 * Values.MOST;

    private final RowsFunction rows;
    private final EventReading reading;
    private final Registries registries;
    private final LongAdder events = new LongAdder();

    /** @param rows where rows are opened */
    Intake(RowsFunction rows, EventReading reading, Registries registries) {
        this.rows = rows;
        this.reading = reading;
        this.registries = registries;
    }

    /** How many were appended so far. */
    long events() {
        return events.sum();
    }

    /** Events of a batch. */
    private record Part(long watermark, List<StoredEvent> events) {}

    /** Events of one day whose fields have found their columns. */
    private record Day(LocalDate day, Map<Shape, List<ReadEvent>> events) {}

    /**
     * A content with the events of batches in it. If this throws, the content that it was given is what it was.
     *
     * @param batches in any order, those that are here already and not replaced left out
     */
    Content append(Content content, List<StoredBatch> batches) {
        Map<Integer, List<StoredBatch>> byDataset = new LinkedHashMap<>();
        batches.forEach(batch -> byDataset
                .computeIfAbsent(batch.datasetNumber(), _ -> new ArrayList<>())
                .add(batch));
        Content appended = content;
        for (List<StoredBatch> some : byDataset.values()) {
            appended = appended.with(append(dataset(content, some.getFirst()), some));
        }
        events.add(batches.stream().mapToLong(batch -> batch.events().size()).sum());
        return appended;
    }

    private static Dataset dataset(Content content, StoredBatch first) {
        Dataset known = content.dataset(first.datasetNumber());
        return known == null ? new Dataset(first.datasetNumber(), first.dataset(), first.watermark()) : known;
    }

    private Dataset append(Dataset dataset, List<StoredBatch> batches) {
        Dataset appended = dataset;
        List<Part> parts = new ArrayList<>();
        int count = 0;
        for (StoredBatch batch : batches) {
            int taken = 0;
            while (taken < batch.events().size()) {
                int end = Math.min(batch.events().size(), taken + MOST_AT_ONCE - count);
                parts.add(new Part(batch.watermark(), batch.events().subList(taken, end)));
                count += end - taken;
                taken = end;
                if (count == MOST_AT_ONCE) {
                    appended = appendParts(appended, parts);
                    parts.clear();
                    count = 0;
                }
            }
        }
        return parts.isEmpty() ? appended : appendParts(appended, parts);
    }

    private Dataset appendParts(Dataset dataset, List<Part> parts) {
        Map<LocalDate, Day> days = new LinkedHashMap<>();
        for (Part part : parts) {
            for (ReadEvent event : read(dataset, part)) {
                LocalDate day = LocalDate.ofInstant(event.stored().receivedAt(), ZoneOffset.UTC);
                days.computeIfAbsent(day, _ -> new Day(day, new LinkedHashMap<>()))
                        .events()
                        .computeIfAbsent(event.shape(), _ -> new ArrayList<>())
                        .add(event);
            }
        }
        Dataset refreshed = registries.refresh(dataset);
        List<HotTable> hot = new ArrayList<>(dataset.hot());
        days.values().forEach(day -> append(refreshed, day, hot));
        return refreshed.withHot(hot);
    }

    private List<ReadEvent> read(Dataset dataset, Part part) {
        List<Map<String, Object>> fields = part.events().parallelStream()
                .map(event -> event.fields(reading).asMap())
                .toList();
        List<ReadEvent> events = new ArrayList<>(fields.size());
        return registries.with(dataset, registry -> {
            for (int i = 0; i < fields.size(); i++) {
                events.add(ReadEvent.of(part.watermark(), part.events().get(i), fields.get(i), registry));
            }
            return events;
        });
    }

    /** Adds a day's events to {@code hot}. */
    private void append(Dataset dataset, Day day, List<HotTable> hot) {
        Registry registry = dataset.registry();
        Map<HotTable, List<ReadEvent>> fitting = new LinkedHashMap<>();
        List<ShapeGroups.Member<List<ReadEvent>>> others = new ArrayList<>();
        day.events()
                .forEach((shape, events) -> fitting(hot, day.day(), shape, events.size())
                        .ifPresentOrElse(
                                table -> fitting.computeIfAbsent(table, _ -> new ArrayList<>())
                                        .addAll(events),
                                () -> others.add(new ShapeGroups.Member<>(events, shape, events.size()))));
        fitting.forEach((table, events) -> {
            events.forEach(table.rows().of()::add);
            hot.set(hot.indexOf(table), grown(table, events));
        });
        for (ShapeGroups.Group<List<ReadEvent>> group : ShapeGroups.of(others, TABLE_CELLS)) {
            List<ReadEvent> events =
                    group.members().stream().flatMap(List::stream).toList();
            HotRows opened = rows.open(group.shape(), registry);
            events.forEach(opened::add);
            hot.add(new HotTable(
                    opened.all(),
                    extent(dataset.number(), day.day(), events),
                    group.shape(),
                    EventStatistics.of(events, group.shape()),
                    bytes(events),
                    false));
        }
    }

    private static Optional<HotTable> fitting(List<HotTable> hot, LocalDate day, Shape shape, int events) {
        return hot.stream()
                .filter(table -> !table.isSealed()
                        && table.extent().day().equals(day)
                        && table.rows().end() == table.rows().of().size()
                        && table.shape().hasAll(shape)
                        && (long) events * (table.shape().width() - shape.width()) <= TABLE_CELLS)
                .min(Comparator.comparingInt(table -> table.shape().width()));
    }

    private static HotTable grown(HotTable table, List<ReadEvent> events) {
        return new HotTable(
                table.rows().of().all(),
                table.extent()
                        .and(extent(table.extent().dataset(), table.extent().day(), events)),
                table.shape(),
                table.statistics().and(EventStatistics.of(events, table.shape())),
                table.bytes() + bytes(events),
                false);
    }

    private static long bytes(List<ReadEvent> events) {
        return events.stream().mapToLong(event -> event.stored().raw().length).sum();
    }

    private static Extent extent(int dataset, LocalDate day, List<ReadEvent> events) {
        long firstWatermark = Long.MAX_VALUE;
        long lastWatermark = Long.MIN_VALUE;
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (ReadEvent event : events) {
            firstWatermark = Math.min(firstWatermark, event.watermark());
            lastWatermark = Math.max(lastWatermark, event.watermark());
            long time = Micros.of(event.stored().time());
            from = Math.min(from, time);
            to = Math.max(to, time);
        }
        return new Extent(dataset, day, firstWatermark, lastWatermark, from, to, events.size(), List.of());
    }
}
