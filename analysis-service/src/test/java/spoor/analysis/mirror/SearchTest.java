package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

class SearchTest {
    private static final Columns COLUMNS = columns();

    private static Columns columns() {
        Columns columns = new Columns();
        columns.add(new Column("name", Column.Type.TEXT, DSL.field("a", SQLDataType.VARCHAR)));
        columns.add(new Column("message", Column.Type.TEXT, DSL.field("b", SQLDataType.VARCHAR)));
        columns.add(new Column("size", Column.Type.LONG, DSL.field("c", SQLDataType.BIGINT)));
        columns.add(new Column("ratio", Column.Type.DOUBLE, DSL.field("d", SQLDataType.DOUBLE)));
        columns.add(new Column("time", Column.Type.TIME, DSL.field("t", SQLDataType.BIGINT)));
        return columns;
    }

    /** The caret stands below what is meant. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name:x ame:y | UNKNOWN_FIELD | ame:y",
                "name:ame AND ame:x | UNKNOWN_FIELD | ame:x",
                "name:x (message:y OR (ame:(x OR y))) | UNKNOWN_FIELD | ame:(x",
                "name:x ame:/a.*/ | UNKNOWN_FIELD | ame:/",
                "name:x ame:[1 TO 2] | UNKNOWN_FIELD | ame:[",
                "name:x ame>=5 | UNKNOWN_FIELD | ame>",
                "name:ame _exists_:ame | UNKNOWN_FIELD | ame",
                "name:many size:many | INVALID_QUERY | many",
                "many size:[1 TO many] | INVALID_QUERY | many]",
                "size:1 OR size>many | INVALID_QUERY | many",
                "name:NaN ratio:NaN | INVALID_QUERY | NaN",
                "name:1d ratio:[1d TO 2] | INVALID_QUERY | 1d TO",
                "name:noon time:noon | INVALID_QUERY | noon",
                "name:noon time:\"noon\" | INVALID_QUERY | noon\"",
                "name:noon time:[noon TO *] | INVALID_QUERY | noon TO",
                "name:10.0.0.0/8 name:10.0.0.0/33 | INVALID_QUERY | 10.0.0.0/33",
                "name:(10.0.0.0/8 OR 2001:db8::/32) OR name:10.0.0/8 | INVALID_QUERY | 10.0.0/8",
                "name:2001:db8::/129 | INVALID_QUERY | 2001:db8::/129",
                "name:x 10.0.0.0/8 | INVALID_QUERY | 10.0.0.0/8",
                "name:10.0.0.0/8 ame:10.0.0.0/8 | UNKNOWN_FIELD | ame:1",
                "name:C:\\Windows\\* AND ame:x | UNKNOWN_FIELD | ame:x",
                "name:\"C:\\Windows\" AND ame:x | UNKNOWN_FIELD | ame:x",
                "(name:99999999999 name:y)@99999999999 | INVALID_QUERY | 99999999999",
                "name:x ) | INVALID_QUERY | )"
            })
    void fault_isWhereTheParserSawIt(String query, ErrorCode code, String from) {
        RequestException refusal = refusal(query);

        Problem problem = refusal.problems().getFirst();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(problem.at()).isEqualTo("query");
        assertThat(problem.offset()).isEqualTo(query.lastIndexOf(from));
        assertThat(from).startsWith(query.substring(problem.offset(), problem.offset() + problem.length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"name:x Logon\\ Type:2 | 7 | 11", "name:x Logon\\:Type:2 | 7 | 11"})
    void escapedField_isMeantWithItsEscapes(String query, int offset, int length) {
        assertThat(refusal(query).problems())
                .singleElement()
                .extracting(Problem::offset, Problem::length)
                .containsExactly(offset, length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message:\"from 10.0.0.0/8 to 10.1.0.0/16\"",
                "name:[\"10.0.0.0/8\" TO *]",
                "\"10.0.0.0/8\"",
                "size>5 AND ratio:1e3"
            })
    void whatIsInQuotes_isText(String query) {
        assertThatCode(() -> Search.condition(query, "query", COLUMNS)).doesNotThrowAnyException();
    }

    private static RequestException refusal(String query) {
        return catchThrowableOfType(RequestException.class, () -> Search.condition(query, "query", COLUMNS));
    }
}
