package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.event.Correction;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.Payload;
import spoor.storage.StoreException;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;

/** A connection's meaning, without a connection. */
class ConversationTest {
    private static final StreamKey KEY = new StreamKey("d", "c", "s");
    private static final Reader READER =
            new Reader(Mappings.bundled(), InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), 1_000);

    private final Conversation conversation = new Conversation(
            "peer",
            new Access("secret", true),
            READER,
            new Clocks(),
            50 * Footprint.bytes(READER.read(payload(), Correction.none())));

    @Test
    void events_areAcknowledgedAfterTheirCommitAndNotBefore() {
        open(0);
        assertThat(event(1)).isEmpty();
        assertThat(event(2)).isEmpty();
        Action.Submit submit = flushed();
        assertThat(submit.submission().firstSequence()).isEqualTo(1);
        assertThat(conversation.committed(submit, new Outcome(2, 2, 0, 0, 0)))
                .containsExactly(new Action.Report(new Outcome(2, 2, 0, 0, 0)), new Action.Acknowledge(2));
    }

    @Test
    void severalBatchesInFlight_areAcknowledgedCumulatively() {
        open(10);
        event(1);
        Action.Submit first = flushed();
        event(2);
        event(3);
        Action.Submit second = flushed();
        assertThat(second.submission().firstSequence()).isEqualTo(12);
        conversation.committed(first, new Outcome(1, 1, 0, 0, 0));
        assertThat(conversation.committed(second, new Outcome(2, 1, 0, 0, 1)))
                .containsExactly(new Action.Report(new Outcome(3, 2, 0, 0, 1)), new Action.Acknowledge(3));
    }

    @Test
    void slowStore_repeatsTheLastAcknowledgement() {
        open(0);
        assertThat(conversation.keepAlive()).isEmpty();
        event(1);
        flushed();
        assertThat(conversation.keepAlive()).containsExactly(new Action.Acknowledge(0));
    }

    @Test
    void storeThatIsSlowToOpen_isShownToLive() {
        conversation.receive(opening());
        assertThat(conversation.keepAlive()).containsExactly(new Action.Acknowledge(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1})
    void gapOrRepetition_endsTheSessionAndStoresNothing(int sequence) {
        open(0);
        assertThat(event(sequence)).singleElement().isInstanceOf(Action.End.class);
        assertThat(conversation.flush()).isEmpty();
        assertThat(event(1)).isEmpty();
    }

    @Test
    void skippedEvents_areDuplicates() {
        open(5);
        assertThat(conversation.receive(new Frame.Skipped(5)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Submit.class,
                        submit -> assertThat(submit.submission().duplicates()).isEqualTo(5));
    }

    @Test
    void moreSkippedThanStored_isRefused() {
        open(5);
        assertThat(conversation.receive(new Frame.Skipped(6))).singleElement().isInstanceOf(Action.End.class);
    }

    @Test
    void skippedTwice_isRefusedBeforeTheFirstIsCommitted() {
        open(5);
        conversation.receive(new Frame.Skipped(1));
        assertThat(conversation.receive(new Frame.Skipped(1))).singleElement().isInstanceOf(Action.End.class);
    }

    @Test
    void fullConversation_readsOnWhenHalfIsCommitted() {
        open(0);
        for (int i = 1; i < 50; i++) {
            assertThat(event(i)).isEmpty();
        }
        var submit = (Action.Submit) event(50).getFirst();
        assertThat(conversation.isFull()).isTrue();
        assertThat(conversation.hasRoom()).isFalse();
        conversation.committed(submit, new Outcome(50, 50, 0, 0, 0));
        assertThat(conversation.hasRoom()).isTrue();
    }

    @Test
    void storeThatRefusesForGood_isToldFromOneThatMayRecover() {
        open(0);
        event(1);
        assertThat(conversation.failed(flushed(), new StoreException("no", false, new IllegalStateException())))
                .containsExactly(new Action.End("store_failed", "no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"collector\":\"\\ud800\",\"stream\":\"s\",\"token\":\"secret\"}",
                "no json",
                "{\"collector\":\"c\"}",
                "{\"collector\":\"\",\"stream\":\"s\",\"token\":\"secret\"}",
                "{\"collector\":\"c\",\"stream\":\"a\\u0000b\",\"token\":\"secret\"}",
                "{\"collector\":\"c\",\"stream\":\"s\",\"token\":\"guess\"}",
                "{\"collector\":\"c\",\"stream\":\"s\",\"token\":\"secret\",\"shiftMillis\":9000000000000000000}"
            })
    void wrongOpening_endsWithTheReason(String json) {
        assertThat(conversation.receive(new Frame.Open(json.getBytes(StandardCharsets.UTF_8))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.End.class, end -> assertThat(end.code()).isIn("invalid_request", "unauthenticated"));
    }

    @Test
    void secondOpening_isRefused() {
        open(0);
        assertThat(conversation.receive(opening())).singleElement().isInstanceOf(Action.End.class);
    }

    private void open(long position) {
        assertThat(conversation.receive(opening())).containsExactly(new Action.Open(KEY, Duration.ZERO));
        assertThat(conversation.isOpening()).isTrue();
        assertThat(conversation.opened(KEY, new StreamState(position, Duration.ZERO)))
                .containsExactly(new Action.Opened(position, Duration.ZERO));
    }

    private static Frame opening() {
        return new Frame.Open("{\"collector\":\"c\",\"dataset\":\"d\",\"stream\":\"s\",\"token\":\"secret\"}"
                .getBytes(StandardCharsets.UTF_8));
    }

    private List<Action> event(int sequence) {
        return conversation.receive(new Frame.Json(sequence, payload()));
    }

    private static Payload payload() {
        return Payload.whole("{}".getBytes(StandardCharsets.UTF_8));
    }

    private Action.Submit flushed() {
        return (Action.Submit) conversation.flush().getFirst();
    }
}
