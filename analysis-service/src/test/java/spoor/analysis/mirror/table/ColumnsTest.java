package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import spoor.request.ErrorCode;
import spoor.request.RequestException;

class ColumnsTest {
    @Test
    void unknownName_isToldWithTheNearestOnes() {
        assertThat(refusal(columns(3), "field.name1").problems().getFirst().suggestions())
                .containsExactly("field.name.1", "field.name.0", "field.name.2");
    }

    @Test
    @Timeout(5)
    void unknownNameOfThousandsOfCharacters_isComparedWithNone() {
        RequestException refused = refusal(columns(4_096), "x".repeat(20_000));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(refused.problems().getFirst().suggestions()).isEmpty();
    }

    private static RequestException refusal(Columns columns, String name) {
        return catchThrowableOfType(RequestException.class, () -> columns.get(name, "query", 0));
    }

    private static Columns columns(int count) {
        var columns = new Columns();
        for (int i = 0; i < count; i++) {
            columns.add(new Column("field.name." + i, Column.Type.TEXT, DSL.field("c", SQLDataType.VARCHAR)));
        }
        return columns;
    }
}
