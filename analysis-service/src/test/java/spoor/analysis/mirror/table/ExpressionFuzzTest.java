package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/** Any expression: DuckDB understands what it is turned into, or it is refused with the place where it is wrong. */
class ExpressionFuzzTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("message", Column.Type.TEXT, DSL.field(DSL.name("message"), SQLDataType.VARCHAR)),
            new Column("a b", Column.Type.TEXT, DSL.field(DSL.name("a_b"), SQLDataType.VARCHAR)),
            new Column("n", Column.Type.LONG, DSL.field(DSL.name("n"), SQLDataType.BIGINT)),
            new Column("d", Column.Type.DOUBLE, DSL.field(DSL.name("d"), SQLDataType.DOUBLE)),
            new Column("b", Column.Type.BOOLEAN, DSL.field(DSL.name("b"), SQLDataType.BOOLEAN)),
            new Column("time", Column.Type.TIME, DSL.field(DSL.name("time"), SQLDataType.BIGINT)));

    private static final DSLContext SQL = sql();

    @FuzzTest(maxDuration = "60s")
    void expression_isUnderstoodOrRefusedWithThePlace(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Columns columns = new Columns();
        COLUMNS.forEach(columns::add);
        Value value;
        try {
            value = Expression.value(text, "steps[0].derive.x", columns);
        } catch (RequestException e) {
            assertThat(e.code())
                    .isIn(ErrorCode.INVALID_EXPRESSION, ErrorCode.UNKNOWN_FIELD, ErrorCode.UNKNOWN_FUNCTION);
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertPlace(problem, text));
            return;
        }
        try {
            assertThat(SQL.select(value.field()).from(DSL.table("events")).fetch())
                    .hasSize(2);
        } catch (DataAccessException e) {
            // What the values themselves forbid: a number that is too large, or RE2 knowing less than Java.
            assertThat(e.getMessage()).containsAnyOf("Out of Range Error", "Conversion Error", "Invalid Input Error");
        }
    }

    private static void assertPlace(Problem problem, String text) {
        assertThat(problem.at()).isEqualTo("steps[0].derive.x");
        assertThat(problem.message()).isNotBlank().doesNotContain("org.jooq");
        assertThat(problem.offset()).isBetween(0, text.length());
        assertThat(problem.offset() + problem.length()).isBetween(0, text.length());
    }

    private static DSLContext sql() {
        try {
            DSLContext sql = DSL.using(
                    DriverManager.getConnection("jdbc:duckdb:"),
                    SQLDialect.DUCKDB,
                    new Settings().withStatementType(StatementType.STATIC_STATEMENT));
            sql.execute("create table events (message varchar, a_b varchar, n bigint, d double, b boolean,"
                    + " \"time\" bigint)");
            sql.execute("insert into events values ('Hello', '7', 7, 0.5, true, 0), (null, null, null, null,"
                    + " null, null)");
            return sql;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
