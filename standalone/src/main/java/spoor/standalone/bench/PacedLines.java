package spoor.standalone.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;

/**
 * Events that happen at a fixed rate, whatever becomes of those before, and the time from each one's moment to its acknowledgement; so a
 * gateway that stands still is charged for all that would have come meanwhile. One sender's thread reads, one tells progress.
 */
final class PacedLines implements Lines {
    private static final long STEP_NANOS = 1_000_000;

    private final List<byte[]> lines;
    private final double nanosPerEvent;
    private final long[] latencies;
    private volatile long start;
    private int taken;
    private int acknowledged;

    PacedLines(List<byte[]> lines, int events, double eventsPerSecond) {
        this.lines = lines;
        this.nanosPerEvent = 1e9 / eventsPerSecond;
        this.latencies = new long[events];
    }

    @Override
    public byte @Nullable [] next() {
        if (taken == latencies.length) {
            return null;
        }
        if (taken == 0) {
            start = System.nanoTime();
        }
        long moment = moment(taken);
        while (moment - System.nanoTime() > 0) {
            // A millisecond's events at once: to be woken for each would cost more than to send it.
            LockSupport.parkNanos(Math.max(STEP_NANOS, moment - System.nanoTime()));
        }
        return lines.get(taken++ % lines.size());
    }

    /** Takes note of what has been acknowledged by now. */
    void acknowledged(Report report) {
        long now = System.nanoTime();
        for (; acknowledged < report.acknowledged(); acknowledged++) {
            latencies[acknowledged] = now - moment(acknowledged);
        }
    }

    /**
     * The latency that a share of all events does not exceed, in milliseconds.
     *
     * @param share 0 … 1
     */
    double millis(double share) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1.0, share * sorted.length)] / 1e6;
    }

    private long moment(int event) {
        return start + (long) (event * nanosPerEvent);
    }
}
