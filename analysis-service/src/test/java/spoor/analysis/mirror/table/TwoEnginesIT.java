package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.testkit.PostgresExtension;
import tools.jackson.databind.json.JsonMapper;

/** Every step means the same to DuckDB and to PostgreSQL: each line of {@code steps.jsonl} makes the same of the same rows in both. */
class TwoEnginesIT {
    private static final int ROWS = 200;
    private static final long SEED = 7;

    @RegisterExtension
    final PostgresExtension postgres = new PostgresExtension();

    @ParameterizedTest
    @MethodSource("tables")
    void steps_makeTheSameOfTheSameRows(String json) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Connection postgresql = postgres.dataSource().getConnection()) {
            List<String> expected =
                    SmallTable.in(postgresql, SQLDialect.POSTGRES, ROWS, SEED).rows(steps(json));

            assertThat(expected).hasSizeGreaterThan(1);
            assertThat(SmallTable.in(duckDb, SQLDialect.DUCKDB, ROWS, SEED).rows(steps(json)))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void noStep_isLeftOut() throws IOException {
        List<Step> all = tables().stream().flatMap(json -> steps(json).stream()).toList();

        assertThat(Step.class.getPermittedSubclasses())
                .allSatisfy(step -> assertThat(all).hasAtLeastOneElementOfType(step));
    }

    static List<String> tables() throws IOException {
        try (var lines = TwoEnginesIT.class.getResourceAsStream("steps.jsonl")) {
            return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<Step> steps(String json) {
        return Requests.table(JsonMapper.shared().readTree("{\"steps\": " + json + "}"))
                .steps();
    }
}
