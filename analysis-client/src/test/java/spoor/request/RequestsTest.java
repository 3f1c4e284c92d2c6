package spoor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'derive': {'kb': 'network.bytes / 1024', 'hour': 'hour(time)'}}",
                "{'filter': 'kb > 10'}",
                "{'bucket': {'field': 'time', 'every': 'PT1M', 'as': 'minute'}}",
                "{'group': {'by': ['a'], 'agg': {'n': 'count()', 'm': 'mean(b)'}}}",
                "{'window': {'by': ['a'], 'order': ['-n'], 'add': {'before': 'lag(n)'}}}",
                "{'pivot': {'rows': ['a'], 'columns': 'b', 'value': 'n', 'agg': 'max'}}",
                "{'melt': {'keep': ['a'], 'columns': ['b', 'c'], 'name': 'k', 'value': 'v'}}",
                "{'join': {'with': {'dataset': 'lab', 'query': 'x:1', 'steps': [{'limit': 1}]}, 'on': ['a'], 'type': 'anti'}}",
                "{'asofJoin': {'with': {'dataset': 'lab'}, 'on': ['a'], 'time': 't', 'direction': 'forward', 'tolerance': 'PT5S'}}",
                "{'select': ['a', 'b']}",
                "{'sort': ['-a', 'b']}",
                "{'limit': 5}",
                "{'sample': {'rows': 10, 'seed': 7}}",
                "{'distinct': ['a']}",
                "{'top': {'field': 'a', 'rows': 3, 'by': 'sum(b)', 'as': 'bytes'}}",
                "{'sessionize': {'by': ['a'], 'time': 't', 'gap': 'PT30M', 'as': 's'}}",
                "{'sequence': {'by': ['a'], 'time': 't', 'within': 'PT5M', 'steps': {'x': 'b = 1', 'y': 'b = 2'}}}",
                "{'resample': {'field': 't', 'every': 'PT1H', 'by': ['a'], 'agg': {'n': 'count()'}, 'fill': 'linear'}}",
                "{'rank': {'by': ['a'], 'order': ['-n'], 'as': 'r'}}",
                "{'cumulative': {'by': ['a'], 'order': ['t'], 'add': {'total': 'sum(n)'}}}",
                "{'diff': {'by': ['a'], 'order': ['t'], 'field': 'n', 'as': 'd'}}",
                "{'describe': ['a', 'b']}",
                "{'correlate': {'fields': ['a', 'b'], 'method': 'spearman'}}",
                "{'histogram': {'field': 'a', 'bins': 7, 'by': ['b']}}",
                "{'quantiles': {'field': 'a', 'at': [0.5, 0.95], 'by': ['b']}}",
                "{'rarity': {'of': ['a'], 'given': ['b'], 'as': 'bits'}}",
                "{'firstSeen': {'of': ['a', 'b'], 'time': 't'}}",
            })
    void everyStep_isWrittenAsItIsRead(String step) {
        JsonNode json =
                JsonMapper.shared().readTree(("{'dataset': 'lab', 'steps': [" + step + "]}").replace('\'', '"'));

        assertThat(Requests.json(Requests.table(json))).hasToString(json.toString());
    }

    @Test
    void theStepsOfTheTestBefore_areAll() {
        List<String> written = Arrays.stream(
                        Objects.requireNonNull(everyStepSource().getAnnotation(ValueSource.class))
                                .strings())
                .map(step -> step.substring(2, step.indexOf('\'', 2)))
                .toList();
        List<String> there = Arrays.stream(Step.class.getPermittedSubclasses())
                .map(step -> step.getAnnotation(JsonTypeName.class).value())
                .toList();

        assertThat(written).containsExactlyElementsOf(there);
    }

    @Test
    void stepWithTheLeastSaid_hasTheUsual() {
        assertThat(table("{\"steps\": [{\"top\": {\"field\": \"a\"}}, {\"resample\": {\"every\": \"PT1M\"}}]}")
                        .steps())
                .containsExactly(
                        new Step.Top("a", 10, "count()", "n"),
                        new Step.Resample("time", Duration.ofMinutes(1), List.of(), Map.of(), Step.Resample.Fill.none));
    }

    @Test
    void joinedTable_isOfTheSameDatasetUnlessItSaysAnother() {
        String join = "{\"join\": {\"with\": {%s}, \"on\": [\"a\"]}}";

        assertThat(table("{\"dataset\": \"lab\", \"steps\": [" + join.formatted("") + ","
                                + join.formatted("\"dataset\": \"home\"") + "]}")
                        .steps())
                .extracting(step -> ((Step.Join) step).with().dataset())
                .containsExactly("lab", "home");
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
                "{\"steps\": [{\"derive\": {\"a\": 1}}]}              | steps[0].derive.a",
                "{\"steps\": [{\"filter\": {}}]}                  | steps[0].filter",
                "{\"steps\": [{\"top\": {\"field\": \"a\", \"rows\": 0}}]} | steps[0].top.rows",
                "{\"steps\": [{\"join\": {\"with\": {\"asOf\": 1}, \"on\": [\"a\"]}}]} | steps[0].join.with.asOf",
                "{\"steps\": [{\"join\": {\"with\": {\"from\": \"x\"}, \"on\": [\"a\"]}}]} | steps[0].join.with.from",
                "{\"steps\": [{\"join\": {\"with\": {}}}]}           | steps[0].join.on",
                "{\"steps\": [{\"join\": {\"on\": [\"a\"]}}]}        | steps[0].join.with",
                "{\"steps\": [{\"join\": {\"with\": {}, \"on\": [\"a\"], \"type\": \"outer\"}}]} | steps[0].join.type",
                "{\"steps\": [{\"sequence\": {\"within\": \"PT1M\", \"steps\": {\"a\": \"b\"}}}]} | steps[0].sequence.steps",
                "{\"steps\": [{\"quantiles\": {\"field\": \"a\", \"at\": [2]}}]} | steps[0].quantiles.at[0]",
                "{\"steps\": [{\"rarity\": {\"of\": []}}]}         | steps[0].rarity.of",
                "{\"steps\": [{\"group\": []}]}                  | steps[0].group",
                "{\"steps\": [{\"group\": {\"agg\": [\"count()\"]}}]}| steps[0].group.agg",
                "{\"steps\": [{\"group\": {\"agg\": {\"n\": 1}}}]}| steps[0].group.agg.n",
            })
    void tableNotUnderstood_isRefusedWithThePlace(String json, String at) {
        RequestException refusal = catchThrowableOfType(RequestException.class, () -> table(json));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.problems()).extracting(Problem::at).containsExactly(at);
    }

    @Test
    void tooManySteps_areRefused() {
        String steps = String.join(",", Collections.nCopies(65, "{\"limit\": 1}"));

        assertThat(catchThrowableOfType(RequestException.class, () -> table("{\"steps\": [" + steps + "]}"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("steps");
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
        assertThat(refusal.problems().getFirst().suggestions()).hasSize(3);
    }

    @Test
    void stepsOfJoinedTables_countWithTheOthers() {
        String inner = String.join(",", Collections.nCopies(32, "{\"limit\": 1}"));
        String join = "{\"join\": {\"with\": {\"steps\": [" + inner + "]}, \"on\": [\"a\"]}}";

        assertThat(catchThrowableOfType(RequestException.class, () -> table("{\"steps\": [" + join + "," + join + "]}"))
                        .problems())
                .extracting(Problem::at)
                .containsExactly("steps[1].join.with.steps");
    }

    private static Method everyStepSource() {
        return Arrays.stream(RequestsTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("everyStep_isWrittenAsItIsRead"))
                .findFirst()
                .orElseThrow();
    }

    private static TableRequest table(String json) {
        return Requests.table(JsonMapper.shared().readTree(json));
    }
}
