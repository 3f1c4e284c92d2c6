package spoor.analysis.mirror;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import spoor.analysis.mirror.segment.Manifest;
import spoor.analysis.mirror.segment.ManifestFile;
import spoor.analysis.mirror.segment.MergePolicy;
import spoor.analysis.mirror.segment.Segment;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;

/**
 * Brings what is hot to disk, merges what is small, and removes what nobody sees any more.
 *
 * <p>The manifest is written when what it names is on disk, and a file is deleted when no manifest names it and no question reads it:
 * whenever the process stops, the next one finds what the last manifest says. Whatever is done here takes its time beside the
 * follower and the questions; if what it began with has changed meanwhile, it comes to nothing, and is done again.
 *
 * <p>One thread's, but for {@link #nextSegment}, {@link #exchange}, {@link #delete} and {@link #own}.
 */
final class Keeper {
    private final Contents contents;
    private final ChangedPast past;
    private final SegmentFolder folder;
    private final ManifestFile file;
    private final SegmentWriter writer;
    private final int mappingVersion;
    private final AtomicLong lastSegment;

    /** That a content has or had. */
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    private Manifest kept;

    /** @param kept the manifest of the first of {@code contents} */
    Keeper(
            Contents contents,
            ChangedPast past,
            Engine engine,
            SegmentFolder folder,
            ManifestFile file,
            Manifest kept,
            int mappingVersion) {
        this.contents = contents;
        this.past = past;
        this.folder = folder;
        this.file = file;
        this.kept = kept;
        this.mappingVersion = mappingVersion;
        writer = new SegmentWriter(engine, folder);
        lastSegment = new AtomicLong(kept.nextSegment() - 1);
        own(contents.present());
    }

    long nextSegment() {
        return lastSegment.incrementAndGet();
    }

    /** The files of a content that is or was the present one are removed when none has them any more. */
    void own(Content content) {
        content.segments().forEach(segment -> segment.everyFile().forEach(each -> files.add(each.name())));
    }

    /**
     * Brings to disk what is hot in a content, and the manifest to its watermark and change.
     *
     * @param sealed a content that was the present one, all of whose tables are sealed
     */
    void keep(Content sealed) throws IOException, SQLException {
        Set<HotRows> all = sealed.hot().map(table -> table.rows().of()).collect(Collectors.toSet());
        boolean isDone = false;
        while (!isDone) {
            List<Content.Exchange> exchanges = new ArrayList<>();
            for (Dataset dataset : contents.present().datasets().values()) {
                List<HotTable> hot = dataset.hot().stream()
                        .filter(table -> all.contains(table.rows().of()))
                        .toList();
                if (!hot.isEmpty()) {
                    exchanges.add(new Content.Exchange(dataset.number(), hot, List.of(), write(dataset, hot)));
                }
            }
            isDone = exchange(
                    exchanges.stream()
                            .flatMap(exchange -> exchange.by().stream())
                            .toList(),
                    content -> exchanged(content, exchanges));
        }
        write(sealed.watermark(), sealed.change());
    }

    private List<Segment> write(Dataset dataset, List<HotTable> hot) throws IOException, SQLException {
        Map<LocalDate, List<HotTable>> days = new TreeMap<>(hot.stream()
                .collect(Collectors.groupingBy(table -> table.extent().day())));
        List<Segment> segments = new ArrayList<>();
        for (List<HotTable> day : days.values()) {
            writer.write(nextSegment(), dataset.registry(), day, mappingVersion).ifPresent(segments::add);
        }
        return segments;
    }

    /** Merges what is due next; false if nothing is. */
    boolean merge() throws IOException, SQLException {
        Content present = contents.present();
        List<Segment> small = MergePolicy.next(present.segments().toList());
        Dataset dataset = small.isEmpty()
                ? null
                : present.dataset(small.getFirst().extent().dataset());
        if (dataset == null) {
            return false;
        }
        List<Segment> merged =
                writer.merge(nextSegment(), dataset.registry(), small).stream().toList();
        exchange(merged, content -> content.exchange(new Content.Exchange(dataset.number(), List.of(), small, merged)));
        tidy();
        return true;
    }

    /**
     * Puts written segments into the content, or deletes them if they are of no use any more.
     *
     * @param exchange empty if what was written is not what it was
     */
    boolean exchange(List<Segment> written, Function<Content, Optional<Content>> exchange) throws IOException {
        folder.force();
        Optional<Content> changed = contents.tryChange(exchange);
        if (changed.isPresent()) {
            own(changed.get());
        } else {
            delete(written);
        }
        return changed.isPresent();
    }

    void delete(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            for (SegmentFile each : segment.everyFile()) {
                folder.delete(each.name());
            }
        }
    }

    private static Optional<Content> exchanged(Content content, List<Content.Exchange> exchanges) {
        Optional<Content> changed = Optional.of(content);
        for (Content.Exchange exchange : exchanges) {
            changed = changed.flatMap(so -> so.exchange(exchange));
        }
        return changed;
    }

    /** Brings the manifest up to what is on disk, and removes what is not needed any more. */
    void tidy() throws IOException {
        write(kept.watermark(), kept.change());
    }

    private void write(long watermark, long change) throws IOException {
        Manifest next = new Manifest(
                watermark,
                change,
                lastSegment.get() + 1,
                contents.present().datasets().values().stream()
                        .map(Dataset::kept)
                        .toList(),
                past.kept());
        if (!next.equals(kept)) {
            file.write(next);
            kept = next;
        }
        removeUnused();
    }

    private void removeUnused() throws IOException {
        Set<String> oldFiles = new HashSet<>(files);
        // INVARIANT: what was once in a content is looked for in the contents only now, so that nothing is missed that
        // came meanwhile.
        Set<String> inUse = contents.inUse();
        oldFiles.removeAll(inUse);
        kept.datasets().stream()
                .flatMap(dataset -> dataset.segments().stream())
                .flatMap(segment -> segment.everyFile().stream())
                .forEach(each -> oldFiles.remove(each.name()));
        for (String name : oldFiles) {
            folder.delete(name);
            files.remove(name);
        }
    }
}
