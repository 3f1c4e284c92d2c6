package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.graph.EventGraph;
import spoor.analysis.graph.Kind;
import spoor.analysis.graph.Link;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.Problem;
import spoor.request.RequestException;

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
        Relation events = scope.events(request.from(), request.to(), request.query());
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
        return new GraphQuestion(request, links, attributes, scope.watermark(), started);
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
        Field<Double> weight = weight(edge, events.columns(), at + ".weight");
        List<Link> links = new ArrayList<>();
        for (Record row : sql.select(
                        source, target, weight, DSL.count(), DSL.min(EventTable.TIME), DSL.max(EventTable.TIME))
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

    private static Field<Double> weight(GraphRequest.Edge edge, Columns columns, String at) {
        Column weight = Aggregate.compile("weight", edge.weight(), at, columns);
        if (weight.type() != Column.Type.LONG && weight.type() != Column.Type.DOUBLE) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    Problem.at(at, "An edge's weight is a number, and '" + edge.weight() + "' is none"));
        }
        return weight.field().cast(SQLDataType.DOUBLE);
    }

    private static Map<String, Map<String, Long>> attribute(
            DSLContext sql, Relation events, List<GraphRequest.Edge> edges, Column attribute) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (GraphRequest.Edge edge : edges) {
            for (String end : List.of(edge.source(), edge.target())) {
                Field<String> vertex = events.columns().get(end, "edges", 0).text();
                Field<String> value = attribute.text();
                for (Record row : sql.select(vertex, value, DSL.count())
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
