package spoor.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.Entry;
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
import spoor.storage.Timing;
import spoor.storage.WriteResult;

/** What every store must do that changes its past, and how it tells of it. */
public abstract class EventHistoryContract {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");
    private static final Duration SHIFT = Duration.ofDays(3);

    /** What the store tells the time by. */
    protected final TestingClock clock = new TestingClock(NOON);

    /** An empty store, the same for all three within one test. */
    protected abstract EventStore store();

    protected abstract EventReader reader();

    protected abstract EventHistory history();

    @Test
    void deltaWithoutChanges_isTheBatches() {
        assertThat(reader().deltaAfter(0, 0, 16)).isEqualTo(new Delta(List.of(), List.of(), 0));
        write("office", 0, "a");
        write("office", 0, "b");
        Delta first = reader().deltaAfter(0, 0, 1);
        assertThat(first.changes()).isEmpty();
        assertThat(first.batches()).extracting(StoredBatch::watermark).containsExactly(1L);
        assertThat(first.watermark()).isEqualTo(1);
        assertThat(reader().deltaAfter(2, 0, 1)).isEqualTo(new Delta(List.of(), List.of(), 2));
    }

    @Test
    void droppedDays_areGoneAndTold_whatWasReceivedStaysCounted() {
        open("office", "s", Duration.ZERO);
        writeStream("office", "s", 1, 0, "a", "!b");
        write("office", 1, "c");
        write("lab", 0, "d");
        write("office", 2, "e");
        assertThat(history().dropBefore("office", DAY.plusDays(2))).isEqualTo(2);
        assertThat(texts()).containsExactly("d", "e");
        assertThat(reader().malformed("office", 10)).isEmpty();
        assertThat(reader().collectors())
                .extracting(CollectorLedger::dataset, CollectorLedger::received, CollectorLedger::stored)
                .containsExactlyInAnyOrder(tuple("office", 4L, 3L), tuple("lab", 1L, 1L));
        assertThat(store().open(key("office", "s"), Duration.ZERO).position()).isEqualTo(2);
        int office = number("office");
        assertThat(changes())
                .containsExactly(
                        new HistoryChange.Retention(5, office, DAY, 1),
                        new HistoryChange.Retention(6, office, DAY.plusDays(1), 2));
        assertThat(reader().watermark()).isEqualTo(6);
        assertThat(history().dropBefore("office", DAY.plusDays(2))).isZero();
        assertThat(history().dropBefore("nowhere", DAY.plusDays(2))).isZero();
        assertThat(reader().watermark()).isEqualTo(6);
    }

    @Test
    void writesAfterADropOfTheirDay_areKept() {
        write("office", 0, "a");
        history().dropBefore("office", DAY.plusDays(1));
        write("office", 0, "b");
        assertThat(texts()).containsExactly("b");
        assertThat(reader().deltaAfter(2, 2, 16).batches())
                .extracting(StoredBatch::watermark)
                .containsExactly(3L);
    }

    @Test
    void purged_nothingIsLeft_andOthersStay() {
        open("office", "s", SHIFT);
        writeStream("office", "s", 1, 0, "a", "!b");
        write("office", 1, "c");
        write("lab", 0, "d");
        int office = number("office");
        history().dropBefore("office", DAY.plusDays(1));
        assertThat(history().purge("office")).isTrue();
        assertThat(texts()).containsExactly("d");
        assertThat(reader().datasets()).extracting(DatasetSummary::name).containsExactly("lab");
        assertThat(reader().collectors()).extracting(CollectorLedger::dataset).containsExactly("lab");
        assertThat(reader().malformed("office", 10)).isEmpty();
        assertThat(changes()).containsExactly(new HistoryChange.Purge(5, office));
        assertThat(reader().watermark()).isEqualTo(5);
        assertThat(store().open(key("office", "s"), Duration.ZERO)).isEqualTo(new StreamState(0, Duration.ZERO));
    }

