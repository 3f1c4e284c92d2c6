package spoor.gateway.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import spoor.storage.ClockOffset;
import spoor.storage.ClockOffset.Basis;

/**
 * An estimate of a clock's offset from the times of events alone, for collectors that can't be asked.
 *
 * <p>An event that occurred at <i>o</i> by its source's clock and is received at <i>r</i> by ours has been underway for <i>d</i> ≥ 0, so that
 * <i>r</i> − <i>o</i> = <i>d</i> − offset. Nothing tells the two apart in one event. But the network delays each event differently and the
 * clock all of them alike: the least difference of a window of time comes from an event that was hardly underway, and repeats from window
 * to window. So the offset is taken from the least differences of the last {@value #WINDOWS} windows of {@value #WINDOW_SECONDS} s in
 * which something came (Paxson, "On calibrating measurements of packet transit times", SIGMETRICS 1998, doi:10.1145/277851.277865, likewise
 * judges clocks by the minima of intervals and by order statistics of them):
 *
 * <ul>
 *   <li>Their lower quartile is taken for − offset: three windows in four may be congested, and a few hold an event with a nonsensical time.
 *   <li>The difference must not run away, as it does where a recording is replayed, faster or slower than it was recorded: the medians of
 *       the older and of the newer half agree within {@value #STEADY_MILLIS} ms, over half a minute at least. A sender that catches up, or
 *       a clock that is being set, says nothing until it is steady again.
 *   <li>What the quickest event is underway can't be seen. The uncertainty is {@value #UNSEEN_MILLIS} ms for it, and what else shows that a
 *       path is slow: the spread of the least differences between their quartiles, and by how much the usual event is later than the
 *       quickest. A path that is shared by machines with different clocks has a large one.
 *   <li>What is more than a day away is left out, see {@link Delays}: a recording that is replayed at just the pace at which it was made
 *       can't be told from a clock that is behind.
 * </ul>
 *
 * O(1) an event; a window's end sorts {@value #WINDOWS} numbers. Not thread-safe.
 */
final class EventDelays {
    private static final int WINDOWS = 12;
    private static final int ENOUGH = 6;
    private static final long WINDOW_SECONDS = 5;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final long STEADY_MILLIS = 1_000;
    private static final long UNSEEN_MILLIS = 1_000;

    private final Deque<Window> windows = new ArrayDeque<>(WINDOWS);
    private final Delays current = new Delays();
    private long currentWindow;
    private @Nullable ClockOffset offset;

    private record Window(long number, long leastMicros, long excessMicros) {}

    /** Goes on with what was estimated before. */
    void resume(ClockOffset before) {
        offset = before;
    }

    /** Events that were received just before {@code now}. */
    void add(Delays delays, Instant now) {
        if (delays.isEmpty()) {
            return;
        }
        long window = Math.floorDiv(now.getEpochSecond(), WINDOW_SECONDS);
        if (window != currentWindow && !current.isEmpty()) {
            if (windows.size() == WINDOWS) {
                windows.removeFirst();
            }
            windows.addLast(new Window(currentWindow, current.leastMicros(), current.excessMicros()));
            current.clear();
            estimate(now);
        }
        currentWindow = window;
        current.add(delays);
    }

    /** The last estimate, or null before the first. */
    @Nullable
    ClockOffset offset() {
        return offset;
    }

    private void estimate(Instant now) {
        int count = windows.size();
        long seconds = (windows.getLast().number - windows.getFirst().number + 1) * WINDOW_SECONDS;
        if (count < ENOUGH || seconds < LONG_ENOUGH.toSeconds()) {
            return;
        }
        long[] least = values(Window::leastMicros);
        long older = quantile(Arrays.copyOfRange(least, 0, count / 2), 0.5);
        long newer = quantile(Arrays.copyOfRange(least, count / 2, count), 0.5);
        if (Math.abs(older - newer) > STEADY_MILLIS * 1_000) {
            return;
        }
        long quick = quantile(least, 0.25);
        long uncertainty =
                UNSEEN_MILLIS * 1_000 + quantile(least, 0.75) - quick + quantile(values(Window::excessMicros), 0.5);
        offset = new ClockOffset(
                Duration.of(-quick, ChronoUnit.MICROS), Duration.of(uncertainty, ChronoUnit.MICROS), now, Basis.EVENTS);
    }

    private long[] values(ToLongFunction<Window> value) {
        return windows.stream().mapToLong(value).toArray();
    }

    /** The least value that the given part of them does not exceed. */
    private static long quantile(long[] values, double part) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }
}
