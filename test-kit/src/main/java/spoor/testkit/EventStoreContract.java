package spoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spoor.event.Correction;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.event.EventId;
import spoor.event.EventReading;
import spoor.event.Reading;
import spoor.event.TimeQuality;
import spoor.event.TimeRange;
import spoor.event.mapping.Mappings;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;
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
import spoor.storage.Timing;
import spoor.storage.WriteResult;

/** What every store must do. An implementation's test extends this and hands out an empty store. */
public abstract class EventStoreContract {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final StreamKey STREAM = new StreamKey("office", "alpha", "file-1");
    private static final EventReading READING = Mappings.bundled();

    /** What the store tells the time by; an hour after {@link #NOON}, at which all entries come. */
    protected final TestingClock clock = new TestingClock(NOON.plus(Duration.ofHours(1)));

    /** An empty store, the same for both within one test. */
    protected abstract EventStore store();

    /** Reads what {@link #store} took. */
    protected abstract EventReader reader();

    @Test
    void written_comesBackByteForByteWithItsTimes() {
        List<Entry> entries = List.of(
                entry(
                        "{\"@timestamp\":\"2026-05-04T10:00:00.123456Z\",\"event.action\":\"logon\",\"x\":\"\\u0000ü\"}\r"),
                entry("{\"no\":\"time\"}"));
        write(slice(1, entries));
        StoredBatch batch = onlyBatch();
        assertThat(batch.dataset()).isEqualTo("office");
        assertThat(batch.events())
                .extracting(StoredEvent::raw)
                .usingRecursiveComparison()
                .isEqualTo(entries.stream().map(Entry::raw).toList());
        StoredEvent first = batch.events().getFirst();
        assertThat(first.occurredAt()).isEqualTo(Instant.parse("2026-05-04T10:00:00.123456Z"));
        assertThat(first.time()).isEqualTo(first.occurredAt());
        assertThat(first.receivedAt()).isEqualTo(NOON);
        assertThat(first.collector()).isEqualTo("alpha");
        assertThat(batch.events().getLast().occurredAt()).isNull();
        assertThat(batch.events().getLast().time()).isEqualTo(NOON);
        assertThat(reader().find(first.id()))
                .hasValueSatisfying(found -> assertThat(found.raw()).isEqualTo(first.raw()));
        assertThat(reader().find(new EventId(999_999, 0))).isEmpty();
        assertThat(reader().find(new EventId(first.id().batch(), 2))).isEmpty();
    }

    @Test
    void resent_isRefusedWithThePositionAndStoresNothing() {
        write(slice(1, entries(3)));
        assertThat(store().write(List.of(slice(1, entries(3))))).isEqualTo(new WriteResult.PositionMoved(STREAM, 3));
        assertThat(store().write(List.of(slice(3, entries(2))))).isEqualTo(new WriteResult.PositionMoved(STREAM, 3));
        assertThat(events()).isEqualTo(3);
        assertThat(store().open(STREAM, Duration.ZERO).position()).isEqualTo(3);
    }

    @Test
    void gap_isRefused() {
        assertThat(store().write(List.of(slice(2, entries(1))))).isEqualTo(new WriteResult.PositionMoved(STREAM, 0));
        assertThat(reader().watermark()).isZero();
    }

    @Test
    void refusedSlice_takesTheWholeWriteBack() {
        Slice good = slice("office", "beta", "s", 1, entries(2), 0);
        assertThat(store().write(List.of(good, slice(5, entries(1))))).isInstanceOf(WriteResult.PositionMoved.class);
        assertThat(reader().datasets())
                .allSatisfy(dataset -> assertThat(dataset.events()).isZero());
        assertThat(store().open(new StreamKey("office", "beta", "s"), Duration.ZERO)
                        .position())
                .isZero();
    }

