package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.request.CompareRequest;
import spoor.request.CompareResult;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;
import spoor.request.Requests;
import spoor.request.Selection;
import spoor.request.StatsResult;
import tools.jackson.databind.json.JsonMapper;

/** Statistics and comparisons of what the mirror holds: the calm and the storm, a minute each. */
class StatisticsIT {
    private static final double[] X = {2.1, 3.4, 1.9, 5.6, 4.4, 7.8, 3.3, 2.7, 9.1, 6.2, 4.8, 5.5};
    private static final double[] Y = {1.2, 2.9, 2.2, 4.1, 5.0, 6.6, 2.4, 3.1, 7.7, 4.9, 5.2, 3.8};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < X.length; i++) {
            events.add("{\"second\":%d,\"kind\":\"measured\",\"x\":%s,\"y\":%s,\"spelled\":\"%s\"}"
                    .formatted(i, X[i], Y[i], X[i]));
        }
        events.add("{\"second\":20,\"kind\":\"measured\",\"x\":1,\"spelled\":\"NaN\"}");
        for (int i = 0; i < 100; i++) {
            events.add(process(
                    i % 60, "explorer.exe", i % 2 == 0 ? "winword.exe" : "excel.exe", "WS-0" + i % 4, 10 + i % 7));
        }
        for (int i = 0; i < 40; i++) {
            events.add(process(60 + i, "winword.exe", "cmd.exe", "WS-01", 1_000 + i % 7));
        }
        events.add(process(119, "cmd.exe", "rundll32.exe", "WS-01", 5));
        office.write(0, events.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static String process(int second, String parent, String child, String host, int bytes) {
        return ("{\"second\":%d,\"kind\":\"process\",\"process.parent.name\":\"%s\",\"process.name\":\"%s\","
                        + "\"host.name\":\"%s\",\"bytes\":%d,\"process.pid\":%d,\"note\":\"of %d\",\"written\":\"2026-05-04 12:0%d\"}")
                .formatted(second, parent, child, host, bytes, second % 3, 7 * second + bytes * 1_000, second % 4);
    }

    @Test
    void describe_isOfTheNumbersThatAreThere() {
        StatsResult result = stats("\"query\": \"kind:measured AND _exists_:y\"", "{\"describe\": {\"field\": \"x\"}}");

        assertThat(result.test()).isEqualTo("describe");
        assertThat(result.n()).isEqualTo(12);
        assertThat(result.events()).isEqualTo(12);
        assertThat(result.sampled()).isFalse();
        assertThat(result.watermark()).isEqualTo(office.store.watermark());
        assertNumber(result, "mean", 4.733333333333333); // NumPy 2.4.6
        assertNumber(result, "standardDeviation", 2.2362034926647576);
    }

    @Test
    void textThatSpellsNumbers_isNumbersAndNaNIsNone() {
        StatsResult result = stats("\"query\": \"kind:measured\"", "{\"describe\": {\"field\": \"spelled\"}}");

        assertThat(result.events()).isEqualTo(13);
        assertThat(result.n()).isEqualTo(12);
        assertNumber(result, "mean", 4.733333333333333);
    }

    @Test
    void times_areSecondsSince1970() {
        StatsResult result = stats("\"query\": \"kind:measured\"", "{\"describe\": {\"field\": \"time\"}}");

        assertNumber(result, "min", (double) Office.NOON.getEpochSecond());
        assertNumber(result, "max", Office.NOON.getEpochSecond() + 20.0);
    }

    /** Expected figures: SciPy 1.17.1; R 4.2.2 for the regressions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"correlation\": {\"x\": \"x\", \"y\": \"y\"}} | coefficient | 0.9288854032332933",
                "{\"correlation\": {\"x\": \"x\", \"y\": \"y\", \"method\": \"spearman\"}} | coefficient | 0.8671328671328673",
                "{\"correlation\": {\"x\": \"x\", \"y\": \"y\", \"method\": \"kendall\"}} | coefficient | 0.7272727272727272",
                "{\"linear\": {\"y\": \"y\", \"x\": [\"x\"]}} | rSquared | 0.8628280923",
                "{\"logistic\": {\"outcome\": \"y:[4 TO *]\", \"x\": [\"x\"]}} | matching | 6",
                "{\"fit\": {\"field\": \"y\"}} | | ",
                "{\"entropy\": {\"field\": \"kind\"}} | distinct | 1",
                "{\"adjust\": {\"pValues\": [0.01, 0.5]}} | belowFivePercent | 1"
            })
    void testOfOneSelection_isAnswered(String test, @Nullable String number, @Nullable Double expected) {
        StatsResult result = stats("\"query\": \"_exists_:y\"", test);

        assertThat(result.interpretation()).isNotEmpty();
        if (number != null && expected != null) {
            assertThat(result.numbers().get(number)).isCloseTo(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tTest\": {\"field\": \"bytes\"}} | selected | 41",
                "{\"welch\": {\"field\": \"bytes\"}} | other | 100",
                "{\"mannWhitney\": {\"field\": \"bytes\"}} | superiority | 0.975609756097561",
                "{\"kolmogorovSmirnov\": {\"field\": \"bytes\"}} | d | 0.975609756097561",
                "{\"chiSquare\": {\"rows\": \"process.name\"}} | rows | 4",
                "{\"gTest\": {\"rows\": \"process.name\"}} | columns | 2",
                "{\"fisher\": {\"rows\": \"process.name:cmd.exe\"}} | both | 40",
                "{\"divergence\": {\"field\": \"process.name\"}} | jensenShannon | 1"
            })
    void testOfTwoSelections_isAnswered(String test, String number, double expected) {
        StatsResult result = stats(
                "\"query\": \"kind:process\", \"from\": \"2026-05-04T12:01:00Z\", \"other\": {\"query\": \"kind:process\"}",
                test);

        assertThat(result.events()).isEqualTo(141);
        assertThat(result.numbers().get(number)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void fisherOfTwoQueries_countsThem() {
        StatsResult result = stats(
                "\"query\": \"kind:process\"",
                "{\"fisher\": {\"rows\": \"process.name:cmd.exe\", \"columns\": \"host.name:\\\"WS-01\\\"\"}}");

        assertThat(result.numbers())
                .containsEntry("both", 40.0)
                .containsEntry("rowsOnly", 0.0)
                .containsEntry("columnsOnly", 26.0)
                .containsEntry("neither", 75.0)
                .doesNotContainKey("oddsRatio");
        assertThat(result.warnings()).anyMatch(warning -> warning.contains("infinite"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"test\": {\"describe\": {\"field\": \"z\"}}} | UNKNOWN_FIELD | test.describe.field",
                "{\"test\": {\"linear\": {\"y\": \"y\", \"x\": [\"x\", \"z\"]}}} | UNKNOWN_FIELD | test.linear.x[1]",
                "{\"test\": {\"logistic\": {\"outcome\": \"(\", \"x\": [\"x\"]}}} | INVALID_QUERY | test.logistic.outcome",
                "{\"query\": \"(\", \"test\": {\"entropy\": {\"field\": \"kind\"}}} | INVALID_QUERY | query",
                "{\"other\": {\"query\": \"(\"}, \"test\": {\"tTest\": {\"field\": \"x\"}}} | INVALID_QUERY | other.query",
                "{\"test\": {\"gTest\": {\"rows\": \"kind\", \"columns\": \"z\"}}} | UNKNOWN_FIELD | test.gTest.columns"
            })
    void refusal_namesThePlace(String json, ErrorCode code, String at) {
        RequestException refusal = catchThrowableOfType(
                RequestException.class,
                () -> office.mirror()
                        .stats(Requests.stats(
                                JsonMapper.shared().readTree("{\"dataset\": \"office\", " + json.substring(1)))));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    @Test
    void comparison_ranksTheSureDifferences() {
        CompareResult result = compare(storm(), null);

        assertThat(result.selected()).isEqualTo(41);
        assertThat(result.baseline()).isEqualTo(100);
        assertThat(result.values().getFirst().value()).isIn("cmd.exe", "winword.exe");
        assertThat(result.values().getFirst().effect().unseen()).isTrue();
        assertThat(result.edges().getFirst().source()).isEqualTo("winword.exe");
        assertThat(result.edges().getFirst().target()).isEqualTo("cmd.exe");
        assertThat(result.edges())
                .filteredOn(edge -> edge.target().equals("rundll32.exe"))
                .singleElement()
                .satisfies(edge -> {
                    assertThat(edge.effect().selected()).isEqualTo(1);
                    assertThat(edge.effect().unseen()).isTrue();
                    assertThat(edge.explanation()).contains("new, but it may be chance");
                });
        assertThat(result.watermark()).isEqualTo(office.store.watermark());
    }

    @Test
    void timesAndIdentifiers_areLeftOutUnlessAskedFor() {
        CompareResult result = compare(storm(), null);

        assertThat(result.leftOut())
                .extracting(CompareResult.LeftOut::field)
                .contains("time", "occurredAt", "receivedAt", "process.pid", "note", "written");
        assertThat(result.fields())
                .extracting(CompareResult.FieldDifference::name)
                .contains("process.name", "host.name", "kind", "bytes")
                .doesNotContain("id", "time", "note", "x");
        assertThat(compare(storm(), null, "process.pid").fields())
                .extracting(CompareResult.FieldDifference::name)
                .containsExactly("process.pid");
    }

    @Test
    void baselineOfItsOwn_losesWhatIsInTheSelection() {
        CompareResult result =
                compare(new Selection(null, null, "host.name:\"WS-01\""), new Selection(null, null, "kind:process"));

        assertThat(result.selected()).isEqualTo(66);
        assertThat(result.baseline()).isEqualTo(75);
        assertThat(compare(new Selection(null, null, "host.name:\"WS-01\""), new Selection(null, null, ""))
                        .baseline())
                .isEqualTo(88);
    }

    @Test
    void comparisonAskedAgain_isTheSame() {
        CompareResult one = compare(storm(), null);
        CompareResult other = compare(storm(), null);

        assertThat(one.values()).isEqualTo(other.values());
        assertThat(one.edges()).isEqualTo(other.edges());
        assertThat(one.fields()).isEqualTo(other.fields());
    }

    @Test
    void comparisonRefusal_namesThePlace() {
        assertThat(catchThrowableOfType(
                                RequestException.class, () -> compare(new Selection(Office.NOON, null, "("), null))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("selection.query");
        assertThat(catchThrowableOfType(RequestException.class, () -> compare(storm(), null, "hostname"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("fields[0]");
    }

    @Test
    void emptySelection_isSaid() {
        Selection never = new Selection(Office.NOON.minusSeconds(9), Office.NOON.minusSeconds(8), "");

        assertThat(compare(never, null).interpretation()).isEqualTo("The selection holds no events");
        assertThat(stats("\"query\": \"kind:nothing\"", "{\"describe\": {\"field\": \"x\"}}")
                        .interpretation())
                .isEqualTo("No event has a number in x");
    }

    private static Selection storm() {
        return new Selection(Office.NOON.plusSeconds(60), null, "kind:process");
    }

    private CompareResult compare(Selection selection, @Nullable Selection baseline, String... fields) {
        return office.mirror()
                .compare(new CompareRequest("office", null, selection, baseline, List.of(fields), 10, 100, 0.05));
    }

    private StatsResult stats(String selection, String test) {
        return office.mirror()
                .stats(Requests.stats(JsonMapper.shared()
                        .readTree("{\"dataset\": \"office\", %s, \"test\": %s}".formatted(selection, test))));
    }

    private static void assertNumber(StatsResult result, String name, double expected) {
        assertThat(result.numbers().get(name)).as(name).isCloseTo(expected, within(1e-9));
    }
}
