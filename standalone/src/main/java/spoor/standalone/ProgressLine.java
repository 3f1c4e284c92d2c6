package spoor.standalone;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;
import spoor.gateway.sender.Progress;
import spoor.gateway.sender.Report;

/** One line on a terminal that is written anew as work goes on; nothing where no one watches. */
final class ProgressLine implements Progress {
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintWriter err;
    private final boolean isWatched;
    private final long start = System.nanoTime();
    private long shown;

    @SuppressWarnings("SystemConsoleNull") // Null without a terminal in some versions, not interactive in others.
    ProgressLine(PrintWriter err) {
        Console console = System.console();
        this.err = err;
        this.isWatched = console != null && console.isTerminal();
    }

    @Override
    public void answered(Report soFar) {
        show(() -> {
            double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
            return "%,d acknowledged, %,.0f a second  ".formatted(soFar.acknowledged(), soFar.acknowledged() / seconds);
        });
    }

    @Override
    public void lost(String why) {
        end();
        shown = 0;
        err.println(why);
        err.flush();
    }

    /** @param line asked for only where it is shown */
    void show(Supplier<String> line) {
        long now = System.nanoTime();
        if (isWatched && now - shown >= STEP_NANOS) {
            shown = now;
            err.print("\r" + line.get());
            err.flush();
        }
    }

    /** Leaves the line. */
    void end() {
        if (shown > 0) {
            err.println();
        }
    }
}
