package spoor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static spoor.client.Expression.distinct;
import static spoor.client.Expression.sum;
import static spoor.client.Graph.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import spoor.request.GraphRequest;
import spoor.request.Requests;
import tools.jackson.databind.json.JsonMapper;

class GraphTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Spoor SPOOR = Spoor.connect("http://127.0.0.1:1", "secret", InstantSource.fixed(NOON));

    @AfterAll
    static void close() {
        SPOOR.close();
    }

    @Test
    void everyProperty_isWrittenSoThatTheServiceReadsTheSame() {
        Graph all = SPOOR.graph(
                        SPOOR.events("lab")
                                .from(NOON)
                                .to(NOON.plusSeconds(60))
                                .where("x:1")
                                .asOf(7),
                        edge("process.parent.name", "process.name"),
                        edge("source.ip", "destination.ip", sum("network.bytes"), "network.transport:tcp"))
                .undirected()
                .withoutLoops()
                .parallel()
                .attributes(distinct("host.name").as("hosts"))
                .measures("degree", "personalised_pagerank")
                .edgeMeasures("burst", "bridge")
                .seeds("process.name:cmd.exe")
                .around(3, GraphRequest.Around.Direction.in, "process.name:cmd.exe")
                .snapshots(Duration.ofMinutes(1))
                .comparedTo(null, NOON)
                .condensed(100, 200)
                .layout(GraphRequest.Layout.layered);

        assertThat(Requests.graph(JsonMapper.shared().readTree(all.json())))
                .isEqualTo(new GraphRequest(
                        "lab",
                        NOON,
                        NOON.plusSeconds(60),
                        "x:1",
                        7L,
                        List.of(
                                new GraphRequest.Edge("process.parent.name", "process.name", "count()", ""),
                                new GraphRequest.Edge(
                                        "source.ip", "destination.ip", "sum(network.bytes)", "network.transport:tcp")),
                        false,
                        false,
                        true,
                        null,
                        Map.of("hosts", "distinct(host.name)"),
                        List.of("degree", "personalised_pagerank"),
                        List.of("burst", "bridge"),
                        List.of("process.name:cmd.exe"),
                        new GraphRequest.Around(List.of("process.name:cmd.exe"), 3, GraphRequest.Around.Direction.in),
                        new GraphRequest.Snapshots(Duration.ofMinutes(1)),
                        new GraphRequest.Window(null, NOON),
                        new GraphRequest.Limit(100, 200, GraphRequest.Limit.Condense.community),
                        GraphRequest.Layout.layered))
                .isEqualTo(all.request());
    }

    @Test
    void projection_isWrittenSoThatTheServiceReadsTheSame() {
        GraphRequest request = logons().projectedOnto("user.name", GraphRequest.Projection.Weight.jaccard)
                .attributes("event.action")
                .limit(5, 6)
                .request();

        assertThat(request.project())
                .isEqualTo(new GraphRequest.Projection("user.name", GraphRequest.Projection.Weight.jaccard));
        assertThat(request.attributes()).isEqualTo(Map.of("event.action", "mode(event.action)"));
        assertThat(request.limit()).isEqualTo(new GraphRequest.Limit(5, 6, GraphRequest.Limit.Condense.weight));
    }

    @Test
    void graph_staysAsItIsWhenMoreIsAskedOfIt() {
        Graph graph = logons();
        graph.undirected().measures("degree");

        assertThat(graph.request().directed()).isTrue();
        assertThat(graph.request().measures()).isEmpty();
    }

    private static Graph logons() {
        return SPOOR.graph(SPOOR.events("lab"), edge("user.name", "host.name"));
    }
}