    @Test
    void purgedTwice_isNotThere() {
        write("office", 0, "a");
        assertThat(history().purge("office")).isTrue();
        assertThat(history().purge("office")).isFalse();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void datasetOfAPurgedName_isAnotherOne() {
        write("office", 0, "a");
        int before = number("office");
        history().purge("office");
        write("office", 0, "b");
        assertThat(texts()).containsExactly("b");
        assertThat(number("office")).isNotEqualTo(before);
    }

    @Test
    void streamOfAPurgedDataset_beginsAtItsBeginningOrNotAtAll() {
        writeStream("office", "s", 1, 0, "a", "b");
        history().purge("office");
        assertThat(store().write(List.of(stream("office", "s", 3, 0, "c"))))
                .isEqualTo(new WriteResult.PositionMoved(key("office", "s"), 0));
        assertThat(reader().datasets()).isEmpty();
        writeStream("office", "s", 1, 0, "a", "b", "c");
        assertThat(texts()).containsExactly("a", "b", "c");
    }

    @Test
    void streamOfAPurgedDataset_isUnknown_andLookingForItBringsNoNameIn() {
        open("office", "s", SHIFT);
        assertThat(store().find(key("office", "s"))).contains(new StreamState(0, SHIFT));
        writeStream("office", "s", 1, 0, "a", "b");
        assertThat(store().find(key("office", "s"))).contains(new StreamState(2, SHIFT));
        history().purge("office");
        assertThat(store().find(key("office", "s"))).isEmpty();
        assertThat(store().find(key("nowhere", "s"))).isEmpty();
        assertThat(history().purge("office")).isFalse();
        assertThat(history().purge("nowhere")).isFalse();
    }

    @Test
    void rereadBatch_hasNewTimesAndFields_andItsShift() {
        List<Entry> entries =
                List.of(entry(0, "a"), entry(0, "!b@2026-01-01T00:00:00Z"), entry(0, "c@2026-01-01T00:00:00Z"));
        write(new Slice("office", "alpha", "s", 1, 1, entries, 0, new Timing(Correction.shift(SHIFT), null)));
        StoredBatch before = onlyBatch();
        assertThat(before.events()).extracting(StoredEvent::time).containsOnly(NOON);
        assertThat(history().reread(before.batch(), new Today())).isTrue();
        StoredBatch after = onlyBatch();
        assertThat(after.watermark()).isEqualTo(before.watermark());
        Instant told = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(after.events())
                .extracting(event -> event.id().ordinal(), StoredEvent::occurredAt, StoredEvent::time)
                .containsExactly(
                        tuple(0, null, NOON), tuple(1, told, told.plus(SHIFT)), tuple(2, told, told.plus(SHIFT)));
        assertThat(reader().batch(before.batch()))
                .hasValueSatisfying(
                        found -> assertThat(found).usingRecursiveComparison().isEqualTo(after));
        assertThat(reader().datasets()).singleElement().satisfies(dataset -> {
            assertThat(dataset.from()).isEqualTo(told.plus(SHIFT));
            assertThat(dataset.to()).isEqualTo(NOON);
        });
    }

    @Test
    void reread_malformedBecomesAnEventAndTheReverse_andTheLedgerFollows() {
        writeStream("office", "s", 1, 0, "a", "!b", "?c");
        assertThat(texts()).containsExactly("a", "?c");
        history().reread(onlyBatch().batch(), new Today());
        assertThat(texts()).containsExactly("a", "!b");
        assertThat(reader().malformed("office", 10))
                .extracting(MalformedRecord::reason, MalformedRecord::byteOffset, MalformedRecord::receivedAt)
                .containsExactly(tuple("A question", 0L, NOON));
        assertThat(reader().collectors())
                .singleElement()
                .isEqualTo(new CollectorLedger("alpha", "office", NOON, 3, 2, 0, 0, 1, null));
        assertThat(reader().datasets()).extracting(DatasetSummary::events).containsExactly(2L);
    }

    @Test
    void reread_ofManyCollectors_keepsEachLedger() {
        store().write(List.of(
                new Slice("office", "alpha", null, 0, 1, List.of(entry(0, "!a")), 0),
                new Slice("office", "beta", null, 0, 1, List.of(entry(0, "?b"), entry(0, "c")), 0)));
        for (StoredBatch batch : reader().batchesAfter(0, 16)) {
            history().reread(batch.batch(), new Today());
        }
        assertThat(reader().collectors())
                .extracting(CollectorLedger::collector, CollectorLedger::stored, CollectorLedger::malformed)
                .containsExactly(tuple("alpha", 1L, 0L), tuple("beta", 1L, 1L));
    }

    @Test
    void reread_leavesWhatIsNotWhole() {
        var cut = new Entry.Malformed("b".getBytes(UTF_8), NOON, "Too long", 1, 20_000_000, "ab".repeat(32));
        store().write(List.of(new Slice("office", "alpha", null, 0, 1, List.of(cut, entry(0, "a")), 0)));
        MalformedRecord before = reader().malformed("office", 1).getFirst();
        history().reread(onlyBatch().batch(), new Today());
        assertThat(reader().malformed("office", 10))
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(before);
    }

    @Test
    void rereadTwice_isToldOnce_andWithADroppedDayNotAtAll() {
        write("office", 0, "a");
        write("office", 1, "b");
        List<StoredBatch> batches = reader().batchesAfter(0, 16);
        int office = number("office");
        batches.forEach(batch -> history().reread(batch.batch(), new Today()));
        history().reread(batches.getFirst().batch(), new Today());
        assertThat(changes())
                .containsExactly(
                        new HistoryChange.Reread(4, office, batches.getLast().batch(), 2),
                        new HistoryChange.Reread(5, office, batches.getFirst().batch(), 1));
        history().dropBefore("office", DAY.plusDays(1));
        assertThat(changes())
                .containsExactly(
                        new HistoryChange.Reread(4, office, batches.getLast().batch(), 2),
                        new HistoryChange.Retention(6, office, DAY, 1));
    }

    @Test
    void rereadOfNoBatch_changesNothing() {
        assertThat(history().reread(17, new Today())).isFalse();
        assertThat(reader().watermark()).isZero();
        assertThat(reader().batch(17)).isEmpty();
    }

    @Test
    void change_touchesWhatWasSeenBeforeIt() {
        var change = new HistoryChange.Retention(9, 1, DAY, 4);
        assertThat(List.of(3L, 4L, 8L, 9L).stream().map(change::touches)).containsExactly(false, true, true, false);
        assertThat(new HistoryChange.Purge(9, 1).touches(0)).isTrue();
    }

    private List<HistoryChange> changes() {
        return reader().deltaAfter(0, 0, 1).changes();
    }

    private StoredBatch onlyBatch() {
        assertThat(reader().batchesAfter(0, 16)).hasSize(1);
        return reader().batchesAfter(0, 16).getFirst();
    }

    private List<String> texts() {
        return reader().batchesAfter(0, 1_000).stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> new String(event.raw(), UTF_8))
                .toList();
    }

