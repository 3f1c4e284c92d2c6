package spoor.analysis.mirror;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import spoor.event.EventReading;
import spoor.event.FieldType;
import spoor.event.Schema;
import spoor.storage.HistoryChange;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/**
 * One dataset's events: a row each, a column for every field that any of them has. Columns are named c1, c2, … since DuckDB
 * folds case and ProcessID and ProcessId both occur. A field whose values conflict becomes text. Guarded by the mirror's lock.
 */
final class DatasetTable {
    static final Field<Long> WATERMARK = DSL.field(DSL.name("watermark"), SQLDataType.BIGINT);
    static final Field<Long> BATCH = DSL.field(DSL.name("batch"), SQLDataType.BIGINT);
    static final Field<Long> ORDINAL = DSL.field(DSL.name("ordinal"), SQLDataType.BIGINT);
    static final Field<Long> TIME = DSL.field(DSL.name("t"), SQLDataType.BIGINT);
    private static final Field<Long> OCCURRED = DSL.field(DSL.name("occurred_at"), SQLDataType.BIGINT);
    private static final Field<Long> RECEIVED = DSL.field(DSL.name("received_at"), SQLDataType.BIGINT);
    private static final Field<String> COLLECTOR = DSL.field(DSL.name("collector"), SQLDataType.VARCHAR);

    private final String name;
    private final Map<String, FieldType> types = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    DatasetTable(DSLContext sql, int number) {
        name = "d" + number;
        sql.createTable(table())
                .columns(WATERMARK, BATCH, ORDINAL, TIME, OCCURRED, RECEIVED, COLLECTOR)
                .execute();
        Schema.PROMOTED.forEach(field -> require(sql, field.name(), field.type()));
    }

    Table<?> table() {
        return DSL.table(DSL.name(name));
    }

    Columns columns() {
        Columns columns = new Columns();
        columns.add(new Column(
                "id",
                Column.Type.TEXT,
                DSL.concat(BATCH.cast(SQLDataType.VARCHAR), DSL.inline("-"), ORDINAL.cast(SQLDataType.VARCHAR))));
        columns.add(new Column("time", Column.Type.TIME, TIME));
        columns.add(new Column("occurredAt", Column.Type.TIME, OCCURRED));
        columns.add(new Column("receivedAt", Column.Type.TIME, RECEIVED));
        columns.add(new Column("collector", Column.Type.TEXT, COLLECTOR));
        types.forEach((field, type) -> columns.add(new Column(field, Column.Type.valueOf(type.name()), field(field))));
        return columns;
    }

    void append(DuckDBConnection connection, DSLContext sql, StoredBatch batch, EventReading reading)
            throws SQLException {
        // INVARIANT: what a failed attempt at this batch left behind is gone before the next one.
        sql.deleteFrom(table()).where(WATERMARK.ge(batch.watermark())).execute();
        add(connection, sql, batch, reading);
    }

    /** Puts a batch in the place of what it was before. */
    void replace(DuckDBConnection connection, DSLContext sql, StoredBatch batch, EventReading reading)
            throws SQLException {
        sql.deleteFrom(table()).where(WATERMARK.eq(batch.watermark())).execute();
        add(connection, sql, batch, reading);
    }

    void drop(DSLContext sql, HistoryChange.Retention change) {
        long day = Times.micros(change.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        sql.deleteFrom(table())
                .where(WATERMARK.lt(change.number()))
                .and(RECEIVED.ge(day))
                .and(RECEIVED.lt(day + Duration.ofDays(1).toNanos() / 1_000))
                .execute();
    }

    private void add(DuckDBConnection connection, DSLContext sql, StoredBatch batch, EventReading reading)
            throws SQLException {
        List<Map<String, Object>> read = new ArrayList<>();
        for (StoredEvent event : batch.events()) {
            Map<String, Object> fields = event.fields(reading).asMap();
            fields.forEach((field, value) -> require(sql, field, FieldType.of(value)));
            read.add(fields);
        }
        try (DuckDBAppender appender = connection.createAppender("main", name)) {
            for (int i = 0; i < read.size(); i++) {
                StoredEvent event = batch.events().get(i);
                appender.beginRow();
                appender.append(batch.watermark());
                appender.append(event.id().batch());
                appender.append((long) event.id().ordinal());
                appender.append(Times.micros(event.time()));
                if (event.occurredAt() == null) {
                    appender.appendNull();
                } else {
                    appender.append(Times.micros(event.occurredAt()));
                }
                appender.append(Times.micros(event.receivedAt()));
                appender.append(event.collector());
                for (Map.Entry<String, FieldType> column : types.entrySet()) {
                    append(appender, read.get(i).get(column.getKey()), column.getValue());
                }
                appender.endRow();
            }
            appender.flush();
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value, FieldType type) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> appender.append(value.toString());
            case LONG -> appender.append(((Long) value).longValue());
            case DOUBLE -> appender.append(((Double) value).doubleValue());
            case BOOLEAN -> appender.append(((Boolean) value).booleanValue());
        }
    }

    private void require(DSLContext sql, String field, FieldType type) {
        FieldType known = types.get(field);
        if (known == null) {
            types.put(field, type);
            ids.put(field, "c" + types.size());
            sql.alterTable(table()).addColumn(field(field)).execute();
        } else if (known.common(type) != known) {
            types.put(field, FieldType.TEXT);
            sql.alterTable(table())
                    .alterColumn(field(field))
                    .set(SQLDataType.VARCHAR)
                    .execute();
        }
    }

    private Field<?> field(String field) {
        DataType<?> type = switch (types.getOrDefault(field, FieldType.TEXT)) {
            case TEXT -> SQLDataType.VARCHAR;
            case LONG -> SQLDataType.BIGINT;
            case DOUBLE -> SQLDataType.DOUBLE;
            case BOOLEAN -> SQLDataType.BOOLEAN;
        };
        return DSL.field(DSL.name(ids.getOrDefault(field, field)), type);
    }
}
