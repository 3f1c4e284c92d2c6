package spoor.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window(3, 100);

    @Test
    void events_areKeptUntilTheyAreAnswered() {
        window.open(0);
        assertThat(window.add(event("a"))).isEqualTo(1);
        assertThat(window.add(event("b"))).isEqualTo(2);
        take(1, 0);
        assertThat(window.unacknowledged()).containsExactly(event("b"));
        assertThat(window.isSettled()).isFalse();
        take(2, 0);
        assertThat(window.isSettled()).isTrue();
        assertThat(window.report()).isEqualTo(new Report(2, 2, 2, 0, 0, 0));
    }

    @Test
    void fullByEventsOrBytes_hasRoomWhenSomeAreAnswered() {
        window.open(0);
        window.add(event("a"));
        window.add(event("b"));
        assertThat(window.isFull()).isFalse();
        window.add(event("c"));
        assertThat(window.isFull()).isTrue();
        take(1, 0);
        assertThat(window.isFull()).isFalse();
        window.add(new byte[99]);
        assertThat(window.isFull()).isTrue();
        take(3, 0);
        assertThat(window.isFull()).isFalse();
        window.add(new byte[1]);
        assertThat(window.isFull()).isTrue();
    }

    @Test
    void nextSession_sendsAgainWhatIsNotStored() {
        window.open(0);
        window.add(event("a"));
        window.add(event("b"));
        window.add(event("c"));
        window.lost();
        assertThat(window.open(1)).isTrue();
        assertThat(window.isBehind()).isFalse();
        assertThat(window.announce()).isZero();
        assertThat(window.unacknowledged()).containsExactly(event("b"), event("c"));
        assertThat(window.resent()).isEqualTo(1);
        assertThat(window.resent()).isEqualTo(2);
        take(1, 0);
        assertThat(window.unacknowledged()).containsExactly(event("c"));
        assertThat(window.acknowledged()).isEqualTo(2);
    }

    @Test
    void newProcess_leavesOutWhatIsStoredAndSaysSo() {
        window.open(2);
        assertThat(window.isBehind()).isTrue();
        window.skip();
        window.skip();
        assertThat(window.isBehind()).isFalse();
        assertThat(window.announce()).isEqualTo(2);
        assertThat(window.add(event("c"))).isEqualTo(1);
        take(2, 2);
        assertThat(window.unacknowledged()).containsExactly(event("c"));
        take(3, 2);
        assertThat(window.isSettled()).isTrue();
        assertThat(window.report()).isEqualTo(new Report(3, 3, 1, 2, 0, 0));
    }

    @Test
    void announcementWithoutAnAnswer_isMadeAgain() {
        window.open(1);
        window.skip();
        assertThat(window.announce()).isEqualTo(1);
        assertThat(window.isSettled()).isFalse();
        window.lost();
        window.open(1);
        assertThat(window.announce()).isEqualTo(1);
        take(1, 1);
        assertThat(window.isSettled()).isTrue();
        window.lost();
        window.open(1);
        assertThat(window.announce()).isZero();
    }

    @Test
    void olderAnswer_changesNothing() {
        window.open(0);
        window.add(event("a"));
        window.add(event("b"));
        take(2, 1);
        take(1, 0);
        assertThat(window.report()).isEqualTo(new Report(2, 2, 1, 1, 0, 0));
    }

    @Test
    void answerToMoreThanWasSent_forgetsNothingElse() {
        window.open(0);
        window.add(event("a"));
        window.add(event("b"));
        window.lost();
        window.open(0);
        window.resent();
        take(2, 0);
        assertThat(window.unacknowledged()).containsExactly(event("b"));
    }

    @Test
    void streamThatLostAcknowledgedEvents_cannotGoOn() {
        window.open(0);
        window.add(event("a"));
        take(1, 0);
        window.lost();
        assertThat(window.open(0)).isFalse();
    }

    private void take(long received, long duplicate) {
        window.take(new Answer.Progress(received, duplicate, 0, 0));
    }

    private static byte[] event(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
