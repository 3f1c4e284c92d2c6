package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.segment.Registry;
import spoor.analysis.mirror.segment.SegmentFile;
import spoor.analysis.mirror.segment.SegmentFolder;
import spoor.analysis.mirror.segment.Shape;

/**
 * How many events have a value in each column, and a sketch of which: the hashes of its values, all of them up to {@value #MOST_HASHES}, beyond that
 * the {@value #KEPT_HASHES} smallest. Sketches of some events and of others make the sketch of all of them, so that a segment's lies beside it.
 * From the hashes that are kept, how many values there are is known exactly or with a standard error of 2.2 %: Bar-Yossef et al., "Counting
 * Distinct Elements in a Data Stream" (2002), algorithm 2.
 */
final class FieldStatistics {
    /** Up to this many values are counted, and a sketch is whole. */
    static final int MOST_HASHES = 10_000;

    private static final int KEPT_HASHES = 2_048;

    /** How many columns are hashed at once, which takes memory for each of their values. */
    private static final int COLUMNS_AT_ONCE = 32;

    /** How many hashes there could be; none is negative. */
    private static final double HASH_RANGE = 0x1p63;

    static final Field<String> COLUMN = DSL.field(DSL.name("of"), SQLDataType.VARCHAR);
    static final Field<Long> EVENTS = DSL.field(DSL.name("events"), SQLDataType.BIGINT);
    private static final Field<Long[]> SKETCH = DSL.field(DSL.name("hashes"), SQLDataType.BIGINT.array());

    /** The smallest hash that is missing among those kept, or more than that; empty where none is missing. */
    private static final Field<Long> MISSING = DSL.field(DSL.name("missing"), SQLDataType.BIGINT);

    static final List<Field<?>> COLUMNS = List.of(COLUMN, EVENTS, SKETCH, MISSING);

    /** How many hashes are kept. */
    static final Field<Integer> SKETCH_SIZE = DSL.field("len({0})", SQLDataType.INTEGER, SKETCH);

    private static final Table<?> GATHERED = DSL.table(DSL.name("statistics"));

    private final DSLContext sql;

    private FieldStatistics(DSLContext sql) {
        this.sql = sql;
    }

    /** Those of nothing yet, in a table of the connection's own; it can hold one such. */
    static FieldStatistics on(DSLContext sql) {
        sql.execute(
                "create temporary table {0} ({1} varchar, {2} bigint, {3} bigint[], {4} bigint)",
                GATHERED, COLUMN, EVENTS, SKETCH, MISSING);
        return new FieldStatistics(sql);
    }

    /** Adds those of some events, a few columns at a time. */
    FieldStatistics ofEvents(EventSource events) {
        add(
                List.of(EventTable.TIME, EventTable.OCCURRED, EventTable.RECEIVED, EventTable.COLLECTOR),
                events.select(Shape.of()));
        int[] ids = events.shape().ids().filter(id -> id != Registry.REST).toArray();
        for (int first = 0; first < ids.length; first += COLUMNS_AT_ONCE) {
            Shape some = Shape.of(Arrays.copyOfRange(ids, first, Math.min(ids.length, first + COLUMNS_AT_ONCE)));
            List<Field<?>> columns = new ArrayList<>();
            some.ids().forEach(id -> columns.add(EventTable.field(events.registry(), id)));
            add(columns, events.select(some));
        }
        return this;
    }

    /** Adds those that are kept in files. */
    FieldStatistics ofFiles(SegmentFolder folder, Collection<SegmentFile> files) {
        if (!files.isEmpty()) {
            sql.execute(
                    "insert into {0} {1}", GATHERED, DSL.select(COLUMNS).from(ParquetTable.of(folder, files, COLUMNS)));
        }
        return this;
    }

