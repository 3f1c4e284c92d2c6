package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldsIT {
    private static final int EVENTS = 20_000;

    /** More than are merged into one, and something beside it. */
    private static final int PARTS = 12;

    private static final int EACH = 2_000;

    @TempDir
    private Path folder;

    @Test
    void fewValues_areCounted_manyAreEstimatedAndSaidToBe() {
        try (Office office = new Office(folder.resolve("mirror"))) {
            office.write(
                    0,
                    IntStream.range(0, EVENTS)
                            .mapToObj(i -> "{\"each\":\"e%d\",\"some\":%d,\"even\":%s}"
                                    .formatted(i, i % 10_000, i % 2 == 0 ? "true" : "null"))
                            .toArray(String[]::new));
            Map<String, Mirror.FieldSummary> fields = office.mirror().fields("office").stream()
                    .collect(Collectors.toMap(Mirror.FieldSummary::name, Function.identity()));
            assertThat(fields.get("some")).isEqualTo(new Mirror.FieldSummary("some", "long", EVENTS, 10_000, false));
            assertThat(fields.get("even")).isEqualTo(new Mirror.FieldSummary("even", "boolean", EVENTS / 2, 1, false));
            Mirror.FieldSummary each = fields.get("each");
            assertThat(each.estimated()).isTrue();
            assertThat(each.events()).isEqualTo(EVENTS);
            assertThat(each.distinct()).isCloseTo(EVENTS, withinPercentage(10));
            assertThat(fields.get("id")).isEqualTo(new Mirror.FieldSummary("id", "text", EVENTS, EVENTS, false));
        }
    }

    /** Some lie in segments of their own, some in segments that are merged, and some nowhere yet. */
    @Test
    void parts_haveTheStatisticsOfTheWhole() {
        try (Office office = new Office(folder.resolve("mirror"))) {
            Set<Integer> some = new HashSet<>();
            Random random = new Random(3);
            for (int part = 0; part < PARTS; part++) {
                int first = part * EACH;
                office.write(
                        0,
                        IntStream.range(first, first + EACH)
                                .mapToObj(i -> {
                                    int value = random.nextInt(FieldStatistics.MOST_HASHES);
                                    some.add(value);
                                    // A value that is a number in one part and a text in the next is one value.
                                    String mixed = i / EACH % 2 == 0 ? "7" : "\"7\"";
                                    return "{\"each\":%d,\"some\":%d,\"mixed\":%s}".formatted(i, value, mixed);
                                })
                                .toArray(String[]::new));
                if (part < PARTS - 1) {
                    office.bringToDisk();
                }
            }
            Map<String, Mirror.FieldSummary> fields = office.mirror().fields("office").stream()
                    .collect(Collectors.toMap(Mirror.FieldSummary::name, Function.identity()));
            int all = PARTS * EACH;
            assertThat(fields.get("some")).isEqualTo(new Mirror.FieldSummary("some", "long", all, some.size(), false));
            assertThat(fields.get("mixed")).isEqualTo(new Mirror.FieldSummary("mixed", "text", all, 1, false));
            assertThat(fields.get("each").estimated()).isTrue();
            assertThat(fields.get("each").events()).isEqualTo(all);
            assertThat(fields.get("each").distinct()).isCloseTo(all, withinPercentage(10));
        }
    }

    /** The files hold DuckDB's hashes. When this fails, DuckDB has another hash function, and the manifest needs another version. */
    @Test
    void hash_isThatOfTheFiles() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(DSL.using(duckdb).fetchValue("select hash('spoor')::varchar"))
                    .isEqualTo("3809651429868242673");
        }
    }
}
