package spoor.gateway.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a session's collector is asked what its clock shows: at the opening, a few times soon after it, since the first answer may have
 * been delayed, and then about once a minute. One question at a time: a collector that is busy sending answers late, but it does. Not
 * thread-safe.
 */
final class ClockQuestions {
    private static final int SOON = 4;
    private static final int TICKS = 20;

    private int question;
    private int ticks;
    private @Nullable Instant asked;

    Action.AskClock ask(Instant now) {
        asked = now;
        return new Action.AskClock(++question);
    }

    /** Three seconds more have gone by. */
    List<Action> tick(Instant now) {
        ticks++;
        boolean isTime = ticks <= SOON || ticks % TICKS == 0;
        return isTime && asked == null ? List.of(ask(now)) : List.of();
    }

    /** When the question that is answered now was asked; null for an answer to no question, or to one that is answered. */
    @Nullable
    Instant answered(int answer) {
        if (answer != question) {
            return null;
        }
        Instant then = asked;
        asked = null;
        return then;
    }
}