    @Test
    void equalEvents_thatHappenedTwice_areTwo() {
        write(slice(1, List.of(entry("{\"a\":1}"), entry("{\"a\":1}"))));
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void slicesOfOneStream_followOneAnotherWithinAWrite() {
        write(slice(1, entries(2)), slice(3, entries(2)));
        assertThat(store().open(STREAM, Duration.ZERO).position()).isEqualTo(4);
    }

    @Test
    void withoutStream_everythingIsStored() {
        write(slice("office", "alpha", null, 0, entries(2), 0));
        write(slice("office", "alpha", null, 0, entries(2), 0));
        assertThat(events()).isEqualTo(4);
    }

    @Test
    void streamsOfDifferentCollectorsAndDatasets_areApart() {
        write(slice(1, entries(1)));
        write(slice("office", "beta", "file-1", 1, entries(1), 0));
        write(slice("lab", "alpha", "file-1", 1, entries(1), 0));
        assertThat(reader().datasets())
                .extracting(DatasetSummary::name, DatasetSummary::events)
                .containsExactly(tuple("lab", 1L), tuple("office", 2L));
    }

    @Test
    void shift_isFixedWhenTheStreamIsFirstOpened() {
        assertThat(store().open(STREAM, Duration.ofDays(3))).isEqualTo(new StreamState(0, Duration.ofDays(3)));
        assertThat(store().open(STREAM, Duration.ofDays(9))).isEqualTo(new StreamState(0, Duration.ofDays(3)));
        write(slice(1, entries(1)));
        assertThat(store().open(STREAM, Duration.ZERO)).isEqualTo(new StreamState(1, Duration.ofDays(3)));
    }

    @Test
    void shiftOfCenturies_isKept_andALongerOneRefused() {
        Duration centuries = Duration.between(Instant.EPOCH, TimeRange.END).plusNanos(1_000);
        assertThat(store().open(STREAM, centuries.negated()).shift()).isEqualTo(centuries.negated());
        assertThat(store().open(STREAM, Duration.ZERO).shift()).isEqualTo(centuries.negated());
        for (Duration absurd : List.of(Duration.ofMillis(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store().open(new StreamKey("office", "alpha", "other"), absurd))
                    .withMessageContaining("at the most 10,000 years");
        }
    }

    @Test
    void outermostTimes_comeBack() {
        Instant last = TimeRange.END.minusNanos(1_000);
        write(slice(1, List.of(entry(TimeRange.FIRST), entry(last))));
        assertThat(onlyBatch().events())
                .extracting(StoredEvent::time, StoredEvent::occurredAt)
                .containsExactly(tuple(TimeRange.FIRST, TimeRange.FIRST), tuple(last, last));
        assertThat(reader().datasets())
                .extracting(DatasetSummary::from, DatasetSummary::to)
                .containsExactly(tuple(TimeRange.FIRST, last));
    }

    @Test
    void watermarks_haveNoGapsAndFollowTheCommits() {
        for (int i = 0; i < 5; i++) {
            write(slice(1 + i, entries(1)));
            store().write(List.of(slice(99, entries(1))));
        }
        assertThat(reader().batchesAfter(0, 100))
                .extracting(StoredBatch::watermark)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reader().batchesAfter(3, 1))
                .extracting(StoredBatch::watermark)
                .containsExactly(4L);
        assertThat(reader().batchesAfter(5, 1)).isEmpty();
        assertThat(reader().watermark()).isEqualTo(5);
    }

    @Test
    void malformed_isKeptAndIsNoEvent() {
        byte[] bytes = {'{', 0, (byte) 0xFF, 'x'};
        var bad = new Entry.Malformed(bytes, NOON, "Not JSON", 1, 20_000_000, "ab".repeat(32));
        write(slice(1, List.of(entry("{\"a\":1}"), bad, entry("{\"a\":2}"))));
        assertThat(onlyBatch().events())
                .extracting(StoredEvent::id)
                .extracting(EventId::ordinal)
                .containsExactly(0, 2);
        assertThat(reader().malformed("office", 10)).singleElement().satisfies(record -> {
            assertThat(record.raw()).isEqualTo(bytes);
            assertThat(record)
                    .usingRecursiveComparison()
                    .isEqualTo(new MalformedRecord(
                            new EventId(onlyBatch().batch(), 1),
                            "office",
                            "alpha",
                            NOON,
                            "Not JSON",
                            1,
                            20_000_000,
                            "ab".repeat(32),
                            bytes));
        });
        assertThat(reader().find(new EventId(onlyBatch().batch(), 1))).isEmpty();
        assertThat(reader().malformed("lab", 10)).isEmpty();
    }

    @Test
    void malformed_isListedLatestFirstUpToTheLimit() {
        for (int first : List.of(1, 3)) {
            write(slice(first, List.of(malformed(first), malformed(first + 1))));
        }
        assertThat(reader().malformed("office", 3))
                .extracting(MalformedRecord::byteOffset, record -> record.raw()[0])
                .containsExactly(tuple(4L, (byte) 4), tuple(3L, (byte) 3), tuple(2L, (byte) 2));
    }

    @Test
    void ledger_addsUp() {
        var bad = new Entry.Malformed(new byte[] {'x'}, NOON, "Not JSON", 0, 1, "");
        write(slice(1, List.of(entry("{\"a\":1}"), bad)));
        write(slice("office", "alpha", "file-1", 3, entries(2), 5));
        assertThat(reader().collectors())
                .singleElement()
                .isEqualTo(new CollectorLedger("alpha", "office", NOON, 9, 3, 5, 0, 1, null));
        write(slice("office", "alpha", "file-1", 5, List.of(), 7));
        assertThat(reader().collectors())
                .singleElement()
                .isEqualTo(new CollectorLedger("alpha", "office", clock.instant(), 16, 3, 12, 0, 1, null));
    }

    @Test
    void ledger_keepsWhatIsKnownOfTheClockLast() {
        var earlier = new ClockOffset(Duration.ofSeconds(-3), Duration.ofMillis(2), NOON, Basis.EXCHANGE);
        var later = new ClockOffset(Duration.ofNanos(1_000), Duration.ZERO, NOON.plusNanos(1_000), Basis.EVENTS);
        write(timed(1, new Timing(Correction.none(), earlier)));
        write(timed(2, new Timing(Correction.none(), later)), timed(3, Timing.UNKNOWN));
        write(slice("lab", "alpha", "file-1", 1, entries(1), 0));
        assertThat(reader().collectors()).extracting(CollectorLedger::clock).containsExactly(null, later);
    }

    @Test
    void correction_comesBackWithTheEvent_andSoDoesWhatItMadeOfItsTime() {
        var clock = new Correction.Clock(Duration.ofHours(1), Duration.ofMillis(3), true);
        write(timed(1, Timing.UNKNOWN), timed(2, new Timing(clock, null)), timed(3, Timing.UNKNOWN));
        List<StoredEvent> events = reader().batchesAfter(0, 10).stream()
                .flatMap(batch -> batch.events().stream())
                .toList();
        assertThat(events)
                .extracting(StoredEvent::correction)
                .containsExactly(Correction.none(), clock, Correction.none());
        assertThat(events)
                .extracting(event -> event.fields(READING).text(TimeQuality.FIELD))
                .containsExactly(null, "corrected", null);
        assertThat(events)
                .allSatisfy(event -> assertThat(Event.received(
                                        (Reading.Read) READING.read(event.raw()),
                                        event.receivedAt(),
                                        event.correction())
                                .time())
                        .isEqualTo(event.time()));
    }

    @Test
    void collectorOfDuplicatesAlone_isSeenWhenTheStoreIsTold() {
        write(slice("office", "alpha", null, 0, List.of(), 3));
        assertThat(reader().collectors()).extracting(CollectorLedger::lastSeen).containsExactly(clock.instant());
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(-1));
        write(slice("office", "alpha", null, 0, List.of(), 3));
        assertThat(reader().collectors()).extracting(CollectorLedger::lastSeen).containsExactly(before);
    }

