package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RequestsTest {
    @Test
    void emptyTable_isAllEventsOfTheDefaultDataset() {
        assertThat(table("{}")).isEqualTo(new TableRequest("default", null, null, "", null, List.of()));
    }

    @Test
    void wholeTable_isReadInItsOrder() {
        assertThat(table("""
                {"dataset": "lab", "from": "2020-05-02T02:55:00Z", "to": "2020-05-02T03:00:00+00:00",
                 "query": "process.name:power*", "asOf": 17,
                 "steps": [
                   {"bucket": {"every": "PT1M"}},
                   {"group": {"by": ["time"], "agg": {"n": "count()", "size": "sum(network.bytes)"}}},
                   {"sort": ["-n"]},
                   {"select": ["time", "n"]},
                   {"limit": 0}]}"""))
                .isEqualTo(new TableRequest(
                        "lab",
                        Instant.parse("2020-05-02T02:55:00Z"),
                        Instant.parse("2020-05-02T03:00:00Z"),
                        "process.name:power*",
                        17L,
                        List.of(
                                new Step.Bucket("time", Duration.ofMinutes(1), "time"),
                                new Step.Group(List.of("time"), Map.of("n", "count()", "size", "sum(network.bytes)")),
                                new Step.Sort(List.of("-n")),
                                new Step.Select(List.of("time", "n")),
                                new Step.Limit(0))));
    }

    @Test
    void graphWithoutLimitAndWeight_hasTheUsualOnes() {
        assertThat(graph("{\"edges\": [{\"source\": \"a\", \"target\": \"b\"}], \"limit\": {\"edges\": 5}}"))
                .isEqualTo(new GraphRequest(
                        "default",
                        null,
                        null,
                        "",
                        null,
                        List.of(new GraphRequest.Edge("a", "b", "count()")),
                        List.of(),
                        List.of(),
                        new GraphRequest.Limit(2_000, 5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                              | ``",
                "{\"where\": 1}                                  | where",
                "{\"dataset\": 1}                                | dataset",
                "{\"from\": \"noon\"}                            | from",
                "{\"asOf\": -1}                                  | asOf",
                "{\"asOf\": 1.5}                                 | asOf",
                "{\"asOf\": 99999999999999999999}                | asOf",
                "{\"steps\": {}}                                 | steps",
                "{\"steps\": [1]}                                | steps[0]",
                "{\"steps\": [{}]}                               | steps[0]",
                "{\"steps\": [{\"limit\": null}]}                | steps[0].limit",
                "{\"steps\": [{\"limit\": 1000001}]}             | steps[0].limit",
                "{\"steps\": [{\"limit\": 99999999999999999999}]}| steps[0].limit",
                "{\"steps\": [{\"select\": null}]}               | steps[0].select",
                "{\"steps\": [{\"select\": [1]}]}                | steps[0].select[0]",
                "{\"steps\": [{\"sort\": \"n\"}]}                | steps[0].sort",
                "{\"steps\": [{\"bucket\": {}}]}                 | steps[0].bucket.every",
                "{\"steps\": [{\"bucket\": {\"every\": \"1h\"}}]}| steps[0].bucket.every",
                "{\"steps\": [{\"bucket\": {\"every\": \"PT0S\"}}]}| steps[0].bucket.every",
                "{\"steps\": [{\"bucket\": {\"every\": \"PT99999999999H\"}}]}| steps[0].bucket.every",
                "{\"steps\": [{\"group\": {\"by\": [\"a\"], \"agg\": {\"a\": \"count()\"}}}]}| steps[0].group.agg.a",
                "{\"steps\": [{\"group\": []}]}                  | steps[0].group",
                "{\"steps\": [{\"group\": {\"agg\": [\"count()\"]}}]}| steps[0].group.agg",
                "{\"steps\": [{\"group\": {\"agg\": {\"n\": 1}}}]}| steps[0].group.agg.n",
            })
    void tableNotUnderstood_isRefusedWithThePlace(String json, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> table(json));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | edges",
                "{\"edges\": [{\"source\": \"a\"}]}                        | edges[0].target",
                "{\"edges\": [{\"source\": \"a\", \"target\": \"b\", \"w\": 1}]} | edges[0].w",
                "{\"edges\": [{\"source\": \"a\", \"target\": \"b\"}], \"limit\": {\"vertices\": -1}} | limit.vertices",
                "{\"edges\": [{\"source\": \"a\", \"target\": \"b\"}], \"attributes\":"
                        + " [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]} | attributes",
            })
    void graphNotUnderstood_isRefusedWithThePlace(String json, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> graph(json));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    @Test
    void longLists_areRefused() {
        String steps = String.join(",", Collections.nCopies(65, "{\"limit\": 1}"));
        String edges = String.join(",", Collections.nCopies(17, "{\"source\": \"a\", \"target\": \"b\"}"));
        String measures = String.join(",", Collections.nCopies(9, "\"betweenness\""));

        assertThat(catchThrowableOfType(RequestException.class, () -> table("{\"steps\": [" + steps + "]}"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("steps");
        assertThat(catchThrowableOfType(
                                RequestException.class,
                                () -> graph("{\"edges\": [" + edges + "], \"measures\": [" + measures + "]}"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("edges", "measures");
    }

    @Test
    void severalFaults_areToldTogetherInTheirOrder() {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> table("""
                        {"from": "noon", "asOf": -1, "shape": 1,
                         "steps": [{"bucket": {"every": "1h", "size": 2}}, {"fly": 1}, {"sort": [1, 2]}]}"""));

        assertThat(refusal.problems())
                .extracting(Problem::at)
                .containsExactly(
                        "shape",
                        "from",
                        "asOf",
                        "steps[0].bucket.size",
                        "steps[0].bucket.every",
                        "steps[1]",
                        "steps[2].sort[0]",
                        "steps[2].sort[1]");
        assertThat(refusal).hasMessage(refusal.problems().getFirst().message());
    }

    @Test
    void unknownStep_isToldWithTheStepsThatThereAre() {
        RequestException refusal =
                catchThrowableOfType(RequestException.class, () -> table("{\"steps\": [{\"fly\": 1}]}"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_STEP);
        assertThat(refusal.problems().getFirst().suggestions())
                .containsExactly("bucket", "group", "select", "sort", "limit");
    }

    private static TableRequest table(String json) {
        return Requests.table(JsonMapper.shared().readTree(json));
    }

    private static GraphRequest graph(String json) {
        return Requests.graph(JsonMapper.shared().readTree(json));
    }
}