    /**
     * One row for all that was added of a column.
     *
     * @param name what takes the place of the column's name; columns that it is empty for are left out
     */
    Select<Record> merged(Field<String> name) {
        Table<?> rows = DSL.select(name.as(COLUMN), EVENTS, SKETCH, MISSING)
                .from(GATHERED)
                .where(name.isNotNull())
                .asTable("s");
        Table<?> totals = DSL.select(
                        COLUMN,
                        DSL.sum(EVENTS).cast(SQLDataType.BIGINT).as(EVENTS),
                        DSL.min(MISSING).as(MISSING))
                .from(rows)
                .groupBy(COLUMN)
                .asTable("t");
        Field<Long> hash = DSL.field(DSL.name("h"), SQLDataType.BIGINT);
        Table<?> hashes = DSL.selectDistinct(
                        COLUMN,
                        DSL.field("unnest({0})", SQLDataType.BIGINT, SKETCH).as(hash))
                .from(rows)
                .asTable("u");
        Field<String> column = totals.field(COLUMN);
        Field<Long> missing = totals.field(MISSING);
        return cut(DSL.select(
                        column.as(COLUMN),
                        DSL.min(totals.field(EVENTS)).as(EVENTS),
                        sorted(DSL.field("list({0}) filter (where {0} is not null)", SQLDataType.BIGINT.array(), hash))
                                .as(SKETCH),
                        DSL.min(missing).as(MISSING))
                .from(totals)
                .leftJoin(hashes)
                .on(column.eq(hashes.field(COLUMN)).and(missing.isNull().or(hash.lt(missing))))
                .groupBy(column));
    }

    /** How many values a column has, of which some hashes are kept. */
    static long distinct(Record row) {
        int kept = row.get(SKETCH_SIZE);
        Long missing = row.get(MISSING);
        return missing == null ? kept : Math.round(kept * (HASH_RANGE / missing));
    }

    /** Whether hashes are missing, so that {@link #distinct} is an estimate. */
    static boolean isEstimated(Record row) {
        return row.get(MISSING) != null;
    }

    /** Reads the events once, however many columns they have beyond these. */
    private void add(List<Field<?>> columns, Select<Record> events) {
        Table<?> read = DSL.table(DSL.name("e"));
        Select<Record> each = columns.stream()
                .map(column -> of(column, read))
                .reduce((some, more) -> some.unionAll(more))
                .orElseThrow();
        sql.execute(
                "insert into {0} with {1} as materialized (select {2} from ({3})) {4}",
                GATHERED, read, DSL.list(columns), events, each);
    }

    private static Select<Record> of(Field<?> column, Table<?> events) {
        Field<Long> hash = hash(column).as("h");
        Field<Long> count = DSL.count().cast(SQLDataType.BIGINT).as("n");
        Table<?> values = DSL.select(hash, count)
                .from(events)
                .where(column.isNotNull())
                .groupBy(hash)
                .asTable("v");
        return cut(DSL.select(
                        DSL.inline(column.getName()).as(COLUMN),
                        DSL.coalesce(DSL.sum(values.field(count)).cast(SQLDataType.BIGINT), 0L)
                                .as(EVENTS),
                        sorted(DSL.field("list({0})", SQLDataType.BIGINT.array(), values.field(hash)))
                                .as(SKETCH),
                        DSL.castNull(SQLDataType.BIGINT).as(MISSING))
                .from(values));
    }

    /** Of a value's text, since a field whose values have several types is text. */
    private static Field<Long> hash(Field<?> value) {
        return DSL.field("cast(hash(cast({0} as varchar)) >> 1 as bigint)", SQLDataType.BIGINT, value);
    }

    private static Field<Long[]> sorted(Field<Long[]> hashes) {
        return DSL.field("coalesce(list_sort({0}), [])", SQLDataType.BIGINT.array(), hashes);
    }

    /** Rows whose hashes are sorted, without those that are too many. */
    private static Select<Record> cut(Select<? extends Record> rows) {
        Condition isTooMany = SKETCH_SIZE.gt(MOST_HASHES).or(MISSING.isNotNull().and(SKETCH_SIZE.gt(KEPT_HASHES)));
        return DSL.select(List.of(
                        COLUMN,
                        EVENTS,
                        DSL.when(
                                        isTooMany,
                                        DSL.field(
                                                "{0}[1:{1}]",
                                                SQLDataType.BIGINT.array(), SKETCH, DSL.inline(KEPT_HASHES)))
                                .otherwise(SKETCH)
                                .as(SKETCH),
                        DSL.when(
                                        isTooMany,
                                        DSL.field("{0}[{1}]", SQLDataType.BIGINT, SKETCH, DSL.inline(KEPT_HASHES + 1)))
                                .otherwise(MISSING)
                                .as(MISSING)))
                .from(rows.asTable("k"));
    }
}
