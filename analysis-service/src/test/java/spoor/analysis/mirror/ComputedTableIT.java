package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.request.ErrorCode;
import spoor.request.RequestException;
import spoor.request.TableResult;

class ComputedTableIT {
    private static final int ROWS = 500_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private DuckDBConnection connection;

    @SuppressWarnings("NullAway.Init")
    private DSLContext sql;

    @BeforeEach
    void open() throws IOException, SQLException {
        engine = Engine.open(folder.resolve("segments"), folder.resolve("answers"), folder.resolve("spill"), "64MB");
        connection = engine.connect();
        sql = Engine.sql(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void moreRowsThanTheMemoryHolds_comeAllAndInTheirOrder() throws IOException {
        ComputedTable table = compute(
                "range as x0, repeat(md5(range::varchar), 10) as x1", ROWS, column("n", "long"), column("t", "text"));
        long[] seen = {0, 0};

        table.read(new TableSink() {
            @Override
            public void begin(TableHead head) {
                assertThat(head.rowCount()).isEqualTo(ROWS);
            }

            @Override
            public void rows(RowBlock rows) {
                for (int row = 0; row < rows.rows(); row++) {
                    seen[0] += rows.whole(0, row) == seen[0] ? 1 : 0;
                    seen[1] += rows.text(1, row).length();
                }
            }

            @Override
            public void end() {
                assertThat(seen).containsExactly(ROWS, ROWS * 320L);
            }
        });

        assertThat(seen[0]).isEqualTo(ROWS);
    }

    @Test
    void whatFailsInALateRow_failsBeforeTheFirstIsSent() {
        assertThatThrownBy(() -> compute(
                        "case when range = 400000 then error('late') else range::varchar end as x0",
                        ROWS,
                        column("t", "text")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("late");
    }

    @Test
    void numbersThatAreNone_areRefused() {
        assertThatThrownBy(() -> compute(
                        "case range when 7 then 'inf' when 8 then 'nan' when 9 then null else '1' end::double as x0",
                        10,
                        column("x", "double")))
                .isInstanceOfSatisfying(RequestException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal).hasMessageContaining("in 2 rows");
                });
    }

    @Test
    void file_hasTheColumnsByTheirNamesAndTimesAsTimestamps() throws IOException {
        ComputedTable table = compute(
                "range as x0, 1.5::double as x1, range = 1 as x2, null::varchar as x3, range * 1000000 as x4",
                3,
                column("n", "long"),
                column("Größe \"x\"", "double"),
                column("is", "boolean"),
                column("t", "text"),
                column("time", "time"));
        Path file = table.write(folder.resolve("answers/a.parquet"));

        assertThat(sql.fetch("describe select * from read_parquet('" + file + "')"))
                .extracting(column -> column.get(0) + " " + column.get(1))
                .containsExactly(
                        "n BIGINT", "Größe \"x\" DOUBLE", "is BOOLEAN", "t VARCHAR", "time TIMESTAMP WITH TIME ZONE");
        assertThat(sql.fetchValue("select count(*) from read_parquet('" + file + "')"))
                .isEqualTo(3L);
    }

    private ComputedTable compute(String fields, int rows, TableResult.Column... columns) {
        Select<?> query = DSL.select(DSL.field(fields)).from("range(" + rows + ")");
        ComputedTable.Size size = ComputedTable.compute(sql, query, List.of(columns), false);
        return ComputedTable.of(sql, new TableHead(List.of(columns), size.rows(), false, 1, 0, 0));
    }

    private static TableResult.Column column(String name, String type) {
        return new TableResult.Column(name, type);
    }
}
