package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import spoor.analysis.graph.EventGraph;
import spoor.analysis.graph.Kind;
import spoor.analysis.graph.Link;
import spoor.analysis.graph.Snapshots;
import spoor.analysis.mirror.table.Column;
import spoor.analysis.mirror.table.Relation;
import spoor.event.EventNames;
import spoor.event.Micros;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What a graph needs to know of events, as queries that count them: no event leaves the mirror. */
final class GraphEdges {
    /** The most pairs of values that are fetched for a definition of edges, and the most vertices whose attributes are. */
    private static final int LINKS = 1_000_000;

    private static final String HOST = "host.name";

    private final GraphRequest request;
    private final Relation events;
    private final DSLContext sql;
    private final List<Definition> definitions = new ArrayList<>();

    /**
     * Of some events.
     *
     * @throws RequestException where the definitions of edges do not fit the events' fields
     */
    GraphEdges(GraphRequest request, Relation events, DSLContext sql) {
        this.request = request;
        this.events = events;
        this.sql = sql;
        request.edges().forEach(edge -> definitions.add(definition(edge)));
    }

    /**
     * What one definition makes of events. Where the graph is undirected, the ends of equal edges stand in the same order whatever their events say: by
     * their kinds, then by their values.
     *
     * @param are whether an event makes such an edge; of no value is no
     */
    private record Definition(
            int index,
            GraphRequest.Edge edge,
            String sourceField,
            String targetField,
            Field<String> source,
            Field<String> target,
            Condition are) {
        Link.Ends ends(String from, String to) {
            return new Link.Ends(index, sourceField, from, targetField, to);
        }

        String at(String property) {
            return "edges[" + index + "]." + property;
        }

        boolean isOfKindsOf(Definition other) {
            return Kind.of(sourceField).equals(Kind.of(other.sourceField))
                    && Kind.of(targetField).equals(Kind.of(other.targetField));
        }
    }

    private Definition definition(GraphRequest.Edge edge) {
        String at = "edges[" + definitions.size() + "].";
        Field<String> source =
                events.columns().get(edge.source(), at + "source", 0).text();
        Field<String> target =
                events.columns().get(edge.target(), at + "target", 0).text();
        int order = Kind.of(edge.source()).compareTo(Kind.of(edge.target()));
        Condition are = source.isNotNull()
                .and(target.isNotNull())
                .and(order == 0 && !request.loops() ? source.ne(target) : DSL.noCondition())
                .and(Search.condition(edge.query(), at + "query", events.columns()));
        boolean isTurned = !request.directed() && order > 0;
        boolean isSorted = !request.directed() && order == 0;
        Field<String> one = isTurned ? target : source;
        Field<String> other = isTurned ? source : target;
        return new Definition(
                definitions.size(),
                edge,
                isTurned ? edge.target() : edge.source(),
                isTurned ? edge.source() : edge.target(),
                isSorted ? DSL.least(one, other) : one,
                isSorted ? DSL.greatest(one, other) : other,
                are);
    }

    /** The graph, without what it is compared with. */
    EventGraph graph() {
        var graph = new EventGraph(request);
        links(graph::add);
        if (request.edgeMeasures().contains("hosts") || request.edgeMeasures().contains("rarity")) {
            hosts(graph);
        }
        if (request.snapshots() != null) {
            count(graph, request.snapshots());
        }
        if (!request.attributes().isEmpty()) {
            attributes(graph);
        }
        return graph;
    }

    /** Its edges, those of each definition for themselves. */
    void links(Consumer<Link> to) {
        definitions.forEach(definition -> links(definition, to));
    }

    private void links(Definition of, Consumer<Link> to) {
        Field<Double> weight = events.aggregate(of.edge().weight(), of.at("weight"));
        int found = 0;
        try (var rows = sql.select(
                        of.source(),
                        of.target(),
                        weight,
                        events.size(),
                        events.extreme(true, EventNames.TIME, of.at("source")),
                        events.extreme(false, EventNames.TIME, of.at("source")))
                .from(events.table())
                .where(events.condition())
                .and(of.are())
                .groupBy(of.source(), of.target())
                .orderBy(of.source(), of.target())
                .limit(LINKS + 1)
                .fetchLazy()) {
            for (Record row : rows) {
                Double heavy = row.get(2, Double.class);
                to.accept(new Link(
                        of.ends(row.get(0, String.class), row.get(1, String.class)),
                        heavy == null ? 0 : heavy,
                        row.get(3, Long.class),
                        Micros.instant(row.get(4, Long.class)),
                        Micros.instant(row.get(5, Long.class))));
                found++;
            }
        }
        if (found > LINKS) {
            throw tooLarge(
                    "edges[" + of.index() + "]",
                    "There are more than %d pairs of values of '%s' and '%s'"
                            .formatted(LINKS, of.edge().source(), of.edge().target()));
        }
    }

