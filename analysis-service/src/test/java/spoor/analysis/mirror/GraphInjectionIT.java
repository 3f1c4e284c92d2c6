package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import spoor.analysis.mirror.table.Poison;
import spoor.request.RequestException;
import spoor.request.Requests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wherever a question about graphs, paths or processes takes text, SQL there is a text, or refused. */
class GraphInjectionIT {
    private static final String EVENTS =
            "'dataset': 'office', 'from': '2026-05-04T12:00:00Z', 'to': '2026-05-04T12:01:00Z', 'query': 'note:n'";
    private static final String GRAPH = EVENTS + """
            , 'edges': [{'source': 'process.parent.name', 'target': 'process.name', 'weight': 'sum(bytes)', 'query': 'note:n'}],
            'attributes': {'users': 'distinct(user.name)'}, 'measures': ['degree'], 'edgeMeasures': ['rarity'],
            'snapshots': {'every': 'PT1M'}, 'compareTo': {'to': '2026-05-04T12:00:00Z'}""";
    private static final String PROJECTION = EVENTS + """
            , 'edges': [{'source': 'user.name', 'target': 'process.name'}], 'attributes': ['note'],
            'project': {'onto': 'user.name', 'weight': 'shared'}""";
    private static final String PATHS = """
            'dataset': 'office', 'edges': [{'source': 'process.parent.name', 'target': 'process.name'}],
            'path': {'source': 'process.name:a', 'target': 'process.name:b', 'kind': 'shortest', 'cost': 'hops'}""";

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
                "{\"second\":1,\"process.parent.name\":\"a\",\"process.name\":\"b\",\"bytes\":3,\"user.name\":\"'; drop\",\"note\":\"n\"}",
                "{\"second\":2,\"process.parent.name\":\"b\",\"process.name\":\"\\\"c\",\"host.name\":\"x' or 1=1\",\"note\":\"n\"}");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @MethodSource("spoor.analysis.mirror.table.Poison#payloads")
    void sqlInAnyPlace_isDataOrRefused(String payload) {
        List<Map<String, Object>> untouched = office.everything();

        ask(GRAPH, payload, request -> office.mirror().graph(Requests.graph(request)));
        ask(PROJECTION, payload, request -> office.mirror().graph(Requests.graph(request)));
        ask(PATHS, payload, request -> office.mirror().paths(Requests.paths(request)));
        ask(EVENTS, payload, request -> office.mirror().processes(Requests.processes(request)));
        assertThat(office.everything()).isEqualTo(untouched);
    }

    /** Whatever is neither answered nor refused ends the test. */
    private static void ask(String written, String payload, Consumer<JsonNode> question) {
        JsonNode request = JsonMapper.shared().readTree(("{" + written + "}").replace('\'', '"'));
        question.accept(request);
        for (JsonNode poisoned : Poison.poisoned(request, payload)) {
            try {
                question.accept(poisoned);
            } catch (RequestException e) {
                assertThat(e.problems()).as(poisoned.toString()).isNotEmpty();
            }
        }
    }
}
