package spoor.storage.postgres;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.event.EventReading;
import spoor.storage.StoreException;
import spoor.storage.Task;
import spoor.storage.partition.Partition;

/**
 * Does what was asked for through {@link PostgresAdministration}, a step at a time, the most urgent first: so a purge does not wait
 * for a re-reading. What is done is kept at once, and whoever runs next goes on from there. For the one process that owns the tables,
 * and one thread of it.
 */
public final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final DSLContext sql;
    private final PostgresEventHistory history;
    private final RereadBatch batches;
    private final EventReading reading;
    private final InstantSource clock;

    /** The day whose rows are found by their batch at the moment. */
    private @Nullable Partition indexed;

    /** @param reading today's */
    public TaskRunner(DataSource database, EventReading reading, InstantSource clock) {
        this.sql = DSL.using(database, SQLDialect.POSTGRES);
        this.history = new PostgresEventHistory(database);
        this.batches = new RereadBatch(sql);
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * Goes on with the most urgent task for about a second, or until it is done.
     *
     * @return whether there was one
     * @throws StoreException if the store can't be reached, or keeps the task waiting; it is gone on with later
     */
    public boolean step() {
        Optional<Tasks.Open> next = Failures.guarded("look for tasks", () -> {
            Tasks.tidy(sql, clock.instant());
            return Tasks.mostUrgent(sql);
        });
        next.ifPresent(this::step);
        return next.isPresent();
    }

    private void step(Tasks.Open open) {
        Task task = open.task();
        try {
            switch (task.kind()) {
                case PURGE -> purge(open);
                case REREAD -> reread(open);
            }
        } catch (StoreException e) {
            if (e.isTransient()) {
                Failures.guard(
                        "tell what a task waits for", () -> Tasks.wait(sql, task, String.valueOf(e.getMessage())));
                throw e;
            }
            fail(task, e);
        } catch (RuntimeException e) { // whatever it is, it must not keep all later tasks waiting
            fail(task, e);
        }
    }

    private void fail(Task task, RuntimeException cause) {
        LOG.error("Task {} failed", task.id(), cause);
        finish(task, Task.State.FAILED, "It failed inside the storage service, whose log says why.");
    }

    private void finish(Task task, Task.State state, String message) {
        Failures.guard("finish a task", () -> Tasks.finish(sql, task, state, message));
    }

    private void purge(Tasks.Open open) {
        if (open.task().state() == Task.State.WAITING) {
            Failures.guard("begin a task", () -> Tasks.start(sql, open.task(), 0));
        }
        history.purge(open.dataset());
        finish(open.task(), Task.State.DONE, "");
    }

    private void reread(Tasks.Open open) {
        Failures.guard("read batches again", () -> {
            if (open.task().state() == Task.State.WAITING) {
                Tasks.start(sql, open.task(), SelectStale.count(sql, open, reading.version()));
            }
            long end = System.nanoTime() + STEP.toNanos();
            Tasks.Open now = open;
            while (System.nanoTime() < end) {
                Optional<Tasks.Stale> stale = SelectStale.next(sql, now, reading.version());
                if (stale.isEmpty()) {
                    index(null);
                    finishReread(open);
                    return;
                }
                index(stale.get().place());
                Tasks.advance(sql, open.task(), stale.get(), reread(stale.get()));
                now = new Tasks.Open(open.task(), open.dataset(), open.rereading(), stale.get());
            }
        });
    }

    private void finishReread(Tasks.Open open) {
        boolean isThere = sql.fetchExists(
                Tables.DATASETS, Tables.int4(Tables.DATASETS, "id").eq(open.dataset()));
        Tasks.finish(
                sql,
                open.task(),
                isThere ? Task.State.DONE : Task.State.FAILED,
                isThere ? "" : "The dataset was purged meanwhile.");
    }

    /** Empty where the store can't keep what became of it, and it stays as it was. */
    private Optional<RereadBatch.Outcome> reread(Tasks.Stale stale) {
        try {
            return Optional.of(batches.reread(stale.batch(), reading).orElse(RereadBatch.Outcome.NOTHING));
        } catch (DataAccessException e) {
            if (Failures.of("read a batch again", e).isTransient()) {
                throw e;
            }
            LOG.warn("Batch {} stays as it was: the store can't keep what became of it", stale.batch(), e);
            return Optional.empty();
        }
    }

    /** Has rows of one day, or of none, found by their batch. */
    private void index(@Nullable Partition day) {
        if (indexed != null && !indexed.equals(day)) {
            RereadIndex.drop(sql, indexed);
            indexed = null;
        }
        if (day != null && indexed == null) {
            RereadIndex.make(sql, day);
            indexed = day;
        }
    }
}
