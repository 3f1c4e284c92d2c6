package spoor.analysis.mirror;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;
import spoor.event.Micros;
import spoor.request.ProcessesRequest;
import spoor.request.ProcessesResult;

/**
 * The processes that events are of, as tables of the connection's own that are made of one another: what one process id means at each time, what is
 * told of each process, and which of them match or are ancestors of such.
 *
 * <p>A process is told by the {@code process.entity_id} of its events. An event without one is of the process that was the last to start with its
 * {@code process.pid} on its {@code host.name} by then, whose start may have told an entity id: a process id that is given again means another process
 * from the next start on. Where no start was seen, host and process id have to do. A parent is found likewise, by the time of the start. Two starts of one
 * process id on one host within {@value #TWIN_SECONDS} s, of which only one tells an entity id, are one that two sources saw: Windows logs a start
 * as Sysmon's event 1 and as the security log's 4688.
 *
 * <p>Starts and ends are looked for in all of the dataset, whatever the query and the time that are asked for; what else is known of a process comes
 * from its start, or from its earliest event that matches.
 */
final class ProcessesQuestion {
    private static final int TWIN_SECONDS = 2;

    /** Sysmon's way to say that it does not know. */
    private static final String NO_ENTITY = "{00000000-0000-0000-0000-000000000000}";

    private static final Name STARTS = DSL.name("starts");
    private static final Name KNOWN = DSL.name("known");
    private static final Name PROCESSES = DSL.name("processes");
    private static final Name CLOSED = DSL.name("closed");
    private static final Name ENDS = DSL.name("ends");

    /** Of a row that tells of a process. */
    private static final Field<String> HOST = text("host");

    private static final Field<String> ENTITY = text("entity");
    private static final Field<String> PID = text("pid");
    private static final Field<String> PARENT_ENTITY = text("parent_entity");
    private static final Field<String> PARENT_PID = text("parent_pid");
    private static final Field<Long> TIME = whole("t");

    /** By how well it tells: a start with an entity id, another start, any other event. */
    private static final Field<Long> RANK = whole("told");

    private static final long START_WITH_ENTITY = 0;
    private static final long START_WITHOUT = 1;
    private static final long ANY_EVENT = 2;

    private static final Field<String> NAME = text("name");
    private static final Field<String> EXECUTABLE = text("executable");
    private static final Field<String> COMMAND_LINE = text("command_line");
    private static final Field<String> USER = text("user_name");
    private static final Field<String> PARENT_NAME = text("parent_name");

    /** What is told of a process as events have it. */
    private static final Map<Field<String>, String> FACTS = facts();

    /** Of a process. */
    private static final Field<String> ID = text("id");

    private static final Field<String> PARENT = text("parent");
    private static final Field<Long> START = whole("start_t");
    private static final Field<Long> END = whole("end_t");
    private static final Field<Long> EVENTS = whole("events");

    private final ProcessesRequest request;
    private final Scope scope;
    private final DSLContext sql;

    private ProcessesQuestion(ProcessesRequest request, Scope scope, DSLContext sql) {
        this.request = request;
        this.scope = scope;
        this.sql = sql;
    }

    private static Map<Field<String>, String> facts() {
        Map<Field<String>, String> facts = new LinkedHashMap<>();
        facts.put(NAME, "process.name");
        facts.put(EXECUTABLE, "process.executable");
        facts.put(COMMAND_LINE, "process.command_line");
        facts.put(USER, "user.name");
        facts.put(PARENT_NAME, "process.parent.name");
        return facts;
    }

    static ProcessesResult answer(ProcessesRequest request, Scope scope, DSLContext sql) {
        return new ProcessesQuestion(request, scope, sql).answer();
    }

    private ProcessesResult answer() {
        long started = System.nanoTime();
        Relation matching = scope.events(request.from(), request.to(), request.query());
        keep(STARTS, told(ofAction("process_start"), true));
        keep(KNOWN, known());
        keep(PROCESSES, processes(told(matching, false)));
        keep(CLOSED, withAncestors());
        long total = sql.select(DSL.count()).from(DSL.table(CLOSED)).fetchSingle(0, Long.class);
        return new ProcessesResult(
                first(request.limit()), total, scope.watermark(), (System.nanoTime() - started) / 1_000_000);
    }

    /** The rows may go to disk, and end with the connection. */
    private void keep(Name name, Select<?> rows) {
        sql.execute("create temporary table {0} as {1}", name, rows);
    }

    private Relation ofAction(String action) {
        Relation events = scope.events(null, null, "");
        return events.selecting(of(events, "event.action").eq(action));
    }

