package spoor.analysis.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.HistoryChange;
import spoor.storage.StoredBatch;

/**
 * Follows the store: takes what has changed of the past, appends what has come, and seals what is hot when it is enough. One thread's.
 */
final class Follower {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration OLDEST_HOT = Duration.ofMinutes(1);
    private static final int MOST_BATCHES = 16;
    private static final int MOST_HOT_EVENTS = 1 << 16;
    private static final int MOST_HOT_TABLES = 64;
    private static final long MOST_HOT_BYTES = 96 << 20;

    /** So much at once means that there is more. */
    private static final long MANY_BYTES = 8 << 20;

    /** So much may wait to be brought to disk before the follower waits, too. */
    private static final long MOST_SEALED_BYTES = 3 * MOST_HOT_BYTES;

    private final EventReader reader;
    private final Contents contents;
    private final ChangedPast past;
    private final Registries registries;
    private final Intake intake;
    private final Keeper keeper;
    private final InstantSource clock;
    private final Consumer<Content> sealed;
    private @Nullable Instant hotSince;
    private volatile boolean isBehind = true;

    /** @param sealed takes a content that is to be brought to disk */
    Follower(
            EventReader reader,
            Contents contents,
            ChangedPast past,
            Registries registries,
            Intake intake,
            Keeper keeper,
            InstantSource clock,
            Consumer<Content> sealed) {
        this.reader = reader;
        this.contents = contents;
        this.past = past;
        this.registries = registries;
        this.intake = intake;
        this.keeper = keeper;
        this.clock = clock;
        this.sealed = sealed;
    }

    /** Takes what is new, and tells how long to wait for more. */
    Duration follow() {
        Content present = contents.present();
        if (bytes(present.hot().filter(HotTable::isSealed)) > MOST_SEALED_BYTES) {
            return PAUSE;
        }
        Delta delta = reader.deltaAfter(present.watermark(), present.change(), MOST_BATCHES);
        for (HistoryChange change : delta.changes()) {
            take(change);
        }
        if (delta.watermark() > present.watermark()) {
            append(contents.present(), List.of(), delta.batches(), delta.watermark());
        }
        if (delta.changes().isEmpty()) {
            contents.confirm();
        }
        if (!delta.changes().isEmpty() || isEnough(contents.present())) {
            seal();
        }
        isBehind = !delta.changes().isEmpty() || bytes(delta.batches()) > MANY_BYTES;
        return isBehind ? Duration.ZERO : PAUSE;
    }

    /** Whether the store has more than was taken last. */
    boolean isBehind() {
        return isBehind;
    }

    /** Seals what is hot. */
    void seal() {
        hotSince = null;
        sealed.accept(contents.change(Content::sealed));
    }

    private void take(HistoryChange change) {
        past.add(change);
        Content present = contents.present();
        switch (change) {
            case HistoryChange.Purge purge -> {
                contents.change(content -> content.after(purge));
                registries.forget(purge.dataset());
            }
            case HistoryChange.Retention _ -> contents.change(content -> content.after(change));
            case HistoryChange.Reread reread -> {
                boolean isHere = reread.first() <= present.watermark();
                Optional<StoredBatch> batch = isHere ? reader.batch(reread.batch()) : Optional.empty();
                append(present, List.of(reread), batch.stream().toList(), present.watermark());
            }
        }
    }

    /** Takes batches as they are after changes, so that no question sees the one without the other. */
    private void append(Content present, List<HistoryChange> changes, List<StoredBatch> batches, long watermark) {
        Content appended = intake.append(after(present, changes), batches);
        batches.forEach(past::add);
        keeper.own(contents.change(content -> {
            Content next = after(content, changes).withUnsealedOf(appended).at(watermark);
            for (StoredBatch batch : batches) {
                next = next.with(registries.refresh(Objects.requireNonNull(next.dataset(batch.datasetNumber()))));
            }
            return next;
        }));
        if (hotSince == null && !batches.isEmpty()) {
            hotSince = clock.instant();
        }
    }

    private static Content after(Content content, List<HistoryChange> changes) {
        Content changed = content;
        for (HistoryChange change : changes) {
            changed = changed.after(change);
        }
        return changed;
    }

    private boolean isEnough(Content content) {
        List<HotTable> growing =
                content.hot().filter(table -> !table.isSealed()).toList();
        return hotSince != null
                && (growing.size() > MOST_HOT_TABLES
                        || bytes(growing.stream()) > MOST_HOT_BYTES
                        || growing.stream()
                                        .mapToLong(table -> table.extent().events())
                                        .sum()
                                > MOST_HOT_EVENTS
                        || hotSince.plus(OLDEST_HOT).isBefore(clock.instant()));
    }

    private static long bytes(Stream<HotTable> tables) {
        return tables.mapToLong(HotTable::bytes).sum();
    }

    private static long bytes(List<StoredBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .mapToLong(event -> event.raw().length)
                .sum();
    }
}