    @Test
    void duplicatesAlone_makeNoBatch() {
        write(slice(1, entries(1)));
        assertThat(store().write(List.of(slice("office", "alpha", null, 0, List.of(), 3))))
                .isEqualTo(new WriteResult.Committed(1));
        assertThat(reader().watermark()).isEqualTo(1);
    }

    @Test
    void datasets_knowTheirRange() {
        write(slice(
                1,
                List.of(
                        entry("{\"@timestamp\":\"2026-05-04T10:00:00Z\"}"),
                        entry("{\"@timestamp\":\"2020-01-01T00:00:00Z\"}"))));
        assertThat(reader().datasets()).singleElement().satisfies(dataset -> {
            assertThat(dataset.from()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
            assertThat(dataset.to()).isEqualTo(Instant.parse("2026-05-04T10:00:00Z"));
            assertThat(dataset.watermark()).isEqualTo(1);
            assertThat(dataset.bytes()).isPositive();
        });
    }

    @Test
    void datasets_areSummedUpOverTheirDays() {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        var bad = new Entry.Malformed(new byte[] {'x'}, tomorrow, "Not JSON", 0, 1, "");
        write(slice("office", "alpha", null, 0, List.of(bad), 0));
        write(slice("office", "alpha", null, 0, List.of(entry("{\"@timestamp\":\"2026-05-04T10:00:00Z\"}")), 0));
        write(slice(
                "office",
                "alpha",
                null,
                0,
                List.of(new Entry.Read(
                        new byte[] {'x'}, new Event(tomorrow.plusSeconds(9), null, tomorrow, EventColumns.none()))),
                0));
        write(slice("lab", "alpha", null, 0, List.of(bad), 0));
        assertThat(reader().datasets())
                .extracting(
                        DatasetSummary::name,
                        DatasetSummary::events,
                        DatasetSummary::from,
                        DatasetSummary::to,
                        DatasetSummary::watermark)
                .containsExactly(
                        tuple("lab", 0L, null, null, 4L),
                        tuple("office", 2L, Instant.parse("2026-05-04T10:00:00Z"), tomorrow.plusSeconds(9), 3L));
    }

    @Test
    void writersOfOneStream_atTheSameTime_storeEachEventOnce() throws InterruptedException {
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                long next = 1;
                while (next <= 50) {
                    next = switch (store().write(List.of(slice(next, entries(1))))) {
                        case WriteResult.Committed _ -> next + 1;
                        case WriteResult.PositionMoved moved -> moved.position() + 1;
                    };
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(events()).isEqualTo(50);
        assertThat(reader().watermark()).isEqualTo(50);
    }

    private void write(Slice... slices) {
        assertThat(store().write(List.of(slices))).isInstanceOf(WriteResult.Committed.class);
    }

    private StoredBatch onlyBatch() {
        return reader().batchesAfter(0, 10).getFirst();
    }

    private int events() {
        return reader().batchesAfter(0, 1_000).stream()
                .mapToInt(batch -> batch.events().size())
                .sum();
    }

    private static Slice slice(long first, List<Entry> entries) {
        return slice(STREAM.dataset(), STREAM.collector(), STREAM.stream(), first, entries, 0);
    }

    private static Slice slice(
            String dataset,
            String collector,
            @Nullable String stream,
            long first,
            List<Entry> entries,
            long duplicates) {
        return new Slice(dataset, collector, stream, first, READING.version(), entries, duplicates);
    }

    /** One event of the stream. */
    private static Slice timed(long sequence, Timing timing) {
        byte[] raw = "{\"@timestamp\":\"2026-05-04T11:00:00Z\"}".getBytes(StandardCharsets.UTF_8);
        var event = Event.received((Reading.Read) READING.read(raw), NOON, timing.correction());
        return new Slice(
                STREAM.dataset(),
                STREAM.collector(),
                STREAM.stream(),
                sequence,
                READING.version(),
                List.of(new Entry.Read(raw, event)),
                0,
                timing);
    }

    private static List<Entry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("{\"n\":" + i + "}"))
                .toList();
    }

    private static Entry malformed(int number) {
        return new Entry.Malformed(new byte[] {(byte) number}, NOON, "Not JSON", number, 1, "");
    }

    private static Entry entry(Instant occurredAt) {
        return new Entry.Read(new byte[] {'x'}, new Event(occurredAt, occurredAt, NOON, EventColumns.none()));
    }

    private static Entry entry(String json) {
        byte[] raw = json.getBytes(StandardCharsets.UTF_8);
        var read = (Reading.Read) READING.read(raw);
        return new Entry.Read(raw, Event.received(read, NOON, Correction.none()));
    }
}
