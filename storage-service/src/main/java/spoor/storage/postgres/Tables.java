package spoor.storage.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The names of the store's tables and columns, as the migrations make them. */
final class Tables {
    static final Table<Record> DATASETS = of("dataset");
    static final Table<Record> COLLECTORS = of("collector");
    static final Table<Record> STREAMS = of("stream");
    static final Table<Record> LEDGER = of("ledger");
    static final Table<Record> SEQUENCER = of("sequencer");
    static final Table<Record> DAYS = of("day");
    static final Table<Record> TASKS = of("task");
    static final Table<Record> CHANGES = of("history_change");
    static final Table<Record> EVENTS = of("event");
    static final Table<Record> BATCHES = of("batch");
    static final Table<Record> MALFORMED = of("malformed");

    private Tables() {}

    private static Table<Record> of(String table) {
        return table(name(StoreSchema.NAME, table));
    }

    static Field<Integer> int4(Table<?> table, String column) {
        return column(table, column, SQLDataType.INTEGER);
    }

    static Field<Long> int8(Table<?> table, String column) {
        return column(table, column, SQLDataType.BIGINT);
    }

    static Field<String> text(Table<?> table, String column) {
        return column(table, column, SQLDataType.CLOB);
    }

    static Field<Instant> timestamp(Table<?> table, String column) {
        return column(table, column, SQLDataType.INSTANT);
    }

    static Field<LocalDate> date(Table<?> table, String column) {
        return column(table, column, SQLDataType.LOCALDATE);
    }

    static Field<Boolean> bool(Table<?> table, String column) {
        return column(table, column, SQLDataType.BOOLEAN);
    }

    static Field<byte[]> bytes(Table<?> table, String column) {
        return column(table, column, SQLDataType.BLOB);
    }

    /** A span of time as columns keep it. */
    static long micros(Duration span) {
        return span.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    static Duration span(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static <T> Field<T> column(Table<?> table, String column, DataType<T> type) {
        return field(table.getQualifiedName().append(name(column)), type);
    }
}
