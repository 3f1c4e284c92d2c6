package spoor.analysis.mirror;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A thread that takes one step after another until it is closed. After a step that failed it says so, waits, and goes on. */
final class Loop implements AutoCloseable {
    /** What is done again and again. */
    interface Step {
        /** Takes it, and tells how long to wait before the next one. */
        Duration take() throws IOException, SQLException, InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(Loop.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Step step;
    private final String trouble;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean isClosed;

    private Loop(String name, Step step, String trouble) {
        this.step = step;
        this.trouble = trouble;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** @param trouble what is to be said of a step that failed */
    static Loop start(String name, String trouble, Step step) {
        Loop loop = new Loop(name, step, trouble);
        loop.thread.start();
        return loop;
    }

    /** If it waits, it waits no longer. */
    void wake() {
        wakes.release();
    }

    private void run() {
        try {
            while (!isClosed) {
                Duration pause = step();
                if (!pause.isZero() && wakes.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wakes.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step() throws InterruptedException {
        try {
            return step.take();
        } catch (IOException | SQLException | RuntimeException e) {
            if (!isClosed) {
                LOG.log(Level.WARNING, trouble, e);
            }
            return AFTER_FAILURE;
        }
    }

    /** Ends it after the step under way, or interrupts that when it takes too long. */
    @Override
    public void close() {
        isClosed = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
