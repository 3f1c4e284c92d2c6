package spoor.analysis.mirror;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the statements and computations of one question when it has taken too long in all, or when whoever asked has gone. */
final class Deadline implements ExecuteListener {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);
    private static final long LOOK_MILLIS = 100;

    private final transient Duration longest;
    private final long endNanos;
    private final transient BooleanSupplier isGone;
    private final transient ScheduledExecutorService watch;
    private transient @Nullable ScheduledFuture<?> watching;

    /**
     * It begins now, for {@link Asker whoever asks} in this thread.
     *
     * @param watch looks at the time, and after whoever asked
     */
    Deadline(Duration longest, ScheduledExecutorService watch) {
        this.longest = longest;
        this.watch = watch;
        endNanos = System.nanoTime() + longest.toNanos();
        isGone = Asker.isGone();
    }

    @Override
    public void executeStart(ExecuteContext context) {
        if (isOver()) {
            throw reason();
        }
        var statement = context.statement();
        watching = watch.scheduleWithFixedDelay(
                () -> {
                    if (isOver()) {
                        try {
                            statement.cancel();
                        } catch (SQLException e) {
                            LOG.debug("It has ended by itself", e);
                        }
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void executeEnd(ExecuteContext context) {
        end();
    }

    @Override
    public void exception(ExecuteContext context) {
        end();
    }

    private void end() {
        if (watching != null) {
            watching.cancel(false);
        }
    }

    /**
     * Computes something in this thread, which is interrupted when it is over.
     *
     * @param work that ends with a {@link CancellationException} when its thread is interrupted
     */
    <T> T during(Supplier<T> work) {
        var interruption = new Interruption(Thread.currentThread());
        Future<?> looking = watch.scheduleWithFixedDelay(interruption, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } catch (CancellationException e) {
            throw isOver() ? reason() : e;
        } finally {
            looking.cancel(false);
            interruption.end();
        }
    }

    /** Interrupts a thread as long as that works on the question, and never later. */
    private final class Interruption implements Runnable {
        private final Thread thread;
        private boolean isEnded;
        private boolean hasInterrupted;

        Interruption(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!isEnded && isOver()) {
                thread.interrupt();
                hasInterrupted = true;
            }
        }

        /** In that thread. */
        synchronized void end() {
            isEnded = true;
            if (hasInterrupted) {
                Thread.interrupted();
            }
        }
    }

    /** Why the question was ended. */
    RuntimeException reason() {
        return isGone.getAsBoolean() ? Refusal.withdrawn() : Refusal.timedOut(longest);
    }

    private boolean isOver() {
        return System.nanoTime() - endNanos >= 0 || isGone.getAsBoolean();
    }
}
