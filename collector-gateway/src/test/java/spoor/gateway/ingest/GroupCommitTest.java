package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spoor.event.Event;
import spoor.event.EventColumns;
import spoor.storage.Entry;
import spoor.storage.Slice;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.Timing;

/** What is asked of the store after each of its answers. */
class GroupCommitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final StreamKey S = new StreamKey("d", "c", "s");
    private static final StreamKey T = new StreamKey("d", "c", "t");
    private final StoreException away = new StoreException("away", true, new IllegalStateException());
    private final StoreException refused = new StoreException("refused", false, new IllegalStateException());

    private final List<Outcome> committed = new ArrayList<>();

    @Test
    void wholeGroup_isWrittenAtOnce() {
        var one = submission("s", 1, 0, "a", "b");
        var two = submission(null, 0, 0, "c");
        GroupCommit group = group(one, two);
        assertThat(written(group.first())).containsExactly("a", "b", "c");
        assertThat(one.outcome()).isNotDone();
        assertThat(group.committed()).isEqualTo(new GroupCommit.Step.Done());
        assertThat(one.outcome()).isCompletedWithValue(new Outcome(2, 2, 0, 0, 0));
        assertThat(two.outcome()).isCompletedWithValue(new Outcome(1, 1, 0, 0, 0));
        assertThat(committed).containsExactly(new Outcome(2, 2, 0, 0, 0), new Outcome(1, 1, 0, 0, 0));
    }

    @Test
    void storeOutOfReach_isAskedAfterPausesThatGrowToTwoSeconds() {
        GroupCommit group = group(submission("s", 1, 0, "a"));
        group.first();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(look(group.failed(away)).pause().toMillis());
        }
        assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertThat(written(group.looked(Map.of(S, 0L)))).containsExactly("a");
        assertThat(look(group.failed(away)).pause()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void commitWithoutAnAnswer_isFoundByThePositions() {
        var one = submission("s", 1, 0, "a", "b");
        GroupCommit group = group(one, submission(null, 0, 0, "c"));
        group.first();
        assertThat(look(group.failed(away)).streams()).containsExactly(S);
        assertThat(group.looked(Map.of(S, 2L))).isEqualTo(new GroupCommit.Step.Done());
        assertThat(one.outcome()).isCompletedWithValue(new Outcome(2, 2, 0, 0, 0));
    }

    /** A transaction from before a crash moved the one; the other's events are not stored. */
    @Test
    void oneStreamMovedByAnother_doesNotPassForTheCommitOfAll() {
        GroupCommit group = group(submission("s", 1, 0, "a"), submission("t", 1, 0, "b"));
        group.first();
        assertThat(look(group.failed(away)).streams()).containsExactlyInAnyOrder(S, T);
        assertThat(written(group.looked(Map.of(S, 1L, T, 0L)))).containsExactly("a", "b");
        assertThat(written(group.moved(S, 1))).containsExactly("b");
    }

    @Test
    void duplicatesAlone_doNotPassForACommit() {
        GroupCommit group = group(submission("s", 6, 5), submission("t", 1, 0, "b"));
        group.first();
        assertThat(look(group.failed(away)).streams()).containsExactly(T);
        assertThat(written(group.looked(Map.of(T, 0L)))).containsExactly("b");
    }

    @Test
    void movedStream_losesWhatIsThereAsDuplicates() {
        var one = submission("s", 1, 0, "a", "b", "c");
        GroupCommit group = group(one);
        group.first();
        assertThat(group.moved(S, 2)).isInstanceOfSatisfying(GroupCommit.Step.Write.class, write -> {
            Slice slice = write.slices().getFirst();
            assertThat(slice.firstSequence()).isEqualTo(3);
            assertThat(slice.duplicates()).isEqualTo(2);
        });
        group.committed();
        assertThat(one.outcome()).isCompletedWithValue(new Outcome(3, 1, 2, 0, 0));
    }

    @Test
    void streamThatStandsTooLowOrDoesNotMove_fails() {
        var gap = submission("s", 5, 0, "e");
        GroupCommit group = group(gap);
        group.first();
        group.moved(S, 3);
        assertThatThrownBy(gap.outcome()::join).hasMessageContaining("open it again");

        var stuck = submission("s", 1, 0, "a", "b");
        group = group(stuck);
        group.first();
        group.moved(S, 1);
        assertThat(group.moved(S, 1)).isEqualTo(new GroupCommit.Step.Done());
        assertThat(stuck.outcome()).isCompletedExceptionally();
    }

    @Test
    void refusedGroup_isHalvedUntilTheGuiltyEventIsAlone() {
        var innocent = submission("t", 1, 0, "x");
        var guilty = submission("s", 1, 4, "a", "b", "poison", "c");
        GroupCommit group = group(innocent, guilty);
        List<String> writes = new ArrayList<>();
        GroupCommit.Step step = group.first();
        while (step instanceof GroupCommit.Step.Write write) {
            String text = String.join(" ", written(write));
            writes.add(text);
            step = text.matches("(.* )?(?<!\\(refused\\) )poison.*") ? group.failed(refused) : group.committed();
        }
        assertThat(writes)
                .containsExactly(
                        "x a b poison c", "x", "a b poison c", "a b", "poison c", "poison", "(refused) poison", "c");
        assertThat(innocent.outcome()).isCompletedWithValue(new Outcome(1, 1, 0, 0, 0));
        assertThat(guilty.outcome()).isCompletedWithValue(new Outcome(8, 3, 4, 0, 1));
    }

    @Test
    void storeThatKeepsNothing_failsTheSubmissionAndGoesOnWithTheNext() {
        var one = submission("s", 1, 0, "a", "b");
        var two = submission("t", 1, 0, "c");
        GroupCommit group = group(one, two);
        group.first();
        GroupCommit.Step step = group.failed(refused);
        while (!one.outcome().isDone()) {
            step = group.failed(refused);
        }
        assertThat(one.outcome()).isCompletedExceptionally();
        assertThat(written(step)).containsExactly("c");
    }

    private GroupCommit group(Submission... submissions) {
        return new GroupCommit(List.of(submissions), 1, committed::add);
    }

    private static GroupCommit.Step.Look look(GroupCommit.Step step) {
        return (GroupCommit.Step.Look) step;
    }

    /** The events of a write; those kept as malformed carry the reason. */
    private static List<String> written(GroupCommit.Step step) {
        return ((GroupCommit.Step.Write) step)
                .slices().stream()
                        .flatMap(slice -> slice.entries().stream())
                        .map(GroupCommitTest::text)
                        .toList();
    }

    private static String text(Entry entry) {
        String raw = new String(entry.raw(), StandardCharsets.UTF_8);
        return switch (entry) {
            case Entry.Read _ -> raw;
            case Entry.Malformed malformed -> malformed.reason().contains("refused") ? "(refused) " + raw : "?";
        };
    }

    private static Submission submission(@Nullable String stream, long first, long duplicates, String... events) {
        List<Entry> entries = Stream.of(events)
                .<Entry>map(text -> new Entry.Read(
                        text.getBytes(StandardCharsets.UTF_8), new Event(NOW, null, NOW, EventColumns.none())))
                .toList();
        return new Submission("d", "c", stream, first, entries, duplicates, Timing.UNKNOWN, new CompletableFuture<>());
    }
}
