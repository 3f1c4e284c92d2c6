package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StatisticsRequestsTest {
    private static final Instant FIVE = Instant.parse("2026-03-12T17:00:00Z");
    private static final Instant SIX = Instant.parse("2026-03-12T18:00:00Z");

    @Test
    void describe_isReadWithItsDefaults() {
        assertThat(stats("{\"test\": {\"describe\": {\"field\": \"network.bytes\"}}}"))
                .isEqualTo(new StatsRequest(
                        "default",
                        new Selection(null, null, ""),
                        null,
                        null,
                        new StatsTest.Describe("network.bytes", 0.95)));
    }

    @Test
    void wholeRequest_isRead() {
        assertThat(stats("""
                {"dataset": "lab", "from": "2026-03-12T17:00:00Z", "to": "2026-03-12T18:00:00Z", "query": "a:b", "asOf": 3,
                 "other": {"to": "2026-03-12T17:00:00Z", "query": "c:d"},
                 "test": {"welch": {"field": "network.bytes", "level": 0.9}}}"""))
                .isEqualTo(new StatsRequest(
                        "lab",
                        new Selection(FIVE, SIX, "a:b"),
                        3L,
                        new Selection(null, FIVE, "c:d"),
                        new StatsTest.TwoSample(StatsTest.TwoSample.Procedure.WELCH, "network.bytes", 0.9)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"correlation\": {\"x\": \"a\", \"y\": \"b\", \"method\": \"kendall\"}} | correlation",
                "{\"chiSquare\": {\"rows\": \"a\", \"columns\": \"b\"}} | chiSquare",
                "{\"gTest\": {\"rows\": \"a\", \"columns\": \"b\"}} | gTest",
                "{\"fisher\": {\"rows\": \"a:b\", \"columns\": \"c:d\"}} | fisher",
                "{\"linear\": {\"y\": \"a\", \"x\": [\"b\", \"c\"]}} | linear",
                "{\"logistic\": {\"outcome\": \"a:b\", \"x\": [\"c\"]}} | logistic",
                "{\"fit\": {\"field\": \"a\", \"distributions\": [\"logNormal\"]}} | fit",
                "{\"entropy\": {\"field\": \"a\"}} | entropy",
                "{\"adjust\": {\"pValues\": [0.1, 1, 0], \"method\": \"holm\"}} | adjust"
            })
    void testOfOneSelection_keepsItsName(String test, String name) {
        assertThat(stats("{\"test\": " + test + "}").test().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tTest\": {\"field\": \"a\"}} | tTest",
                "{\"mannWhitney\": {\"field\": \"a\"}} | mannWhitney",
                "{\"kolmogorovSmirnov\": {\"field\": \"a\"}} | kolmogorovSmirnov",
                "{\"divergence\": {\"field\": \"a\", \"smoothing\": 0}} | divergence",
                "{\"chiSquare\": {\"rows\": \"a\"}} | chiSquare",
                "{\"fisher\": {\"rows\": \"a:b\"}} | fisher"
            })
    void testOfTwoSelections_keepsItsNameAndNeedsBoth(String test, String name) {
        assertThat(stats("{\"other\": {}, \"test\": " + test + "}").test().name())
                .isEqualTo(name);
        assertThat(catchThrowableOfType(RequestException.class, () -> stats("{\"test\": " + test + "}")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | test",
                "{\"test\": null} | test",
                "{\"test\": {}} | test",
                "{\"test\": {\"fit\": {\"field\": \"a\"}, \"entropy\": {\"field\": \"a\"}}} | test",
                "{\"test\": {\"describe\": 1}} | test.describe",
                "{\"test\": {\"describe\": {}}} | test.describe.field",
                "{\"test\": {\"describe\": {\"field\": \"a\", \"size\": 1}}} | test.describe.size",
                "{\"test\": {\"describe\": {\"field\": \"a\", \"level\": 1}}} | test.describe.level",
                "{\"test\": {\"describe\": {\"field\": \"a\", \"level\": 95}}} | test.describe.level",
                "{\"test\": {\"correlation\": {\"x\": \"a\", \"y\": \"b\", \"method\": \"best\"}}} | test.correlation.method",
                "{\"test\": {\"welch\": {\"field\": \"a\"}}} | other",
                "{\"test\": {\"gTest\": {\"rows\": \"a\"}}} | test.gTest.columns",
                "{\"other\": {}, \"test\": {\"gTest\": {\"rows\": \"a\", \"columns\": \"b\"}}} | other",
                "{\"other\": {}, \"test\": {\"describe\": {\"field\": \"a\"}}} | other",
                "{\"other\": {\"from\": \"noon\"}, \"test\": {\"tTest\": {\"field\": \"a\"}}} | other.from",
                "{\"other\": {\"asOf\": 1}, \"test\": {\"tTest\": {\"field\": \"a\"}}} | other.asOf",
                "{\"test\": {\"linear\": {\"y\": \"a\", \"x\": []}}} | test.linear.x",
                "{\"test\": {\"linear\": {\"y\": \"a\", \"x\": [1]}}} | test.linear.x[0]",
                "{\"test\": {\"fit\": {\"field\": \"a\", \"distributions\": [\"gamma\", \"cauchy\"]}}} | test.fit.distributions[1]",
                "{\"other\": {}, \"test\": {\"divergence\": {\"field\": \"a\", \"smoothing\": -1}}} | test.divergence.smoothing",
                "{\"test\": {\"adjust\": {}}} | test.adjust.pValues",
                "{\"test\": {\"adjust\": {\"pValues\": [0.5, 2]}}} | test.adjust.pValues[1]",
                "{\"from\": \"noon\", \"test\": {\"entropy\": {\"field\": \"a\"}}} | from"
            })
    void statsNotUnderstood_isRefusedWithThePlace(String json, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> stats(json));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    @Test
    void unknownTest_isToldWithTheTestsThatThereAre() {
        RequestException refusal = catchThrowableOfType(
                RequestException.class, () -> stats("{\"test\": {\"anova\": {\"field\": \"a\"}}}"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_TEST);
        assertThat(refusal.problems().getFirst().suggestions()).startsWith("describe", "correlation", "tTest");
    }

    @Test
    void compare_isReadWithItsDefaults() {
        assertThat(compare("{\"selection\": {\"from\": \"2026-03-12T17:00:00Z\", \"query\": \"a:b\"}}"))
                .isEqualTo(new CompareRequest(
                        "default", null, new Selection(FIVE, null, "a:b"), null, List.of(), 10, 100, 0.05));
    }

    @Test
    void wholeComparison_isRead() {
        assertThat(compare("""
                {"dataset": "lab", "asOf": 3, "selection": {"query": "a:b"}, "baseline": {}, "fields": ["x"],
                 "valuesPerField": 3, "limit": 7, "falseDiscoveryRate": 0.1}"""))
                .isEqualTo(new CompareRequest(
                        "lab",
                        3L,
                        new Selection(null, null, "a:b"),
                        new Selection(null, null, ""),
                        List.of("x"),
                        3,
                        7,
                        0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | selection",
                "{\"selection\": {}} | selection",
                "{\"selection\": {\"query\": \"a:b\"}} | selection",
                "{\"selection\": {\"to\": 5}} | selection.to",
                "{\"selection\": {\"query\": 5}, \"baseline\": {}} | selection.query",
                "{\"selection\": {}, \"baseline\": 1} | baseline",
                "{\"selection\": {}, \"baseline\": {}, \"valuesPerField\": 0} | valuesPerField",
                "{\"selection\": {}, \"baseline\": {}, \"limit\": 10001} | limit",
                "{\"selection\": {}, \"baseline\": {}, \"falseDiscoveryRate\": 2} | falseDiscoveryRate",
                "{\"selection\": {}, \"baseline\": {}, \"fields\": [1]} | fields[0]"
            })
    void comparisonNotUnderstood_isRefusedWithThePlace(String json, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> compare(json));

        assertThat(refusal.problems()).extracting(Problem::at).contains(at);
    }

    private static StatsRequest stats(String json) {
        return Requests.stats(JsonMapper.shared().readTree(json));
    }

    private static CompareRequest compare(String json) {
        return Requests.compare(JsonMapper.shared().readTree(json));
    }
}