    /** A field of events, which is empty where none has it. */
    private static Field<String> of(Relation events, String field) {
        Column column = events.columns().find(field);
        return column == null ? DSL.castNull(SQLDataType.VARCHAR) : column.text();
    }

    /** What events tell of processes, a row each. */
    private Select<Record> told(Relation events, boolean areStarts) {
        Field<String> entity = DSL.nullif(of(events, "process.entity_id"), NO_ENTITY);
        Field<String> pid = of(events, "process.pid");
        List<Field<?>> row = new ArrayList<>();
        row.add(DSL.coalesce(of(events, "host.name"), "").as(HOST));
        row.add(entity.as(ENTITY));
        row.add(pid.as(PID));
        row.add(DSL.nullif(of(events, "process.parent.entity_id"), NO_ENTITY).as(PARENT_ENTITY));
        row.add(of(events, "process.parent.pid").as(PARENT_PID));
        row.add(EventTable.TIME.as(TIME));
        row.add((areStarts
                        ? DSL.when(entity.isNotNull(), START_WITH_ENTITY).otherwise(START_WITHOUT)
                        : DSL.inline(ANY_EVENT))
                .as(RANK));
        FACTS.forEach((fact, field) -> row.add(of(events, field).as(fact)));
        return sql.select(row)
                .from(events.table())
                .where(events.condition())
                .and(entity.isNotNull().or(pid.isNotNull()));
    }

    /** From when on a process id means which process. */
    private Select<?> known() {
        Field<Long> apart = DSL.abs(in("s", TIME).minus(in("twin", TIME)));
        Field<String> itself = DSL.concat(
                numbered(in("s", HOST), in("s", PID)),
                DSL.inline(":"),
                in("s", TIME).cast(SQLDataType.VARCHAR));
        return sql.select(
                        in("s", HOST),
                        in("s", PID),
                        in("s", TIME),
                        DSL.coalesce(DSL.min(in("s", ENTITY)), best(in("twin", ENTITY), apart), itself)
                                .as(ID))
                .from(as(STARTS, "s"))
                .leftJoin(as(STARTS, "twin"))
                .on(in("s", ENTITY).isNull())
                .and(in("twin", ENTITY).isNotNull())
                .and(in("twin", HOST).eq(in("s", HOST)))
                .and(in("twin", PID).eq(in("s", PID)))
                .and(apart.le(TWIN_SECONDS * 1_000_000L))
                .where(in("s", PID).isNotNull())
                .groupBy(in("s", HOST), in("s", PID), in("s", TIME));
    }

    /** What all processes are that started, or that events match. */
    private Select<Record> processes(Select<Record> matching) {
        Table<?> rows = DSL.table(
                        "({0})", resolved(sql.select().from(DSL.table(STARTS)).unionAll(matching)))
                .as("r");
        Field<?> place = row(RANK, TIME);
        List<Field<?>> facts = new ArrayList<>();
        facts.add(ID);
        facts.add(best(DSL.nullif(PARENT, ID), place).as(PARENT));
        facts.add(best(PID, place).as(PID));
        facts.add(best(DSL.nullif(HOST, ""), place).as(HOST));
        FACTS.keySet().forEach(fact -> facts.add(best(fact, place).as(fact)));
        facts.add(DSL.min(TIME).filterWhere(RANK.ne(ANY_EVENT)).as(START));
        facts.add(DSL.count().filterWhere(RANK.eq(ANY_EVENT)).as(EVENTS));
        return sql.select(facts).from(rows).groupBy(ID);
    }

    /** Of the rows that have a value the one at the least place; of several there the least value. */
    private static Field<String> best(Field<String> value, Field<?> place) {
        return DSL.aggregate("arg_min", SQLDataType.VARCHAR, value, row(place, value));
    }

    /** The rows with the ids of the processes that they tell of, and of these processes' parents. */
    private Select<Record> resolved(Select<Record> rows) {
        Field<String> pid = DSL.when(in("a", ENTITY).isNull(), in("a", PID));
        Field<String> parent = DSL.when(in("a", PARENT_ENTITY).isNull(), in("a", PARENT_PID));
        // Who starts a process is there before; only one of the same process id could be taken for it at the same time.
        Field<Long> before = in("a", TIME)
                .minus(DSL.when(in("a", PARENT_PID).eq(in("a", PID)), 1L).otherwise(0L));
        List<Field<?>> fields = new ArrayList<>();
        fields.add(DSL.coalesce(in("a", ENTITY), in("own", ID), numbered(in("a", HOST), in("a", PID)))
                .as(ID));
        fields.add(DSL.coalesce(in("a", PARENT_ENTITY), in("par", ID), numbered(in("a", HOST), in("a", PARENT_PID)))
                .as(PARENT));
        for (Field<?> same : List.of(HOST, PID, TIME, RANK)) {
            fields.add(in("a", same));
        }
        FACTS.keySet().forEach(fact -> fields.add(in("a", fact)));
        return sql.select(fields)
                .from(
                        "({0}) as a asof left join {1} as own on {2} asof left join {1} as par on {3}",
                        rows, KNOWN, isOf("own", pid, in("a", TIME)), isOf("par", parent, before));
    }

