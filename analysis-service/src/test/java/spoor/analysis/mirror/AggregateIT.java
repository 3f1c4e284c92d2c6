package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Step;
import tools.jackson.databind.json.JsonMapper;

/** The expected values are Python 3's {@code statistics}, and its {@code math.log2} for the entropies; tolerance 1e-12. */
class AggregateIT {
    private static final double TOLERANCE = 1e-12;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office(folder);
        office.write(
                0,
                "{\"second\":1,\"g\":\"a\",\"n\":3,\"t\":\"1.5\",\"name\":\"x\",\"Logon Type\":2,\"a,b\":1,\"say \\\"it\\\"\":7,\"(\":8}",
                "{\"second\":2,\"g\":\"b\",\"n\":1,\"t\":\"NaN\",\"name\":\"y\",\"Logon Type\":3}",
                "{\"second\":3,\"g\":\"a\",\"n\":4,\"t\":\"inf\",\"name\":\"y\",\"d\":1.5,\"ok\":true}",
                "{\"second\":4,\"g\":\"b\",\"n\":1,\"t\":\"-Infinity\",\"d\":1e400}");
        office.write(
                0,
                "{\"second\":5,\"g\":\"a\",\"n\":5,\"t\":\"2.5\",\"name\":\"x\",\"d\":2.5}",
                "{\"second\":6,\"g\":\"b\",\"n\":9,\"t\":\"ten\"}",
                "{\"second\":7,\"g\":\"a\",\"n\":2,\"t\":\"1e3\"}",
                "{\"second\":7,\"g\":\"a\",\"n\":6,\"t\":\"-4\"}");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count() | 8",
                "count(name) | 4",
                "distinct(n) | 7",
                "sum(n) | 31",
                "mean(n) | 3.875",
                "min(n) | 1",
                "max(n) | 9",
                "median(n) | 3.5",
                "quantile(n, 0.95) | 7.949999999999999",
                "quantile(n, 0.25) | 1.75",
                "quantile(n, 0) | 1",
                "quantile(n, 1) | 9",
                "stddev(n) | 2.748376143938713",
                "variance(n) | 7.553571428571429",
                "entropy(n) | 2.75",
                "entropy(name) | 1",
                "entropy(ok) | 0",
                "share() | 1",
                "share(name) | 1",
                "mode(n) | 1",
                "first(n) | 3"
            })
    void numbers_areExact(String aggregate, double expected) {
        assertThat(number(aggregate)).isEqualTo(expected, within(TOLERANCE));
    }

    /** The last two events have one time. */
    @Test
    void ofEquals_theSmallestOrGreatestIsTaken() {
        assertThat(cell("mode(name)")).isEqualTo("x");
        assertThat(cell("last(n)")).isEqualTo(6L);
        assertThat(rows("second:7", "first(n)", "last(n)")).containsExactly(List.of(2L, 6L));
    }

    @Test
    void group_hasItsPartOfAllRows() {
        assertThat(office.table(
                                "",
                                null,
                                new Step.Group(
                                        List.of("g"),
                                        named("sum(n)", "share()", "share(name)", "entropy(n)", "first(name)")))
                        .rows())
                .usingRecursiveComparison()
                .withComparatorForType((one, other) -> Math.abs(one - other) < TOLERANCE ? 0 : 1, Double.class)
                .isEqualTo(List.of(
                        List.of("a", 20L, 0.625, 0.75, 2.321928094887362, "x"),
                        List.of("b", 11L, 0.375, 0.25, 0.9182958340544896, "y")));
    }

    /** Text is a number where it spells a finite one: 1.5, 2.5, 1e3 and -4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count(t) | 8",
                "sum(t) | 1000.0",
                "mean(t) | 250.0",
                "median(t) | 2.0",
                "quantile(t, 0.9) | 700.75",
                "stddev(t) | 500.0081665999733",
                "variance(t) | 250008.16666666666",
                "sum(d) | 4.0",
                "mean(d) | 2.0"
            })
    void whatIsNoFiniteNumber_isPassedOver(String aggregate, double expected) {
        assertThat(number(aggregate)).isEqualTo(expected, within(1e-9));
    }

    @Test
    void whatIsNoFiniteNumber_isInNoRange() {
        assertThat(office.count("t:[2 TO *]", null)).isEqualTo(2);
        assertThat(office.count("t:[* TO 2]", null)).isEqualTo(2);
        assertThat(office.count("t:inf", null)).isEqualTo(1);
    }

    @Test
    void sumBeyondAllNumbers_isRefused(@TempDir Path other) {
        try (Office huge = new Office(other)) {
            huge.write(0, "{\"d\":1.7e308,\"e\":1.7e308}", "{\"d\":1.7e308,\"e\":-1.7e308}");
            for (String aggregate : List.of("sum(d)", "mean(d)", "stddev(e)", "variance(e)")) {
                assertThatThrownBy(() -> huge.table("", null, new Step.Group(List.of(), named(aggregate))))
                        .isInstanceOf(RequestException.class)
                        .hasMessageContaining("too large");
            }
        }
    }

    @Test
    void noValues_giveNothingAndCountsOfZero() {
        List<String> all = List.of(
                "count()",
                "distinct(n)",
                "sum(n)",
                "mean(n)",
                "min(n)",
                "max(n)",
                "median(n)",
                "quantile(n, 0.5)",
                "stddev(n)",
                "variance(n)",
                "first(n)",
                "last(n)",
                "mode(n)",
                "entropy(n)",
                "share()");

        List<@Nullable Object> row = rows("g:none", all.toArray(String[]::new)).getFirst();

        assertThat(row.subList(0, 2)).containsExactly(0L, 0L);
        assertThat(row.subList(2, row.size())).hasSize(13).containsOnlyNulls();
        assertThat(rows("n:9", "stddev(n)", "variance(n)").getFirst()).containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sum(\"Logon Type\") | 5",
                " quantile ( \"Logon Type\" , 0.5 ) | 2.5",
                "max(\"a,b\") | 1",
                "max(\"say \"\"it\"\"\") | 7",
                "max(\"(\") | 8",
                "sum(\"n\") | 31"
            })
    void quotedField_hasAnyName(String aggregate, double expected) {
        assertThat(number(aggregate)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | INVALID_EXPRESSION | 0 | 0",
                "count | INVALID_EXPRESSION | 0 | 5",
                "count( | INVALID_EXPRESSION | 6 | 0",
                "sum(Logon Type) | INVALID_EXPRESSION | 10 | 4",
                "max(a,b) | INVALID_EXPRESSION | 0 | 3",
                "sum(\"Logon Type) | INVALID_EXPRESSION | 4 | 1",
                "sum(\"\") | INVALID_EXPRESSION | 4 | 1",
                "sum(n) x | INVALID_EXPRESSION | 7 | 1",
                "quantile(n, high) | INVALID_EXPRESSION | 12 | 4",
                "quantile(n, 1.5) | INVALID_EXPRESSION | 12 | 3",
                "quantile(n, 1..5) | INVALID_EXPRESSION | 14 | 2",
                "quantile(n) | INVALID_EXPRESSION | 0 | 8",
                "sum(n, 0.5) | INVALID_EXPRESSION | 0 | 3",
                "sum() | INVALID_EXPRESSION | 0 | 3",
                "` avg(n)` | UNKNOWN_FUNCTION | 1 | 3",
                "sum(m) | UNKNOWN_FIELD | 4 | 1",
                "sum(\"Logon Typ\") | UNKNOWN_FIELD | 4 | 11"
            })
    void whatIsNoAggregate_isRefusedWithItsPlace(String aggregate, ErrorCode code, int offset, int length) {
        RequestException refusal = refusal(aggregate);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.problems())
                .singleElement()
                .extracting(Problem::at, Problem::offset, Problem::length)
                .containsExactly("steps[0].group.agg." + aggregate, offset, length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min(t)", "max(ok)", "last(time)"})
    void weightThatIsNoNumber_isRefused(String weight) {
        RequestException refusal = catchThrowableOfType(
                RequestException.class,
                () -> office.mirror().graph(Requests.graph(JsonMapper.shared().readTree("""
                                {"dataset": "office", "edges": [{"source": "g", "target": "name", "weight": "%s"}]}
                                """.formatted(weight)))));

        assertThat(refusal.problems().getFirst().at()).isEqualTo("edges[0].weight");
    }

    /** What is computed side by side is put together in any order: of many equally frequent values always the same is told. */
    @Test
    void manyEquallyFrequentValues_giveTheSmallest(@TempDir Path other) {
        try (Office many = new Office(other)) {
            for (int batch = 0; batch < 4; batch++) {
                many.write(
                        0,
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> "{\"v\":\"v" + (9_999 - i) + "\"}")
                                .toArray(String[]::new));
            }
            assertThat(many.table("", null, new Step.Group(List.of(), named("mode(v)", "first(v)", "last(v)")))
                            .rows())
                    .containsExactly(List.of("v9000", "v9000", "v9999"));
        }
    }

    private static RequestException refusal(String aggregate) {
        return catchThrowableOfType(RequestException.class, () -> cell(aggregate));
    }

    private static double number(String aggregate) {
        return ((Number) Objects.requireNonNull(cell(aggregate))).doubleValue();
    }

    private static @Nullable Object cell(String aggregate) {
        return rows("", aggregate).getFirst().getFirst();
    }

    private static List<List<@Nullable Object>> rows(String query, String... aggregates) {
        return office.table(query, null, new Step.Group(List.of(), named(aggregates)))
                .rows();
    }

    private static Map<String, String> named(String... aggregates) {
        Map<String, String> named = new LinkedHashMap<>();
        Stream.of(aggregates).forEach(aggregate -> named.put(aggregate, aggregate));
        return named;
    }
}
