package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Any query: DuckDB understands what it is turned into, or it is refused with the place where it is wrong. */
class SearchFuzzTest {
    private static final List<Column> COLUMNS = List.of(
            column("message", Column.Type.TEXT, SQLDataType.VARCHAR),
            column("process.name", Column.Type.TEXT, SQLDataType.VARCHAR),
            column("n", Column.Type.LONG, SQLDataType.BIGINT),
            column("d", Column.Type.DOUBLE, SQLDataType.DOUBLE),
            column("b", Column.Type.BOOLEAN, SQLDataType.BOOLEAN),
            column("time", Column.Type.TIME, SQLDataType.BIGINT));

    private static final DSLContext SQL = sql();

    @FuzzTest(maxDuration = "60s")
    void query_isUnderstoodOrRefusedWithThePlace(byte[] bytes) {
        String query = new String(bytes, StandardCharsets.UTF_8);
        Columns columns = new Columns();
        COLUMNS.forEach(columns::add);
        Condition condition;
        try {
            condition = Search.condition(query, "query", columns);
        } catch (RequestException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_QUERY, ErrorCode.UNKNOWN_FIELD);
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertPlace(problem, query));
            return;
        }
        try {
            assertThat(SQL.selectCount()
                            .from(DSL.table("events"))
                            .where(condition)
                            .fetchOne(0, int.class))
                    .isBetween(0, 2);
        } catch (DataAccessException e) {
            // A regular expression is DuckDB's to read; the mirror hands on what it says.
            assertThat(query).contains("/");
            assertThat(e.getMessage()).contains("Invalid Input Error");
        }
    }

    private static void assertPlace(Problem problem, String query) {
        assertThat(problem.at()).isEqualTo("query");
        assertThat(problem.message()).isNotBlank().doesNotContain("org.apache");
        assertThat(problem.offset()).isBetween(0, query.length());
        assertThat(problem.offset() + problem.length()).isBetween(0, query.length());
    }

    private static Column column(String name, Column.Type type, org.jooq.DataType<?> dataType) {
        Field<?> field = DSL.field(DSL.name(name.replace('.', '_')), dataType);
        return new Column(name, type, field);
    }

    private static DSLContext sql() {
        try {
            DSLContext sql =
                    Engine.sql(DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
            sql.execute("create table events (message varchar, process_name varchar, n bigint, d double, b boolean,"
                    + " \"time\" bigint)");
            sql.execute("insert into events values ('Hello', 'power.exe', 7, 0.5, true, 0), (null, null, null, null,"
                    + " null, null)");
            return sql;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
