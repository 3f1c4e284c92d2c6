package spoor.analysis.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import spoor.request.GraphResult;

/**
 * What is told of each vertex, or of each edge, of a graph, as columns with a name and a type: for formats that have no nesting. Columns
 * that are empty are left out.
 *
 * @param <T> vertices or edges
 */
final class GraphColumns<T> {
    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    /** Those that are taken: by columns, and by what the formats themselves say of vertices and edges. */
    private final Set<String> names = new HashSet<>(Set.of("id", "label", "source", "target"));

    /**
     * One of them.
     *
     * @param name of which there is no other
     * @param value of a row; null for none
     */
    record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {
        /** The value as text; null for none. */
        @Nullable
        String text(T row) {
            Object found = value.apply(row);
            return found == null ? null : found.toString();
        }
    }

    /** What all values of a column are; {@link #word} is what both GraphML and GEXF call it. */
    enum Type {
        LONG("long"),
        DOUBLE("double"),
        BOOLEAN("boolean"),
        /** Times are text, too: neither format has them. */
        TEXT("string");

        final String word;

        Type(String word) {
            this.word = word;
        }

        private static Type of(List<Object> values) {
            if (values.stream().allMatch(value -> value instanceof Long || value instanceof Integer)) {
                return LONG;
            }
            if (values.stream().allMatch(Number.class::isInstance)) {
                return DOUBLE;
            }
            return values.stream().allMatch(Boolean.class::isInstance) ? BOOLEAN : TEXT;
        }
    }

    private GraphColumns(List<T> rows) {
        this.rows = rows;
    }

    /** Of the vertices, beside what they are called. */
    static List<Column<GraphResult.Vertex>> ofVertices(GraphResult graph) {
        return new GraphColumns<>(graph.vertices())
                .add("vertex", GraphResult.Vertex::id)
                .add("field", GraphResult.Vertex::field)
                .add("events", GraphResult.Vertex::events)
                .add("members", GraphResult.Vertex::members)
                .add("x", GraphResult.Vertex::x)
                .add("y", GraphResult.Vertex::y)
                .addAll("measure", GraphResult.Vertex::measures)
                .addAll("attribute", GraphResult.Vertex::attributes)
                .columns;
    }

    /** Of the edges, beside their ends. */
    static List<Column<GraphResult.Edge>> ofEdges(GraphResult graph) {
        return new GraphColumns<>(graph.edges())
                .add("weight", GraphResult.Edge::weight)
                .add("kind", GraphResult.Edge::kind)
                .add("events", GraphResult.Edge::events)
                .add("firstSeen", GraphResult.Edge::firstSeen)
                .add("lastSeen", GraphResult.Edge::lastSeen)
                .add("change", edge -> edge.change() == null ? null : word(edge.change()))
                .add(
                        "before.weight",
                        edge -> edge.before() == null ? null : edge.before().weight())
                .add(
                        "before.events",
                        edge -> edge.before() == null ? null : edge.before().events())
                .add("test.g", edge -> edge.test() == null ? null : edge.test().g())
                .add("test.p", edge -> edge.test() == null ? null : edge.test().p())
                .add("test.q", edge -> edge.test() == null ? null : edge.test().q())
                .addAll("measure", GraphResult.Edge::measures)
                .add("counts", GraphColumns::counts)
                .columns;
    }

    private static @Nullable String counts(GraphResult.Edge edge) {
        return edge.counts().isEmpty()
                ? null
                : edge.counts().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String word(GraphResult.Change change) {
        return switch (change) {
            case NEW -> "new";
            case GONE -> "gone";
            case CHANGED -> "changed";
            case SAME -> "same";
        };
    }

    private GraphColumns<T> add(String name, Function<T, @Nullable Object> value) {
        List<Object> present = rows.stream().map(value).filter(Objects::nonNull).toList();
        if (!present.isEmpty()) {
            names.add(name);
            columns.add(new Column<>(name, Type.of(present), value));
        }
        return this;
    }

    /** Those that have a name of their own; one that is taken already comes after what it is. */
    private GraphColumns<T> addAll(String what, Function<T, ? extends Map<String, ?>> values) {
        Set<String> all = new LinkedHashSet<>();
        rows.forEach(row -> all.addAll(values.apply(row).keySet()));
        for (String name : all) {
            add(
                    names.contains(name) ? what + "." + name : name,
                    row -> values.apply(row).get(name));
        }
        return this;
    }
}
