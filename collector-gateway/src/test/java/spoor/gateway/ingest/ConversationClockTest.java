package spoor.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.event.Correction;
import spoor.event.mapping.Mappings;
import spoor.gateway.clock.Clocks;
import spoor.gateway.clock.CollectorClock;
import spoor.gateway.frame.Frame;
import spoor.gateway.frame.Payload;
import spoor.storage.ClockOffset.Basis;
import spoor.storage.Entry;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import spoor.testkit.TestingClock;

/** What a conversation has to do with the collector's clock. */
class ConversationClockTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final StreamKey KEY = new StreamKey("default", "c", "s");
    private static final Duration AHEAD = Duration.ofHours(1);

    private final TestingClock time = new TestingClock(NOON);
    private final Clocks clocks = new Clocks();
    private final CollectorClock clock = clocks.of("c");
    private final Conversation conversation = new Conversation(
            "peer", new Access("", false), new Reader(Mappings.bundled(), time, 1_000), clocks, 1 << 20);

    @Test
    void collectorThatTellsTheTime_isAskedBeforeItsOpeningIsAnswered() {
        assertThat(open("tells", Duration.ZERO))
                .containsExactly(new Action.AskClock(1), new Action.Opened(0, Duration.ZERO));
        time.advance(Duration.ofMillis(6));
        answer(1, AHEAD);
        assertThat(clock.known()).isNotNull().satisfies(known -> {
            assertThat(known.offset()).isEqualTo(AHEAD.plusMillis(3));
            assertThat(known.uncertainty()).isEqualTo(Duration.ofMillis(3));
        });
    }

    @Test
    void otherCollectors_areNeverAsked() {
        assertThat(open(null, Duration.ZERO)).containsExactly(new Action.Opened(0, Duration.ZERO));
        assertThat(conversation.askClock()).isEmpty();
        answer(1, AHEAD);
        assertThat(clock.known()).isNull();
    }

    @Test
    void questions_areRepeated_soonAtFirst_andThenOnceAMinute() {
        open("tells", Duration.ZERO);
        int asked = 0;
        for (int tick = 1; tick <= 200; tick++) {
            answer(asked + 1, Duration.ZERO);
            asked += conversation.askClock().size();
        }
        assertThat(asked).isEqualTo(4 + 10);
    }

    @Test
    void unansweredQuestion_isNotRepeated_andItsLateAnswerCounts() {
        open("tells", Duration.ZERO);
        time.advance(Duration.ofSeconds(3));
        assertThat(conversation.askClock()).isEmpty();
        answer(1, Duration.ZERO);
        assertThat(Objects.requireNonNull(clock.known()).uncertainty()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(conversation.askClock()).containsExactly(new Action.AskClock(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1})
    void answerToNoQuestion_saysNothing(int question) {
        open("tells", Duration.ZERO);
        answer(question, AHEAD);
        assertThat(clock.known()).isNull();
    }

    @Test
    void secondAnswerToAQuestion_saysNothing() {
        open("tells", Duration.ZERO);
        answer(1, Duration.ZERO);
        answer(1, AHEAD);
        assertThat(Objects.requireNonNull(clock.known()).offset()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void timeThatNoClockShows_saysNothing(long micros) {
        open("tells", Duration.ZERO);
        assertThat(conversation.receive(new Frame.Clock(1, micros))).isEmpty();
        assertThat(clock.known()).isNull();
    }

    @Test
    void unknownWordForTheClock_isRefused() {
        assertThat(receiveOpening("guesses"))
                .containsExactly(new Action.End("invalid_request", "The clock is 'tells' or 'stamps', not 'guesses'"));
    }

    @Test
    void clockThatStampsEveryEvent_correctsThemAll() {
        open("stamps", Duration.ZERO);
        answer(1, AHEAD);
        event(1, NOON.plus(AHEAD));
        event(2, NOON.minus(Duration.ofDays(3)));
        assertThat(times()).containsExactly(NOON, NOON.minus(Duration.ofDays(3)).minus(AHEAD));
    }

    @Test
    void clockThatOnlyTells_correctsWhatItMustHaveStamped() {
        open("tells", Duration.ZERO);
        answer(1, AHEAD);
        event(1, NOON.plus(AHEAD));
        event(2, NOON.minus(Duration.ofDays(3)));
        assertThat(times()).containsExactly(NOON, NOON.minus(Duration.ofDays(3)));
    }

    @Test
    void shiftedRecording_isShiftedAndNothingElse() {
        open("stamps", Duration.ofDays(2));
        answer(1, AHEAD);
        event(1, NOON);
        Submission submission = flushed();
        assertThat(submission.timing().correction()).isEqualTo(Correction.shift(Duration.ofDays(2)));
        assertThat(submission.timing().clock()).isNotNull();
        assertThat(times(submission)).containsExactly(NOON.plus(Duration.ofDays(2)));
    }

    @Test
    void eventsOfABatch_haveTheCorrectionThatTheStoreIsTold() {
        open("stamps", Duration.ZERO);
        answer(1, Duration.ZERO);
        event(1, NOON);
        conversation.askClock();
        answer(2, AHEAD);
        event(2, NOON);
        Submission first = flushed();
        event(3, NOON);
        Submission second = flushed();
        assertThat(first.timing().correction()).isEqualTo(Correction.none());
        assertThat(times(first)).containsExactly(NOON, NOON);
        assertThat(times(second)).containsExactly(NOON.minus(AHEAD));
    }

    @Test
    void linesOfALiveSender_tellOfItsClock_andAreCorrectedByIt() {
        for (int second = 0; second < 60; second++) {
            time.advance(Duration.ofSeconds(1));
            line(time.instant().plus(AHEAD));
            conversation.flush();
        }
        assertThat(clocks.of("peer").known()).isNotNull().satisfies(known -> {
            assertThat(known.offset()).isEqualTo(AHEAD);
            assertThat(known.basis()).isEqualTo(Basis.EVENTS);
        });
        line(time.instant().plus(AHEAD));
        assertThat(times()).containsExactly(time.instant());
    }

    @Test
    void linesOfARecording_tellNothing() {
        for (int second = 0; second < 60; second++) {
            time.advance(Duration.ofSeconds(1));
            line(Instant.parse("2020-09-18T17:05:52Z").plusSeconds(40L * second));
            conversation.flush();
        }
        assertThat(clocks.of("peer").known()).isNull();
    }

    private List<Action> open(String clock, Duration shift) {
        assertThat(receiveOpening(clock)).containsExactly(new Action.Open(KEY, Duration.ZERO));
        return conversation.opened(KEY, new StreamState(0, shift));
    }

    private List<Action> receiveOpening(String clock) {
        String said = clock == null ? "" : ",\"clock\":\"" + clock + "\"";
        return conversation.receive(new Frame.Open(bytes("{\"collector\":\"c\",\"stream\":\"s\"" + said + "}")));
    }

    private void answer(int question, Duration ahead) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time.instant().plus(ahead));
        assertThat(conversation.receive(new Frame.Clock(question, micros))).isEmpty();
    }

    private void event(int sequence, Instant at) {
        conversation.receive(new Frame.Json(sequence, payload(at)));
    }

    private void line(Instant at) {
        conversation.receive(payload(at));
    }

    private Submission flushed() {
        return ((Action.Submit) conversation.flush().getFirst()).submission();
    }

    private List<Instant> times() {
        return times(flushed());
    }

    private static List<Instant> times(Submission submission) {
        return submission.entries().stream()
                .map(entry -> ((Entry.Read) entry).event().time())
                .toList();
    }

    private static Payload payload(Instant at) {
        return Payload.whole(bytes("{\"@timestamp\":\"" + at + "\"}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