    private int number(String dataset) {
        return reader().batchesAfter(0, 1_000).stream()
                .filter(batch -> batch.dataset().equals(dataset))
                .findFirst()
                .orElseThrow()
                .datasetNumber();
    }

    private void open(String dataset, String stream, Duration shift) {
        store().open(key(dataset, stream), shift);
    }

    private static StreamKey key(String dataset, String stream) {
        return new StreamKey(dataset, "alpha", stream);
    }

    private void write(String dataset, int day, String... texts) {
        write(slice(dataset, null, 0, day, texts));
    }

    private void writeStream(String dataset, String stream, long first, int day, String... texts) {
        write(stream(dataset, stream, first, day, texts));
    }

    private void write(Slice slice) {
        assertThat(store().write(List.of(slice))).isInstanceOf(WriteResult.Committed.class);
    }

    private static Slice stream(String dataset, String stream, long first, int day, String... texts) {
        return slice(dataset, stream, first, day, texts);
    }

    private static Slice slice(String dataset, @Nullable String stream, long first, int day, String... texts) {
        List<Entry> entries = new ArrayList<>();
        for (String text : texts) {
            entries.add(entry(day, text));
        }
        return new Slice(dataset, "alpha", stream, first, 1, entries, 0);
    }

    /** What came on the day after so many days, at noon, as it was read then. */
    private static Entry entry(int day, String text) {
        byte[] raw = text.getBytes(UTF_8);
        Instant receivedAt = NOON.plus(Duration.ofDays(day));
        return switch (new Yesterday().read(raw)) {
            case Reading.Read read -> new Entry.Read(raw, Event.received(read, receivedAt, Correction.none()));
            case Reading.Malformed(String reason, long offset) ->
                new Entry.Malformed(raw, receivedAt, reason, offset, raw.length, "");
        };
    }

    /** Knows no times, and can't read exclamations. */
    private static final class Yesterday implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            return raw[0] == '!' ? new Reading.Malformed("An exclamation", 0) : new Reading.Read(null, Fields.none());
        }

        @Override
        public int version() {
            return 1;
        }
    }

    /** Knows times after an {@code @}, and can't read questions. */
    private static final class Today implements EventReading {
        @Override
        public Reading read(byte[] raw) {
            if (raw[0] == '?') {
                return new Reading.Malformed("A question", 0);
            }
            List<String> parts = Arrays.asList(new String(raw, UTF_8).split("@", -1));
            return new Reading.Read(
                    parts.size() == 1 ? null : Instant.parse(parts.getLast()),
                    Fields.of(Map.of("event.action", parts.getFirst())));
        }

        @Override
        public int version() {
            return 2;
        }
    }
}
