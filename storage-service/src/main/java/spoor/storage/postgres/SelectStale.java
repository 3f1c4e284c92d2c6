package spoor.storage.postgres;

import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import spoor.storage.Rereading;
import spoor.storage.partition.Partition;

/** Batches that are to be read again, by their day and id. */
final class SelectStale {
    private static final Field<Long> ID = Tables.int8(Tables.BATCHES, "id");

    private SelectStale() {}

    /** The one after the task's last. */
    static Optional<Tasks.Stale> next(DSLContext sql, Tasks.Open task, int version) {
        Tasks.Stale last = task.last();
        for (LocalDate day : days(sql, task)) {
            var place = new Partition(task.dataset(), day);
            if (last == null || place.compareTo(last.place()) >= 0) {
                Condition goesOn = last != null && place.equals(last.place()) ? ID.gt(last.batch()) : noCondition();
                Optional<Long> id = sql.select(ID)
                        .from(Tables.BATCHES)
                        .where(isStale(place, task.rereading(), version))
                        .and(goesOn)
                        .orderBy(ID)
                        .limit(1)
                        .fetchOptional(ID);
                if (id.isPresent()) {
                    return Optional.of(new Tasks.Stale(place, id.get()));
                }
            }
        }
        return Optional.empty();
    }

    static long count(DSLContext sql, Tasks.Open task, int version) {
        return days(sql, task).stream()
                .mapToLong(day -> sql.fetchCount(
                        Tables.BATCHES, isStale(new Partition(task.dataset(), day), task.rereading(), version)))
                .sum();
    }

    private static List<LocalDate> days(DSLContext sql, Tasks.Open task) {
        Field<LocalDate> day = Tables.date(Tables.DAYS, "received_day");
        return sql.select(day)
                .from(Tables.DAYS)
                .where(Tables.int4(Tables.DAYS, "dataset").eq(task.dataset()))
                .and(isTouched(Tables.DAYS, task.rereading()))
                .orderBy(day)
                .fetch(day);
    }

    private static Condition isStale(Partition place, Rereading rereading, int version) {
        Condition stale = SelectDays.isIn(Tables.BATCHES, List.of(place)).and(isTouched(Tables.BATCHES, rereading));
        return rereading.isForced()
                ? stale
                : stale.and(Tables.int4(Tables.BATCHES, "mapping_version").ne(version));
    }

    /** Of days, and of batches: both have a day of receipt and a range of times. */
    private static Condition isTouched(Table<?> table, Rereading rereading) {
        Field<Instant> first = Tables.timestamp(table, "min_time");
        Field<Instant> last = Tables.timestamp(table, "max_time");
        Field<LocalDate> day = Tables.date(table, "received_day");
        Condition byTime = noCondition();
        Condition byDay = noCondition();
        if (rereading.from() != null) {
            byTime = byTime.and(last.ge(rereading.from()));
            byDay = byDay.and(day.ge(dayOf(rereading.from())));
        }
        if (rereading.to() != null) {
            byTime = byTime.and(first.lt(rereading.to()));
            byDay = byDay.and(day.le(dayOf(rereading.to().minusNanos(1))));
        }
        return byTime.or(byDay);
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
