package spoor.analysis.mirror.table;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.request.Step;
import spoor.request.TableRequest;

/** A small table of events by chance, in a database, with a column of each type in which values are missing, and what steps make of it. */
final class SmallTable implements TableSource {
    private static final long NOON_MICROS = 1_600_000_000_000_000L;
    private static final List<@Nullable String> WORDS = Arrays.asList("a", "b", "c", null);
    private static final List<@Nullable String> TEXTS = Arrays.asList("1", "2.5", "NaN", "abc", "inf", null);
    private static final Field<Long> TIME = DSL.field(DSL.name("t"), SQLDataType.BIGINT);
    private static final Field<Long> PLACE = DSL.field(DSL.name("place"), SQLDataType.BIGINT);

    private static final List<Column> COLUMNS = List.of(
            text("id", "id"),
            new Column("time", Column.Type.TIME, TIME),
            text("event.action", "action"),
            text("host.name", "host"),
            text("process.name", "process"),
            text("process.parent.name", "parent"),
            text("note", "note"),
            new Column("n", Column.Type.LONG, DSL.field(DSL.name("n"), SQLDataType.BIGINT)),
            new Column("x", Column.Type.DOUBLE, DSL.field(DSL.name("x"), SQLDataType.DOUBLE)),
            new Column("ok", Column.Type.BOOLEAN, DSL.field(DSL.name("ok"), SQLDataType.BOOLEAN)));

    private final DSLContext sql;

    private SmallTable(DSLContext sql) {
        this.sql = sql;
    }

    static SmallTable in(Connection connection, SQLDialect dialect, int rows, long seed) {
        DSLContext sql =
                DSL.using(connection, dialect, new Settings().withStatementType(StatementType.STATIC_STATEMENT));
        List<Field<?>> fields = new ArrayList<>(List.of(PLACE));
        COLUMNS.forEach(column -> fields.add(column.field()));
        sql.createTable("events").columns(fields).execute();
        Random random = new Random(seed);
        List<Query> inserts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            InsertValuesStepN<?> insert = sql.insertInto(DSL.table("events"), fields);
            inserts.add(insert.values(
                    (long) i,
                    String.valueOf(i),
                    NOON_MICROS + random.nextInt(36_000) * 100_000L,
                    any(WORDS, random),
                    any(WORDS.subList(0, 3), random),
                    any(WORDS, random),
                    any(WORDS, random),
                    any(TEXTS, random),
                    random.nextInt(9) == 0 ? null : (long) random.nextInt(20),
                    random.nextInt(9) == 0 ? null : random.nextInt(1_000) / 8.0,
                    random.nextInt(9) == 0 ? null : random.nextBoolean()));
        }
        inserts.forEach(sql::execute);
        return new SmallTable(sql);
    }

    /** The rows that steps make, each as text, with the names of their columns before them. */
    List<String> rows(List<Step> steps) {
        Relation relation = new Compiler(this).compile(events(), steps, "steps");
        List<String> rows = new ArrayList<>();
        rows.add(relation.columns().names().toString());
        // A query can't be without columns, as a table can.
        int columns = relation.columns().names().size();
        sql.fetch(relation.query(10_000))
                .forEach(row -> rows.add(line(row.intoList().subList(0, columns))));
        return rows;
    }

    /** The same of a table that lies in memory. */
    static List<String> rows(NaiveTable table) {
        List<String> rows = new ArrayList<>();
        rows.add(new LinkedHashSet<>(table.names()).toString());
        table.rows().forEach(row -> rows.add(line(row)));
        return rows;
    }

    /** All rows, in memory. */
    NaiveTable naive() {
        return new NaiveTable(
                COLUMNS.stream().map(Column::name).toList(),
                COLUMNS.stream().map(Column::type).toList(),
                sql.fetch(events().query(10_000)).map(Record::intoList));
    }

    private static String line(List<@Nullable Object> cells) {
        return cells.stream().map(cell -> cell(cell) + " | ").collect(Collectors.joining());
    }

    @Override
    public Relation ask(TableRequest table, String at, UnaryOperator<Relation> question) {
        return question.apply(events());
    }

    @Override
    public Result<? extends Record> fetch(Select<?> query) {
        return sql.fetch(query);
    }

    private static Relation events() {
        Columns columns = new Columns();
        COLUMNS.forEach(columns::add);
        return Relation.of(DSL.table("events"), DSL.noCondition(), columns, List.of(TIME, PLACE));
    }

    /** Doubles to nine digits: the order of a sum is an engine's own. */
    private static String cell(@Nullable Object value) {
        if (value instanceof Double number) {
            return number == 0 ? "0" : "%.9g".formatted(number);
        }
        return String.valueOf(value);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Column text(String name, String column) {
        return new Column(name, Column.Type.TEXT, DSL.field(DSL.name(column), SQLDataType.VARCHAR));
    }
}
