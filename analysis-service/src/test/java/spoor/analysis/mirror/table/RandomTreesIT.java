package spoor.analysis.mirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import spoor.request.Requests;
import spoor.request.TableRequest;
import spoor.testkit.Full;

/** What random steps make of random rows is what plain Java makes of them. */
class RandomTreesIT {
    private static final int ROWS = 120;

    @Test
    void trees_makeWhatPlainJavaMakes() throws SQLException {
        compare(0, 400);
    }

    @Test
    @Full
    void manyTrees_makeWhatPlainJavaMakes() throws SQLException {
        compare(400, 10_000);
    }

    private static void compare(long first, long last) throws SQLException {
        for (long seed = first; seed < last; seed += 100) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                SmallTable events = SmallTable.in(connection, SQLDialect.DUCKDB, ROWS, seed);
                NaiveTable naive = events.naive();
                for (long tree = seed; tree < seed + 100; tree++) {
                    RandomSteps steps = new RandomSteps(naive, tree).take(1 + (int) (tree % 5));
                    String description = "seed " + tree + ": "
                            + Requests.json(new TableRequest("default", null, null, "", null, steps.steps()));
                    assertThat(rows(events, steps, description))
                            .as(description)
                            .containsExactlyElementsOf(SmallTable.rows(steps.table()));
                }
            }
        }
    }

    private static List<String> rows(SmallTable events, RandomSteps steps, String description) {
        try {
            return new ArrayList<>(events.rows(steps.steps()));
        } catch (RuntimeException e) {
            throw new AssertionError(description, e);
        }
    }
}
