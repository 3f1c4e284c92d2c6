package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Columns;
import spoor.analysis.mirror.table.Relation;

/** What is fetched of more events than come into memory at once. */
class FieldNumbersIT {
    private static final int EVENTS = 50_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void moreThanTheMost_areChosenByChanceAndAlwaysTheSame() throws Exception {
        try (Engine engine = Engine.open(
                        folder.resolve("segments"), folder.resolve("answers"), folder.resolve("spill"), "256MB");
                DuckDBConnection connection = engine.connect()) {
            DSLContext sql = Engine.sql(connection);
            sql.execute("create table e as select i as t, i // 1000 as batch, i % 1000 as ordinal, i::double as x"
                    + " from range(50000) as r(i)");

            FieldNumbers all = numbers(sql, EVENTS);
            FieldNumbers some = numbers(sql, 5_000);

            assertThat(all.isSampled()).isFalse();
            assertThat(all.samples().getFirst().size()).isEqualTo(EVENTS);
            assertThat(some.isSampled()).isTrue();
            double[] taken = some.samples().getFirst().values();
            assertThat(taken.length).isBetween(4_500, 5_500);
            assertThat(taken).isSorted();
            assertThat(numbers(sql, 5_000).samples().getFirst().values()).isEqualTo(taken);
            assertThat(some.matches()).hasSize(taken.length);
            double mean = Arrays.stream(taken).average().orElseThrow();
            assertThat(mean).isBetween(0.47 * EVENTS, 0.53 * EVENTS);
        }
    }

    private static FieldNumbers numbers(DSLContext sql, long most) {
        Columns columns = new Columns();
        columns.add(new Column("x", Column.Type.DOUBLE, DSL.field(DSL.name("x"), SQLDataType.DOUBLE)));
        Relation events = Relation.of(DSL.table(DSL.name("e")), DSL.noCondition(), columns, List.of());
        return FieldNumbers.of(
                sql,
                new Contrast.Chosen(events, events.condition()),
                List.of("x"),
                List.of("test.describe.field"),
                DSL.condition("x < 7"),
                most);
    }
}
