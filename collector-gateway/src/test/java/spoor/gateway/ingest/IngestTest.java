package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.storage.Entry;
import spoor.storage.EventStore;
import spoor.storage.PendingWrite;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.storage.Timing;
import spoor.storage.WriteResult;
import spoor.storage.memory.MemoryStore;

/** Whatever the store does: what is acknowledged is stored, once, and the sum is right. */
class IngestTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FaultyStore store = new FaultyStore();
    private final List<Outcome> committed = new ArrayList<>();
    private final Ingest ingest = new Ingest(store, 1, 2, committed::add);

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void storeIsAwayForAWhile_everythingIsStoredOnce() throws Exception {
        store.failures = 3;
        assertThat(stored(submit("s", 1, "a", "b"))).isEqualTo(new Outcome(2, 2, 0, 0, 0));
        assertThat(store.stored()).containsExactly("a", "b");
    }

    @Test
    void commitWithoutAnAnswer_isNotStoredAgain() throws Exception {
        store.lostAnswers = 1;
        assertThat(stored(submit("s", 1, "a", "b"))).isEqualTo(new Outcome(2, 2, 0, 0, 0));
        assertThat(store.stored()).containsExactly("a", "b");
    }

    @Test
    void anotherSessionMovedTheStream_whatIsThereIsADuplicate() throws Exception {
        stored(submit("s", 1, "a", "b"));
        assertThat(stored(submit("s", 1, "a", "b", "c"))).isEqualTo(new Outcome(3, 1, 2, 0, 0));
        assertThat(store.stored()).containsExactly("a", "b", "c");
    }

    @Test
    void gapInTheStream_isRefused() {
        assertThatThrownBy(() -> stored(submit("s", 5, "e"))).hasMessageContaining("open it again");
        assertThat(store.stored()).isEmpty();
    }

    @Test
    void eventThatTheStoreCannotKeep_isMalformedAndItsBatchMatesAreStored() throws Exception {
        String[] events = IntStream.range(0, 100)
                .mapToObj(i -> i == 61 ? "poison" : "e" + i)
                .toArray(String[]::new);
        assertThat(stored(submit("s", 1, events))).isEqualTo(new Outcome(100, 99, 0, 0, 1));
        assertThat(store.stored())
                .containsExactly(Stream.of(events)
                        .filter(event -> !event.equals("poison"))
                        .toArray(String[]::new));
        assertThat(store.memory.malformed("d", 10))
                .singleElement()
                .satisfies(bad -> assertThat(bad.reason()).contains("can't be kept"));
        assertThat(committed.stream().mapToLong(Outcome::received).sum()).isEqualTo(100);
    }

    @Test
    void groupsPreparedSideBySide_areCommittedInTheOrderOfTheirStream() throws Exception {
        store.firstToPrepareWaits = true;
        var first = submit("s", 1, "a");
        store.firstIsPrepared.await();
        var second = submit("s", 2, "b");
        store.othersArePrepared.await();
        assertThat(stored(first)).isEqualTo(new Outcome(1, 1, 0, 0, 0));
        assertThat(stored(second)).isEqualTo(new Outcome(1, 1, 0, 0, 0));
        assertThat(store.stored()).containsExactly("a", "b");
    }

    @Test
    void drained_everythingHasItsOutcome() throws Exception {
        store.failures = 2;
        var outcome = submit("s", 1, "a");
        assertThat(ingest.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(outcome).isDone();
    }

    @Test
    void storeIsAway_isNotDrained() throws Exception {
        store.failures = Integer.MAX_VALUE;
        var outcome = submit("s", 1, "a");
        assertThat(ingest.drain(Duration.ofMillis(10))).isFalse();
        assertThat(outcome).isNotDone();
    }

    @Test
    void storeThatKeepsNothing_failsWhatIsSubmitted() {
        store.refusesEverything = true;
        assertThatThrownBy(() -> stored(submit("s", 1, "a", "b"))).hasCauseInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorOfTheMachine_failsWhatIsSubmittedAndTheNextIsStored(boolean isWhenPrepared) throws Exception {
        for (int i = 0; i < 3; i++) { // more often than there are writers
            (isWhenPrepared ? store.errorsInPreparing : store.errorsInWriting).set(1);
            assertThatThrownBy(() -> stored(submit("s", 1, "a"))).hasCauseInstanceOf(NoClassDefFoundError.class);
        }
        assertThat(stored(submit("s", 1, "a", "b"))).isEqualTo(new Outcome(2, 2, 0, 0, 0));
        assertThat(ingest.drain(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void linesWithoutAStream_areStoredAsTheyCome() throws Exception {
        assertThat(stored(submit(null, 0, "a", "a"))).isEqualTo(new Outcome(2, 2, 0, 0, 0));
        assertThat(store.stored()).containsExactly("a", "a");
    }

    private CompletableFuture<Outcome> submit(@Nullable String stream, long first, String... events) {
        List<Entry> entries = Stream.of(events).map(IngestTest::entry).toList();
        var outcome = new CompletableFuture<Outcome>();
        ingest.submit(new Submission("d", "c", stream, first, entries, 0, Timing.UNKNOWN, outcome));
        return outcome;
    }

    @Test
    void streamOfWhichLessIsKnownThanWasAcknowledged_isNotOpened() throws Exception {
        StreamKey key = new StreamKey("d", "c", "s");
        assertThat(ingest.open(key, Duration.ZERO, 1)).isEmpty();
        assertThat(store.find(key)).isEmpty();
        assertThat(ingest.open(key, Duration.ZERO, 0)).contains(new StreamState(0, Duration.ZERO));
    }

    private static Outcome stored(CompletableFuture<Outcome> outcome) throws Exception {
        return outcome.get(20, TimeUnit.SECONDS);
    }

    private static Entry entry(String text) {
        return new Entry.Read(text.getBytes(StandardCharsets.UTF_8), new Event(NOW, null, NOW, EventColumns.none()));
    }

    /** The reference store behind a bad line. */
    private static final class FaultyStore implements EventStore {
        private final MemoryStore memory = new MemoryStore(InstantSource.fixed(NOW));
        private int failures;
        private int lostAnswers;
        private boolean refusesEverything;
        private final AtomicInteger errorsInPreparing = new AtomicInteger();
        private final AtomicInteger errorsInWriting = new AtomicInteger();
        private boolean firstToPrepareWaits;
        private final CountDownLatch firstIsPrepared = new CountDownLatch(1);
        private final CountDownLatch othersArePrepared = new CountDownLatch(1);

        List<String> stored() {
            return memory.batchesAfter(0, 1_000).stream()
                    .flatMap(batch -> batch.events().stream())
                    .map(event -> new String(event.raw(), StandardCharsets.UTF_8))
                    .toList();
        }

        @Override
        public StreamState open(StreamKey stream, Duration shift) {
            return memory.open(stream, shift);
        }

        /** Where so asked, the first is slow: the next is prepared before it. */
        @Override
        public PendingWrite prepare(List<Slice> slices) {
            failAsIfAClassWereMissing(errorsInPreparing);
            PendingWrite write = EventStore.super.prepare(slices);
            if (firstToPrepareWaits) {
                boolean isFirst = firstIsPrepared.getCount() > 0;
                (isFirst ? firstIsPrepared : othersArePrepared).countDown();
                try {
                    othersArePrepared.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return write;
        }

        @Override
        public Optional<StreamState> find(StreamKey stream) {
            return memory.find(stream);
        }

        private static void failAsIfAClassWereMissing(AtomicInteger times) {
            if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new NoClassDefFoundError("gone");
            }
        }

        @Override
        public WriteResult write(List<Slice> slices) {
            failAsIfAClassWereMissing(errorsInWriting);
            if (failures > 0) {
                failures--;
                throw new StoreException("away", true, new IllegalStateException());
            }
            boolean isPoisoned = slices.stream()
                    .flatMap(slice -> slice.entries().stream())
                    .anyMatch(entry -> entry instanceof Entry.Read read
                            && new String(read.raw(), StandardCharsets.UTF_8).equals("poison"));
            if (refusesEverything || isPoisoned) {
                throw new StoreException("can't be kept", false, new IllegalStateException());
            }
            WriteResult result = memory.write(slices);
            if (lostAnswers > 0) {
                lostAnswers--;
                throw new StoreException("no answer", true, new IllegalStateException());
            }
            return result;
        }
    }
}
