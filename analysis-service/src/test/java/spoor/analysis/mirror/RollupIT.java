package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.GraphRequest;
import spoor.request.Requests;
import spoor.request.Step;
import spoor.request.TableResult;
import tools.jackson.databind.json.JsonMapper;

/** What rollups answer is what the events answer. */
class RollupIT {
    /** Only the events tell whether they have a time, so that this keeps a question from the rollups. */
    private static final String OF_EVENTS = "_exists_:time";

    private static final int SECONDS = 1_800;
    private static final int EVENTS = 10_000;
    private static final List<String> QUERIES = List.of(
            "event.action:start",
            "NOT host.name:pc1",
            "_exists_:process.name AND host.name:(pc0 OR pc2)",
            "process.name:/p[12]/ OR process.name:7",
            "note:n1");

    /** With parts of minutes at their ends, without, with nothing else, and open. */
    private static final List<String[]> RANGES = List.of(
            new String[] {at(61), at(1_199)},
            new String[] {at(120), at(600)},
            new String[] {at(59), ""},
            new String[] {at(65), at(80)},
            new String[] {at(65), at(130)},
            new String[] {"", at(-1)},
            new String[] {"", ""});

    @TempDir
    private static Path folder;

    private static Office office;

    /** Two segments with rollups that overlap in time, one that is too sparse for one, and what is hot. */
    @BeforeAll
    static void write() {
        office = new Office(folder.resolve("mirror"));
        Random random = new Random(5);
        for (int i = 0; i < 2; i++) {
            office.write(0, events(random, EVENTS, i * 300));
            office.bringToDisk();
        }
        office.write(0, events(random, 12, -600));
        office.bringToDisk();
        office.write(0, events(random, 500, 900));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'group': {'by': [], 'agg': {'n': 'count()', 'hosts': 'distinct(host.name)'}}}]",
                "[{'bucket': {'every': 'PT1M', 'as': 'minute'}}, {'group': {'by': ['minute', 'event.action'], 'agg': {'n': 'count()'}}}]",
                "[{'bucket': {'every': 'PT1H', 'as': 'h'}}, {'group': {'by': ['h'], 'agg': {'s': 'share()', 'named': 'count(process.name)'}}}]",
                "[{'bucket': {'every': 'PT90S', 'as': 'b'}}, {'group': {'by': ['b'], 'agg': {'n': 'count()'}}}]",
                "[{'group': {'by': ['host.name'], 'agg': {'first': 'min(time)', 'last': 'max(time)', 'most': 'max(process.name)'}}}]",
                "[{'group': {'by': ['host.name'], 'agg': {'early': 'first(process.name)', 'm': 'mode(process.name)'}}}]",
                "[{'group': {'by': ['host.name'], 'agg': {'k': 'quantile(second, 0.5)', 'e': 'entropy(event.action)'}}}]",
                "[{'derive': {'x': 'lower(host.name) || event.action'}}, {'filter': 'x <> \\'pc1stop\\''}, {'group': {'by': ['x'], 'agg': {'n': 'count_if(process.name = \\'p1\\')'}}}]",
                "[{'derive': {'k': '1'}}, {'bucket': {'every': 'PT2M', 'as': 'b'}}, {'group': {'by': ['b', 'k'], 'agg': {'n': 'count()', 'end': 'max(time)'}}}]",
                "[{'top': {'field': 'process.name', 'rows': 2}}]",
                "[{'rarity': {'of': ['process.name'], 'given': ['process.parent.name']}}]",
                "[{'firstSeen': {'of': ['host.name', 'process.name']}}]",
                "[{'pivot': {'rows': ['host.name'], 'columns': 'event.action', 'value': 'host.name', 'agg': 'count'}}]",
                "[{'resample': {'every': 'PT5M', 'by': ['event.action'], 'agg': {'n': 'count()'}, 'fill': 'zero'}}]",
                "[{'select': ['host.name', 'event.action']}, {'group': {'by': ['host.name'], 'agg': {'n': 'count()'}}}]",
                "[{'select': ['host.name', 'time']}, {'sort': ['-time', 'host.name']}, {'limit': 30}]",
                "[{'distinct': ['host.name']}, {'group': {'by': ['host.name'], 'agg': {'n': 'count()'}}}]",
                "[{'group': {'by': ['host.name'], 'agg': {'n': 'count()'}}}, {'join': {'with': {'steps': [{'group': {'by': ['host.name'], 'agg': {'p': 'distinct(process.name)'}}}]}, 'on': ['host.name']}}]"
            })
    void rollups_answerWhatEventsAnswer(String written) {
        String steps = written.replace('\'', '"').replace("\\\"", "'");
        for (String[] range : RANGES) {
            assertSame("", range, steps);
        }
        for (String query : QUERIES) {
            assertSame(query, RANGES.getFirst(), steps);
        }
    }

    private static void assertSame(String query, String[] range, String steps) {
        TableResult expected =
                ask(query.isEmpty() ? OF_EVENTS : OF_EVENTS + " AND (" + query + ")", range, null, steps);
        TableResult found = ask(query, range, null, steps);

        assertThat(found.columns()).isEqualTo(expected.columns());
        assertThat(found.rows()).as(query + " " + String.join(" ", range)).isEqualTo(expected.rows());
        assertThat(found.scannedEvents()).isEqualTo(expected.scannedEvents());
    }

    @Test
    void graph_isThatOfTheEvents() {
        GraphRequest rolledUp = graph("event.action:start");
        assertThat(office.mirror().graph(rolledUp).edges())
                .isNotEmpty()
                .isEqualTo(office.mirror()
                        .graph(graph(OF_EVENTS + " AND event.action:start"))
                        .edges());
    }

    @Test
    void earlierWatermark_hasWhatWasThereThen() {
        String steps = "[{\"group\": {\"by\": [], \"agg\": {\"n\": \"count()\"}}}]";

        assertThat(ask("", new String[] {"", ""}, 1L, steps).rows()).containsExactly(List.of((long) EVENTS));
    }

    @Test
    void whatOnlyRollupsNeed_isThereWithoutTheEvents() throws IOException {
        Step.Group byHost = new Step.Group(List.of("host.name"), Map.of("n", "count()"));
        try (Office other = new Office(folder.resolve("other"))) {
            other.write(0, events(new Random(1), EVENTS, 0));
            other.bringToDisk();
            TableResult expected = other.table(OF_EVENTS, null, byHost);
            try (var files = Files.list(folder.resolve("other/segments"))) {
                for (Path file : files.toList()) {
                    if (!file.toString().endsWith("rollup.parquet")) {
                        Files.delete(file);
                    }
                }
            }

            assertThat(other.table("", null, byHost).rows()).isEqualTo(expected.rows());
        }
    }

    @Test
    void replacedBatch_isLeftOut() {
        try (Office other = new Office(folder.resolve("replaced"))) {
            other.write(0, events(new Random(1), EVENTS, 0));
            other.write(0, events(new Random(2), EVENTS, 0));
            other.bringToDisk();
            Step.Group byHost = new Step.Group(List.of("host.name"), Map.of("n", "count()"));
            other.store.reread(1, new Office.Plain());

            assertThat(other.table("", null, byHost).rows())
                    .isEqualTo(other.table(OF_EVENTS, null, byHost).rows());
            assertThat(other.count("", null)).isEqualTo(2 * EVENTS);
        }
    }

    private static GraphRequest graph(String query) {
        return Requests.graph(JsonMapper.shared().readTree("""
                {"dataset": "office", "query": "%s", "attributes": ["host.name"],
                "edges": [{"source": "process.parent.name", "target": "process.name", "weight": "count()"}]}
                """.formatted(query)));
    }

    private static TableResult ask(String query, String[] range, @Nullable Long asOf, String steps) {
        return office.mirror()
                .table(Requests.table(JsonMapper.shared()
                        .readTree("{\"dataset\": \"office\", \"query\": \"" + query + "\", \"steps\": " + steps
                                + (range[0].isEmpty() ? "" : ", \"from\": \"" + range[0] + "\"")
                                + (range[1].isEmpty() ? "" : ", \"to\": \"" + range[1] + "\"")
                                + (asOf == null ? "" : ", \"asOf\": " + asOf) + "}")));
    }

    private static String at(int second) {
        return Office.NOON.plusSeconds(second).toString();
    }

    private static String[] events(Random random, int count, int from) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder event = new StringBuilder("{\"second\":" + (from + random.nextInt(SECONDS)));
            event.append(",\"event.action\":\"")
                    .append(random.nextInt(3) == 0 ? "stop" : "start")
                    .append('"');
            event.append(",\"host.name\":\"pc").append(random.nextInt(3)).append('"');
            event.append(",\"note\":\"n").append(random.nextInt(3)).append('"');
            int process = random.nextInt(8);
            if (process == 7) {
                event.append(",\"process.name\":7");
            } else if (process > 3) {
                event.append(",\"process.name\":\"p").append(process % 3).append('"');
                event.append(",\"process.parent.name\":\"q")
                        .append(random.nextInt(2))
                        .append('"');
            }
            events.add(event.append('}').toString());
        }
        return events.toArray(String[]::new);
    }
}
