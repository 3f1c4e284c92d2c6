package spoor.analysis.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.TableResult;

/**
 * An answer's rows in a table of the connection's own, which may spill to disk: what can go wrong has gone wrong before the first of them
 * is sent, how many there are is known, and this process holds a block of them at a time. A result that DuckDB streams instead ends
 * without a word where its query fails.
 */
final class ComputedTable {
    private static final Name NAME = DSL.name("answer");
    private static final Field<Long> TOTAL = DSL.field(DSL.name("total"), SQLDataType.BIGINT);

    private final DSLContext sql;
    private final TableHead head;

    private ComputedTable(DSLContext sql, TableHead head) {
        this.sql = sql;
        this.head = head;
    }

    /** How many rows there are, and what their column {@code total} says. */
    record Size(long rows, long total) {}

    /**
     * Computes a table; the connection holds one at a time.
     *
     * @param rows with columns x0, x1, … of the types of {@code columns}, and {@code total} where {@code hasTotal}
     */
    static Size compute(DSLContext sql, Select<?> rows, List<TableResult.Column> columns, boolean hasTotal) {
        sql.execute("create temporary table {0} as {1}", NAME, rows);
        Condition areNone = DSL.falseCondition();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).type().equals("double")) {
                areNone = areNone.or(DSL.condition("not isfinite({0})", field(i)));
            }
        }
        Record facts = sql.select(
                        DSL.count().cast(SQLDataType.BIGINT),
                        hasTotal ? DSL.coalesce(DSL.max(TOTAL), 0L) : DSL.inline(0L),
                        DSL.count().filterWhere(areNone))
                .from(DSL.table(NAME))
                .fetchSingle();
        if (facts.get(2, Long.class) > 0) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(
                            "steps", "A number is too large, or none, in %d rows".formatted(facts.get(2, Long.class))));
        }
        return new Size(facts.get(0, Long.class), facts.get(1, Long.class));
    }

    /** That which was computed, with as many rows as the head says. */
    static ComputedTable of(DSLContext sql, TableHead head) {
        return new ComputedTable(sql, head);
    }

    TableHead head() {
        return head;
    }

    /** Gives it all to a sink. */
    void read(TableSink to) throws IOException {
        to.begin(head);
        List<Field<?>> fields = new ArrayList<>();
        for (int i = 0; i < head.columns().size(); i++) {
            fields.add(field(i));
        }
        String query =
                sql.renderInlined(sql.select(fields).from(DSL.table(NAME)).limit(head.rowCount()));
        try (DuckDBPreparedStatement statement = Engine.connection(sql).prepare(query);
                DuckDBChunkedResult result = statement.query()) {
            long read = 0;
            while (result.nextChunk()) {
                Block block = new Block(result.chunk(), head.columns());
                read += block.rows();
                to.rows(block);
            }
            if (read != head.rowCount()) {
                throw new IllegalStateException("DuckDB gave " + read + " of " + head.rowCount() + " rows");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The computed table can't be read", e);
        }
        to.end();
    }

    /** Writes it all to a file, and gives that back. */
    Path write(Path file) {
        List<Field<?>> fields = new ArrayList<>();
        for (int i = 0; i < head.columns().size(); i++) {
            TableResult.Column column = head.columns().get(i);
            Field<?> value = column.type().equals("time")
                    ? DSL.function("make_timestamptz", SQLDataType.TIMESTAMPWITHTIMEZONE, field(i))
                    : field(i);
            fields.add(value.as(DSL.name(column.name())));
        }
        sql.execute(
                "copy ({0}) to {1} (format parquet, compression zstd)",
                sql.select(fields).from(DSL.table(NAME)).limit(head.rowCount()), DSL.inline(file.toString()));
        return file;
    }

    private static Field<Object> field(int column) {
        return DSL.field(DSL.name("x" + column));
    }

    /** A chunk of DuckDB's. */
    private static final class Block implements RowBlock {
        private final List<TableResult.Column> columns;
        private final DuckDBReadableVector[] vectors;
        private final int rows;

        Block(DuckDBDataChunkReader chunk, List<TableResult.Column> columns) {
            this.columns = columns;
            rows = Math.toIntExact(chunk.rowCount());
            vectors = new DuckDBReadableVector[columns.size()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(i);
            }
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public String type(int column) {
            return columns.get(column).type();
        }

        @Override
        public boolean isEmpty(int column, int row) {
            return vectors[column].isNull(row);
        }

        @Override
        public String text(int column, int row) {
            return vectors[column].getString(row);
        }

        @Override
        public long whole(int column, int row) {
            return vectors[column].getLong(row);
        }

        @Override
        public double number(int column, int row) {
            return vectors[column].getDouble(row);
        }

        @Override
        public boolean truth(int column, int row) {
            return vectors[column].getBoolean(row);
        }
    }
}
