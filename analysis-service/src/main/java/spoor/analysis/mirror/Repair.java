package spoor.analysis.mirror;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.duckdb.DuckDBConnection;
import org.jooq.exception.DataAccessException;
import spoor.analysis.mirror.segment.Extent;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;
import spoor.storage.EventReader;
import spoor.storage.StoredBatch;

/**
 * Looks whether segments are what was written, and reads from the store what is lost. A file is looked at once in the life of the process,
 * before any question reads it, and again when a question can't.
 */
final class Repair {
    private static final Logger LOG = Logger.getLogger(Repair.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_BATCHES = 16;
    private static final long MOST_HOT_BYTES = 96 << 20;

    private final Contents contents;
    private final Keeper keeper;
    private final Engine engine;
    private final SegmentFolder folder;
    private final SegmentWriter writer;
    private final EventReader reader;
    private final Intake intake;
    private final Registries registries;
    private final int mappingVersion;
    private final Set<String> whole = ConcurrentHashMap.newKeySet();

    Repair(
            Contents contents,
            Keeper keeper,
            Engine engine,
            SegmentFolder folder,
            EventReader reader,
            Intake intake,
            Registries registries,
            int mappingVersion) {
        this.contents = contents;
        this.keeper = keeper;
        this.engine = engine;
        this.folder = folder;
        this.reader = reader;
        this.intake = intake;
        this.registries = registries;
        this.mappingVersion = mappingVersion;
        writer = new SegmentWriter(engine, folder);
    }

    /** Whether all files of a segment are what was written. If not, the mirror has a hole where the segment was. Thread-safe. */
    boolean isWhole(Segment segment) throws IOException {
        for (SegmentFile file : segment.everyFile()) {
            if (!whole.contains(file.name())) {
                if (!folder.isWhole(file)) {
                    LOG.warning(() -> "The mirror's file " + file.name()
                            + " is lost or damaged; its events are read from the store again");
                    contents.change(content -> content.without(segment));
                    return false;
                }
                whole.add(file.name());
            }
        }
        return true;
    }

    /** Looks at segments again, since a question could not read one of them; whether all are whole. Thread-safe. */
    boolean areWhole(List<Segment> segments) throws IOException {
        segments.forEach(segment -> segment.everyFile().forEach(file -> whole.remove(file.name())));
        boolean areWhole = true;
        for (Segment segment : segments) {
            areWhole &= isWhole(segment);
        }
        return areWhole;
    }

    /** Fills a hole, or looks at a segment; tells how long to wait for the next. */
    Duration repair() throws IOException, SQLException {
        Content present = contents.present();
        for (Dataset dataset : present.datasets().values()) {
            if (!dataset.holes().isEmpty()) {
                fill(dataset, dataset.holes().getFirst());
                return Duration.ZERO;
            }
        }
        Optional<Segment> next = present.segments()
                .filter(segment -> segment.everyFile().stream().anyMatch(file -> !whole.contains(file.name())))
                .max(Comparator.comparingLong(Segment::id));
        if (next.isPresent()) {
            isWhole(next.get());
            return Duration.ZERO;
        }
        return PAUSE;
    }

    private void fill(Dataset dataset, Extent hole) throws IOException, SQLException {
        List<Segment> segments = new ArrayList<>();
        boolean isRead = false;
        try {
            read(dataset, hole, segments);
            isRead = true;
        } finally {
            if (!isRead) {
                keeper.delete(segments);
            }
        }
        keeper.exchange(
                segments,
                content -> content.filled(hole, segments)
                        .map(filled -> filled.with(
                                registries.refresh(Objects.requireNonNull(filled.dataset(hole.dataset()))))));
    }

    /** Adds segments of what the store has of a hole: of its batches, those that nobody else shows. */
    private void read(Dataset dataset, Extent hole, List<Segment> to) throws IOException, SQLException {
        Set<Long> shown = shown(dataset, hole);
        Content read = empty(dataset);
        long position = hole.firstWatermark() - 1;
        while (position < hole.lastWatermark()) {
            List<StoredBatch> batches = reader.batchesAfter(position, MOST_BATCHES);
            position =
                    batches.isEmpty() ? hole.lastWatermark() : batches.getLast().watermark();
            read = intake.append(
                    read,
                    batches.stream()
                            .filter(batch -> isOf(batch, hole) && !shown.contains(batch.watermark()))
                            .toList());
            if (read.hot().mapToLong(HotTable::bytes).sum() > MOST_HOT_BYTES || position >= hole.lastWatermark()) {
                write(read).ifPresent(to::add);
                read = empty(dataset);
            }
        }
    }

    private static Content empty(Dataset dataset) {
        return new Content(
                0,
                0,
                Map.of(
                        dataset.number(),
                        new Dataset(dataset.number(), dataset.name(), dataset.since()).with(dataset.registry())));
    }

    private static boolean isOf(StoredBatch batch, Extent hole) {
        return batch.datasetNumber() == hole.dataset()
                && hole.mayHold(batch.watermark())
                && !batch.events().isEmpty()
                && LocalDate.ofInstant(batch.events().getFirst().receivedAt(), ZoneOffset.UTC)
                        .equals(hole.day());
    }

    /** The watermarks within a hole's that other segments and tables show. */
    private Set<Long> shown(Dataset dataset, Extent hole) throws IOException, SQLException {
        List<Segment> segments = dataset.segments().stream()
                .filter(segment -> isBeside(segment.extent(), hole))
                .toList();
        List<HotTable> hot = dataset.hot().stream()
                .filter(table -> isBeside(table.extent(), hole))
                .toList();
        EventSource others = new EventSource(folder, dataset.registry(), segments, hot, hole.lastWatermark());
        try (DuckDBConnection connection = engine.connect()) {
            return new HashSet<>(Engine.sql(connection)
                    .selectDistinct(EventTable.WATERMARK)
                    .from(others.select(Shape.of()))
                    .fetch(EventTable.WATERMARK));
        } catch (DataAccessException e) {
            // Another may have been lost since it was looked at; then it is a hole now, and this one is filled next.
            areWhole(segments);
            throw e;
        }
    }

    private static boolean isBeside(Extent extent, Extent hole) {
        return extent.day().equals(hole.day())
                && extent.firstWatermark() <= hole.lastWatermark()
                && hole.firstWatermark() <= extent.lastWatermark();
    }

    private Optional<Segment> write(Content read) throws IOException, SQLException {
        Dataset dataset = read.datasets().values().iterator().next();
        return dataset.hot().isEmpty()
                ? Optional.empty()
                : writer.write(keeper.nextSegment(), dataset.registry(), dataset.hot(), mappingVersion);
    }
}