    private void hosts(EventGraph graph) {
        Column host = events.columns().find(HOST);
        if (host == null) {
            return;
        }
        Field<Integer> layer = DSL.field(DSL.name("d"), SQLDataType.INTEGER);
        Field<String> source = DSL.field(DSL.name("s"), SQLDataType.VARCHAR);
        Field<String> target = DSL.field(DSL.name("t"), SQLDataType.VARCHAR);
        Field<String> on = DSL.field(DSL.name("h"), SQLDataType.VARCHAR);
        Table<?> seen = definitions.stream()
                .<Select<Record4<Integer, String, String, String>>>map(definition -> sql.selectDistinct(
                                DSL.inline(merged(definition).index()).as(layer),
                                definition.source().as(source),
                                definition.target().as(target),
                                host.text().as(on))
                        .from(events.table())
                        .where(events.condition())
                        .and(definition.are())
                        .and(host.field().isNotNull()))
                .reduce((some, more) -> some.unionAll(more))
                .orElseThrow()
                .asTable("seen");
        graph.hosts(sql.select(DSL.countDistinct(on)).from(seen).fetchSingle(0, Long.class));
        try (var rows = sql.select(layer, source, target, DSL.countDistinct(on))
                .from(seen)
                .groupBy(layer, source, target)
                .fetchLazy()) {
            for (Record row : rows) {
                graph.hosts(
                        definitions
                                .get(row.get(0, Integer.class))
                                .ends(row.get(1, String.class), row.get(2, String.class)),
                        row.get(3, Long.class));
            }
        }
    }

    /** The first definition whose edges are one with another's where they join the same vertices. */
    private Definition merged(Definition definition) {
        return request.parallel()
                ? definition
                : definitions.stream()
                        .filter(definition::isOfKindsOf)
                        .findFirst()
                        .orElseThrow();
    }

    private void count(EventGraph graph, GraphRequest.Snapshots wanted) {
        Snapshots taken = graph.takeSnapshots(wanted);
        if (taken.size() == 0) {
            return;
        }
        Field<Long> start = events.bucket(EventNames.TIME, wanted.every(), "snapshots.every");
        for (Definition definition : definitions) {
            try (var rows = sql.select(definition.source(), definition.target(), start, events.size())
                    .from(events.table())
                    .where(events.condition())
                    .and(definition.are())
                    .groupBy(definition.source(), definition.target(), start)
                    .fetchLazy()) {
                for (Record row : rows) {
                    graph.count(
                            definition.ends(row.get(0, String.class), row.get(1, String.class)),
                            row.get(2, Long.class),
                            row.get(3, Long.class));
                }
            }
        }
    }

    /** An event that has a vertex at several ends is one of its events once. */
    private void attributes(EventGraph graph) {
        List<Field<String>> ends = definitions.stream()
                .flatMap(definition -> Stream.of(
                        end(definition, definition.sourceField(), definition.source()),
                        end(definition, definition.targetField(), definition.target())))
                .toList();
        Field<String> vertices =
                DSL.field("unnest(list_distinct(list_value({0})))", SQLDataType.VARCHAR, DSL.list(ends));
        Relation grouped = events.groupedBy(vertices, request.attributes(), "attributes");
        List<Column> columns = grouped.columns().all();
        int found = 0;
        try (var rows = sql.fetchLazy(grouped.query(LINKS + 1))) {
            for (Record row : rows) {
                Map<String, Object> attributes = new LinkedHashMap<>();
                for (int i = 1; i < columns.size(); i++) {
                    Object value = Cells.of(row.get(i), columns.get(i).type());
                    if (value != null) {
                        attributes.put(columns.get(i).name(), value);
                    }
                }
                graph.attributes(row.get(0, String.class), attributes);
                found++;
            }
        }
        if (found > LINKS) {
            throw tooLarge("attributes", "There are more than %d vertices".formatted(LINKS));
        }
    }

    private static Field<String> end(Definition definition, String field, Field<String> value) {
        return DSL.when(definition.are(), DSL.concat(DSL.inline(Kind.of(field) + ":"), value));
    }

    private static RequestException tooLarge(String at, String what) {
        return new RequestException(ErrorCode.TOO_LARGE, Problem.at(at, what + "; narrow the query or the time"));
    }
}
