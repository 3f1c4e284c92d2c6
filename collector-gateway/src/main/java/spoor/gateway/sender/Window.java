package spoor.gateway.sender;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What a sender keeps of its stream: the events that are not acknowledged, to be sent again in the next session, and what became of
 * the others. Sessions come one after the other: {@link #open}, {@link #skip} while the window is behind, {@link #announce},
 * then {@link #resent} and {@link #add} with {@link #take} in between, until {@link #lost} or {@link #isSettled}. It knows no socket and no clock.
 * Not thread-safe.
 */
final class Window {
    private final int maxEvents;
    private final long maxBytes;
    private final ArrayDeque<byte[]> events = new ArrayDeque<>();
    private long bytes;

    /** The place in the stream of the last event that is known to be stored; those in the window follow it. */
    private long acknowledged;

    /** Left out since the gateway had them already, and not yet known to be counted. */
    private long skipped;

    /** The stream's position when the session was opened, from which the session counts. */
    private long base;

    private long announced;
    private long sent;
    private Answer.Progress before = Answer.Progress.NOTHING;
    private Answer.Progress current = Answer.Progress.NOTHING;

    /**
     * A window of a stream of which nothing has been read.
     *
     * @param maxEvents of which it is full, positive
     * @param maxBytes of events, of which it is full, positive
     */
    Window(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * A session begins, in which the stream is stored up to {@code position}.
     *
     * @return false if that is less than was acknowledged: then this stream can't go on
     */
    boolean open(long position) {
        if (position < acknowledged) {
            return false;
        }
        base = position;
        announced = 0;
        sent = 0;
        forget(position);
        return true;
    }

    /** Whether the next event of the source is stored already and must be left out. */
    boolean isBehind() {
        return acknowledged < base;
    }

    /** Leaves an event of the source out. */
    void skip() {
        acknowledged++;
        skipped++;
    }

    /** How many events this session must say to be left out; 0 for none. */
    long announce() {
        announced = skipped;
        return announced;
    }

    /** What is to be sent first, in this order, each under the number that {@link #resent} gives. */
    List<byte[]> unacknowledged() {
        return List.copyOf(events);
    }

    /** The number, in the session's counting, of the next of {@link #unacknowledged} that is sent. */
    int resent() {
        return (int) ++sent;
    }

    /** Keeps an event of the source that is sent now, and gives its number in the session's counting. */
    int add(byte[] event) {
        events.add(event);
        bytes += event.length;
        return (int) ++sent;
    }

    /** Whether nothing more should be read before something is acknowledged. */
    boolean isFull() {
        return events.size() >= maxEvents || bytes >= maxBytes;
    }

    /** What became of the session's events so far. An answer that is older than what was taken before changes nothing. */
    void take(Answer.Progress progress) {
        if (progress.received() < current.received()) {
            return;
        }
        current = progress;
        if (progress.received() >= announced) {
            skipped = 0;
            forget(base + Math.min(progress.received() - announced, sent));
        }
    }

    /** Whether everything that was sent or announced in this session is answered. */
    boolean isSettled() {
        return events.isEmpty() && current.received() >= sent + announced;
    }

    /** The session is over, whether or not there was one. */
    void lost() {
        before = before.plus(current);
        current = Answer.Progress.NOTHING;
    }

    /** How many of the source's events are known to be stored. */
    long acknowledged() {
        return acknowledged;
    }

    /** What became of everything that was read. */
    Report report() {
        Answer.Progress all = before.plus(current);
        return new Report(
                acknowledged + events.size(),
                acknowledged,
                acknowledged - all.duplicate() - all.rejected() - all.malformed(),
                all.duplicate(),
                all.rejected(),
                all.malformed());
    }

    private void forget(long position) {
        while (acknowledged < position && !events.isEmpty()) {
            bytes -= events.remove().length;
            acknowledged++;
        }
    }
}
