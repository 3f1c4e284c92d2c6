package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.Problem;
import spoor.request.RequestException;

class ExpressionTest {
    private static final String AT = "steps[0].derive.x";

    /** What is written of an expression grows with it, not with a power of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d + d",
                "(((((((((n in (1, 2)) in (true, false)) in (true, false)) in (true)) in (true)) in (true)) in (true)) in (true)) = true)",
                "((((((((d between 1 and 2) = true) = true) = true) = true) = true) = true) = true)",
                "case case case n when 1 then 2 when 3 then 4 end when 1 then 2 when 3 then 4 end when 1 then 2 when 3 then 4 end",
            })
    void nestedExpression_isWrittenShortly(String text) {
        assertThat(Sql.length(Expression.value(text, AT, columns()).field())).isLessThan(20 * text.length());
    }

    @Test
    void operationsBeyondTheMostWithinEachOther_areRefused() {
        assertThat(Expression.value("n" + " + n".repeat(199), AT, columns()).type())
                .isEqualTo(Column.Type.LONG);
        assertThat(catchThrowableOfType(
                        RequestException.class, () -> Expression.value("n" + " + n".repeat(200), AT, columns())))
                .hasMessageContaining("More than 200 operations lie within each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n +                        | 3  | 0",
                "n + )                      | 4  | 1",
                "n # 2                      | 2  | 1",
                "m + 1                      | 0  | 1",
                "1 + \"a c\"                | 4  | 5",
                "lover(a)                   | 0  | 5",
                "left(a, n)                 | 8  | 1",
                "time > 'noon'              | 7  | 6",
                "n not between 1 and 2      | 6  | 7",
                "a like 'x' escape '!'      | 11 | 6",
                "'abc                       | 0  | 1",
                "(select 1)                 | 8  | 1",
                "and- n                     | 0  | 6",
            })
    void expressionThatCannotBeRead_isRefusedWithThePlace(String text, int offset, int length) {
        RequestException refusal =
                catchThrowableOfType(RequestException.class, () -> Expression.value(text, AT, columns()));

        assertThat(refusal.problems())
                .singleElement()
                .extracting(Problem::at, Problem::offset, Problem::length)
                .containsExactly(AT, offset, length);
    }

    @ParameterizedTest
    @CsvSource({"(, n, )", "case when b then, n, end", "case when true then case when, b, then 1 end end"})
    void deepBracketsAndCases_areRefused(String open, String within, String close) {
        String text = (open + " ").repeat(11) + within + (" " + close).repeat(11);

        assertThat(catchThrowableOfType(RequestException.class, () -> Expression.value(text, AT, columns())))
                .hasMessageContaining("brackets and cases within at most 10 others");
    }

    @Test
    void timeBeyondAllTimes_isComparedWithTheNearest() {
        assertThat(Expression.condition("time < '+300000-01-01T00:00:00Z'", AT, columns()))
                .isNotNull();
    }

    private static Columns columns() {
        Columns columns = new Columns();
        columns.add(new Column("a", Column.Type.TEXT, DSL.field(DSL.name("a"), SQLDataType.VARCHAR)));
        columns.add(new Column("n", Column.Type.LONG, DSL.field(DSL.name("n"), SQLDataType.BIGINT)));
        columns.add(new Column("d", Column.Type.DOUBLE, DSL.field(DSL.name("d"), SQLDataType.DOUBLE)));
        columns.add(new Column("time", Column.Type.TIME, DSL.field(DSL.name("t"), SQLDataType.BIGINT)));
        return columns;
    }
}
