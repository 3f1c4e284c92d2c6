package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wherever a step takes text or a name, SQL there is a text or a name, or refused. */
class InjectionIT {
    private static final int ROWS = 20;

    @ParameterizedTest
    @MethodSource("spoor.analysis.mirror.table.Poison#payloads")
    void sqlInAnyPlace_isDataOrRefused(String payload) throws SQLException, IOException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            SmallTable table = SmallTable.in(duckDb, SQLDialect.DUCKDB, ROWS, 1);
            List<String> untouched = table.rows(List.of());
            for (String json : TwoEnginesIT.tables()) {
                JsonNode steps = JsonMapper.shared().readTree(json);
                for (JsonNode poisoned : Poison.poisoned(steps, payload)) {
                    answer(table, poisoned);
                }
            }

            assertThat(table.rows(List.of())).isEqualTo(untouched);
        }
    }

    private static void answer(SmallTable table, JsonNode poisoned) {
        List<Step> steps;
        try {
            steps = Requests.table(JsonMapper.shared().createObjectNode().set("steps", poisoned))
                    .steps();
            assertThat(table.rows(steps)).isNotEmpty();
        } catch (RequestException e) {
            assertThat(e.problems()).as(poisoned.toString()).isNotEmpty();
        } catch (DataAccessException e) {
            // A value of the data itself that can't be used, never the text of the query.
            assertThat(e.getMessage())
                    .as(poisoned.toString())
                    .doesNotContain("Parser Error", "Binder Error", "Catalog Error");
        }
    }
}
