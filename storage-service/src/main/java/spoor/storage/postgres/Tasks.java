package spoor.storage.postgres;

import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import spoor.storage.Rereading;
import spoor.storage.Task;
import spoor.storage.partition.Partition;

/** The tasks that were asked for, as they are kept. */
final class Tasks {
    private static final Duration KNOWN_FOR = Duration.ofDays(7);

    private static final Field<Long> ID = Tables.int8(Tables.TASKS, "id");
    private static final Field<String> KIND = Tables.text(Tables.TASKS, "kind");
    private static final Field<Integer> DATASET = Tables.int4(Tables.TASKS, "dataset");
    private static final Field<String> STATE = Tables.text(Tables.TASKS, "state");
    private static final Field<Instant> FINISHED_AT = Tables.timestamp(Tables.TASKS, "finished_at");
    private static final Field<Instant> FROM_TIME = Tables.timestamp(Tables.TASKS, "from_time");
    private static final Field<Instant> TO_TIME = Tables.timestamp(Tables.TASKS, "to_time");
    private static final Field<Boolean> IS_FORCED = Tables.bool(Tables.TASKS, "is_forced");
    private static final Field<LocalDate> LAST_DAY = Tables.date(Tables.TASKS, "last_day");
    private static final Field<Long> LAST_BATCH = Tables.int8(Tables.TASKS, "last_batch");
    private static final Field<Long> TOTAL = Tables.int8(Tables.TASKS, "total");
    private static final Field<Long> DONE = Tables.int8(Tables.TASKS, "done");
    private static final Field<Long> EVENTS = Tables.int8(Tables.TASKS, "events");
    private static final Field<Long> MALFORMED = Tables.int8(Tables.TASKS, "malformed");
    private static final Field<Long> FAILED = Tables.int8(Tables.TASKS, "failed");
    private static final Field<String> MESSAGE = Tables.text(Tables.TASKS, "message");
    private static final List<Field<?>> ALL = List.of(
            ID,
            KIND,
            DATASET,
            STATE,
            FROM_TIME,
            TO_TIME,
            IS_FORCED,
            LAST_DAY,
            LAST_BATCH,
            TOTAL,
            DONE,
            EVENTS,
            MALFORMED,
            FAILED,
            MESSAGE);

    /**
     * A task that is to be done.
     *
     * @param last the batch that was read again last, or null before the first
     */
    record Open(
            Task task,
            int dataset,
            Rereading rereading,
            @Nullable Stale last) {}

    /** A batch that is to be read again, and where it is. */
    record Stale(Partition place, long batch) {}

    private Tasks() {}

    /** A dataset that is to be purged is so once. */
    static Task insertPurge(DSLContext sql, int dataset) {
        sql.insertInto(Tables.TASKS)
                .set(KIND, Task.Kind.PURGE.name())
                .set(DATASET, dataset)
                .onConflictDoNothing()
                .execute();
        return sql.select(ALL)
                .from(Tables.TASKS)
                .where(DATASET.eq(dataset))
                .and(KIND.eq(Task.Kind.PURGE.name()))
                .orderBy(ID.desc())
                .limit(1)
                .fetchSingle(Tasks::task);
    }

    static Task insertReread(DSLContext sql, int dataset, Rereading rereading) {
        long id = sql.insertInto(Tables.TASKS)
                .set(KIND, Task.Kind.REREAD.name())
                .set(DATASET, dataset)
                .set(FROM_TIME, rereading.from())
                .set(TO_TIME, rereading.to())
                .set(IS_FORCED, rereading.isForced())
                .returningResult(ID)
                .fetchSingle(ID);
        return find(sql, id).orElseThrow();
    }

    static Optional<Task> find(DSLContext sql, long id) {
        return sql.select(ALL).from(Tables.TASKS).where(ID.eq(id)).fetchOptional(Tasks::task);
    }

    /** What is to be done now: purges first, then what was asked for first. */
    static Optional<Open> mostUrgent(DSLContext sql) {
        return sql.select(ALL)
                .from(Tables.TASKS)
                .where(FINISHED_AT.isNull())
                .orderBy(when(KIND.eq(Task.Kind.PURGE.name()), 0).otherwise(1), ID)
                .limit(1)
                .fetchOptional(Tasks::open);
    }

    static void start(DSLContext sql, Task task, long total) {
        sql.update(Tables.TASKS)
                .set(STATE, Task.State.RUNNING.name())
                .set(TOTAL, total)
                .where(ID.eq(task.id()))
                .execute();
    }

    static void wait(DSLContext sql, Task task, String message) {
        sql.update(Tables.TASKS).set(MESSAGE, message).where(ID.eq(task.id())).execute();
    }

    /** @param outcome empty where the batch stays as it was */
    static void advance(DSLContext sql, Task task, Stale batch, Optional<RereadBatch.Outcome> outcome) {
        sql.update(Tables.TASKS)
                .set(LAST_DAY, batch.place().day())
                .set(LAST_BATCH, batch.batch())
                .set(DONE, DONE.plus(outcome.isPresent() ? 1 : 0))
                .set(FAILED, FAILED.plus(outcome.isPresent() ? 0 : 1))
                .set(
                        EVENTS,
                        EVENTS.plus(outcome.map(RereadBatch.Outcome::events).orElse(0L)))
                .set(
                        MALFORMED,
                        MALFORMED.plus(
                                outcome.map(RereadBatch.Outcome::malformed).orElse(0L)))
                .set(MESSAGE, "")
                .where(ID.eq(task.id()))
                .execute();
    }

    static void finish(DSLContext sql, Task task, Task.State state, String message) {
        sql.update(Tables.TASKS)
                .set(STATE, state.name())
                .set(MESSAGE, message)
                .set(FINISHED_AT, currentInstant())
                .where(ID.eq(task.id()))
                .execute();
    }

    /** Forgets what was finished long ago. */
    static void tidy(DSLContext sql, Instant now) {
        sql.deleteFrom(Tables.TASKS).where(FINISHED_AT.lt(now.minus(KNOWN_FOR))).execute();
    }

    private static Open open(Record row) {
        LocalDate day = row.get(LAST_DAY);
        Long batch = row.get(LAST_BATCH);
        int dataset = row.get(DATASET);
        return new Open(
                task(row),
                dataset,
                new Rereading(row.get(FROM_TIME), row.get(TO_TIME), row.get(IS_FORCED)),
                day == null || batch == null ? null : new Stale(new Partition(dataset, day), batch));
    }

    private static Task task(Record row) {
        return new Task(
                row.get(ID),
                Task.Kind.valueOf(row.get(KIND)),
                Task.State.valueOf(row.get(STATE)),
                row.get(TOTAL),
                row.get(DONE),
                row.get(EVENTS),
                row.get(MALFORMED),
                row.get(FAILED),
                row.get(MESSAGE));
    }
}
