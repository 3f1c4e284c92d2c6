package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import spoor.analysis.graph.EventGraph;
import spoor.analysis.graph.Kind;
import spoor.analysis.graph.Link;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;
import spoor.event.EventNames;
import spoor.event.Micros;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;

/**
 * The graph whose edges are a request's events: what it takes of the mirror, and what is computed of that, which needs the mirror no
 * longer.
 *
 * @param attributes of vertices, by their id
 * @param startedNanos by the machine's own clock
 */
record GraphQuestion(
        GraphRequest request,
        List<Link> links,
        Map<String, Map<String, String>> attributes,
        long watermark,
        long startedNanos) {
    /** The most pairs of values that are fetched for an edge. */
    private static final int LINKS = 1_000_000;

    static GraphQuestion fetch(GraphRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        return scope.ask(
                request.from(),
                request.to(),
                request.query(),
                "query",
                events -> fetch(request, events, scope.watermark(), started, sql));
    }

    private static GraphQuestion fetch(
            GraphRequest request, Relation events, long watermark, long started, DSLContext sql) {
        List<Link> links = new ArrayList<>();
        Map<String, Map<String, String>> attributes = new HashMap<>();
        for (int i = 0; i < request.edges().size(); i++) {
            links.addAll(links(sql, events, request.edges().get(i), "edges[" + i + "]"));
        }
        for (int i = 0; i < request.attributes().size(); i++) {
            String attribute = request.attributes().get(i);
            Column column = events.columns().get(attribute, "attributes[" + i + "]", 0);
            EventGraph.mostFrequent(attribute(sql, events, request.edges(), column))
                    .forEach((vertex, value) -> attributes
                            .computeIfAbsent(vertex, any -> new LinkedHashMap<>())
                            .put(attribute, value));
        }
        return new GraphQuestion(request, links, attributes, watermark, started);
    }

    GraphResult answer() {
        GraphResult graph = EventGraph.of(links, request.measures(), attributes, request.limit());
        return new GraphResult(
                graph.vertices(),
                graph.edges(),
                graph.total(),
                watermark,
                (System.nanoTime() - startedNanos) / 1_000_000);
    }

    private static List<Link> links(DSLContext sql, Relation events, GraphRequest.Edge edge, String at) {
        Field<String> source =
                events.columns().get(edge.source(), at + ".source", 0).text();
        Field<String> target =
                events.columns().get(edge.target(), at + ".target", 0).text();
        Field<Double> weight = events.aggregate(edge.weight(), at + ".weight");
        List<Link> links = new ArrayList<>();
        for (Record row : sql.select(
                        source,
                        target,
                        weight,
                        events.size(),
                        events.extreme(true, EventNames.TIME, at),
                        events.extreme(false, EventNames.TIME, at))
                .from(events.table())
                .where(events.condition())
                .and(source.isNotNull())
                .and(target.isNotNull())
                .groupBy(source, target)
                .orderBy(source, target)
                .limit(LINKS)
                .fetch()) {
            Double heavy = row.get(2, Double.class);
            links.add(new Link(
                    edge.source(),
                    row.get(0, String.class),
                    edge.target(),
                    row.get(1, String.class),
                    heavy == null ? 0 : heavy,
                    row.get(3, Long.class),
                    Micros.instant(row.get(4, Long.class)),
                    Micros.instant(row.get(5, Long.class))));
        }
        return links;
    }

    private static Map<String, Map<String, Long>> attribute(
            DSLContext sql, Relation events, List<GraphRequest.Edge> edges, Column attribute) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (GraphRequest.Edge edge : edges) {
            for (String end : List.of(edge.source(), edge.target())) {
                Field<String> vertex = events.columns().get(end, "edges", 0).text();
                Field<String> value = attribute.text();
                for (Record row : sql.select(vertex, value, events.size())
                        .from(events.table())
                        .where(events.condition())
                        .and(vertex.isNotNull())
                        .and(value.isNotNull())
                        .groupBy(vertex, value)
                        .limit(LINKS)
                        .fetch()) {
                    counts.computeIfAbsent(Kind.vertex(end, row.get(0, String.class)), any -> new HashMap<>())
                            .merge(row.get(1, String.class), row.get(2, Long.class), Long::sum);
                }
            }
        }
        return counts;
    }
}