    private static Condition isOf(String known, Field<String> pid, Field<Long> time) {
        return in("a", HOST).eq(in(known, HOST)).and(pid.eq(in(known, PID))).and(time.ge(in(known, TIME)));
    }

    /** The ids of those that match, and of all their ancestors that were seen. */
    private Select<?> withAncestors() {
        Table<?> next = DSL.table(DSL.name("next"));
        Field<String> id = in("next", ID);
        Select<Record1<String>> matching =
                sql.select(ID).from(DSL.table(PROCESSES)).where(EVENTS.gt(0L));
        Select<Record1<String>> parents = sql.select(in("p", ID))
                .from(next)
                .join(as(PROCESSES, "c"))
                .on(in("c", ID).eq(id))
                .join(as(PROCESSES, "p"))
                .on(in("p", ID).eq(in("c", PARENT)));
        return sql.withRecursive("next", "id")
                .as(matching.union(parents))
                .select(id)
                .from(next);
    }

    /** The first in the order of their starts. */
    private List<ProcessesResult.Instance> first(int limit) {
        keep(
                ENDS,
                sql.select(ID, DSL.min(TIME).as(END))
                        .from("({0}) as r", resolved(told(ofAction("process_end"), false)))
                        .groupBy(ID));
        List<ProcessesResult.Instance> processes = new ArrayList<>();
        for (Record row : sql.select(
                        in("p", ID),
                        in("p", PARENT),
                        DSL.coalesce(in("q", NAME), in("p", PARENT_NAME)).as(PARENT_NAME),
                        in("p", NAME),
                        in("p", EXECUTABLE),
                        in("p", COMMAND_LINE),
                        DSL.tryCast(in("p", PID), SQLDataType.BIGINT).as(PID),
                        in("p", HOST),
                        in("p", USER),
                        in("p", START),
                        in("e", END),
                        in("p", EVENTS),
                        in("p", PARENT).isNotNull().and(in("q", ID).isNull()))
                .from(as(PROCESSES, "p"))
                .join(as(CLOSED, "c"))
                .on(in("c", ID).eq(in("p", ID)))
                .leftJoin(as(PROCESSES, "q"))
                .on(in("q", ID).eq(in("p", PARENT)))
                .leftJoin(as(ENDS, "e"))
                .on(in("e", ID).eq(in("p", ID)))
                .orderBy(in("p", START).asc().nullsFirst(), in("p", ID))
                .limit(limit)
                .fetch()) {
            processes.add(new ProcessesResult.Instance(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, String.class),
                    row.get(3, String.class),
                    row.get(4, String.class),
                    row.get(5, String.class),
                    row.get(6, Long.class),
                    row.get(7, String.class),
                    row.get(8, String.class),
                    time(row.get(9, Long.class)),
                    time(row.get(10, Long.class)),
                    row.get(11, Long.class),
                    row.get(12, Boolean.class)));
        }
        return processes;
    }

    private static @Nullable Instant time(@Nullable Long micros) {
        return micros == null ? null : Micros.instant(micros);
    }

    /** The id of a process of which no more is known than its number. */
    private static Field<String> numbered(Field<String> host, Field<String> pid) {
        return DSL.concat(host, DSL.inline(":"), pid);
    }

    private static Field<Object> row(Field<?>... of) {
        return DSL.function("row", SQLDataType.OTHER, of);
    }

    private static Table<?> as(Name table, String alias) {
        return DSL.table(table).as(alias);
    }

    private static <T> Field<T> in(String alias, Field<T> field) {
        return DSL.field(DSL.name(alias, field.getName()), field.getDataType());
    }

    private static Field<String> text(String name) {
        return field(name, SQLDataType.VARCHAR);
    }

    private static Field<Long> whole(String name) {
        return field(name, SQLDataType.BIGINT);
    }

    private static <T> Field<T> field(String name, DataType<T> type) {
        return DSL.field(DSL.name(name), type);
    }
}
