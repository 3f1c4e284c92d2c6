package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Wherever a step takes text or a name, SQL there is a text or a name, or refused. */
class InjectionIT {
    private static final int ROWS = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table events; --",
                "\"; drop table events; --",
                "x\" from events; delete from events; --",
                "' || (select max(id) from events) || '",
                "(select count(*) from events)",
                "n) from events; drop table events; --",
                "read_csv('/etc/passwd')",
                "getenv('PATH')",
                "1; attach '/tmp/other.db'",
                "case when true then (select 1) end",
                "n /* */ --",
                "`n`",
                "$1",
                "{0}",
                "?",
                "\\\" \\' \u0000",
                "n::int",
                "count(*) over ()",
                "exists (select 1)",
                "copy events to '/tmp/stolen'"
            })
    void sqlInAnyPlace_isDataOrRefused(String payload) throws SQLException, IOException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            SmallTable table = SmallTable.in(duckDb, SQLDialect.DUCKDB, ROWS, 1);
            List<String> untouched = table.rows(List.of());
            for (String json : TwoEnginesIT.tables()) {
                JsonNode steps = JsonMapper.shared().readTree(json);
                for (JsonNode poisoned : poisoned(steps, payload)) {
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

    /** The same with the payload in the place of each text in turn, names of columns included. */
    private static List<JsonNode> poisoned(JsonNode node, String payload) {
        List<JsonNode> all = new ArrayList<>();
        switch (node) {
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    for (JsonNode changed : poisoned(list.get(i), payload)) {
                        all.add(list.deepCopy().set(i, changed));
                    }
                }
            }
            case ObjectNode object -> {
                for (String name : List.copyOf(object.propertyNames())) {
                    for (JsonNode changed : poisoned(object.get(name), payload)) {
                        all.add(object.deepCopy().set(name, changed));
                    }
                    ObjectNode renamed = object.deepCopy();
                    renamed.remove(name);
                    all.add(renamed.set(payload, object.get(name)));
                }
            }
            default -> {
                if (node.isString()) {
                    all.add(JsonMapper.shared().getNodeFactory().stringNode(payload));
                }
            }
        }
        return all;
    }
}
