package spoor.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.BaseEventDrivenImporter;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.gexf.SimpleGEXFImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import spoor.request.GraphResult;
import tools.jackson.databind.json.JsonMapper;

/** Files are read again by JGraphT 1.5.3. */
class GraphFileTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");

    /** Texts that attackers might choose, or that happen. */
    private static final List<String> HOSTILE = List.of(
            "C:\\Windows\\",
            "C:\\new\\N\\\"x\"",
            "\"",
            "\\",
            "'; DROP TABLE--",
            "<b>&amp;</b>",
            "]]>",
            "<!--",
            "a\nb",
            "a\r\nb\tc",
            "=cmd|' /C calc'!A0",
            "-> n1 [label=x]; }",
            "ünï😀",
            " leading and trailing ");

    /** What no XML 1.0 can hold. */
    private static final List<String> INVALID = List.of("\0", "a\u0001b", "\u001b[31m", "\ud800", "\udc00x", "\uffff");

    @Test
    void graphml_hasAllThatTheGraphHas() throws IOException {
        Imported read = graphml(file(graph(HOSTILE), true, GraphFormat.GRAPHML));

        assertThat(read.labels("label")).isEqualTo(HOSTILE);
        assertThat(read.vertices.get(0))
                .containsEntry("vertex", "process.name:" + HOSTILE.get(0))
                .containsEntry("field", "process.name")
                .containsEntry("events", "7")
                .containsEntry("members", "1")
                .containsEntry("x", "0.25")
                .containsEntry("pagerank", "0.125")
                .containsEntry("signed", "true")
                .containsEntry("attribute.events", "many\"")
                .containsEntry("user.name", "SYSTEM");
        assertThat(read.vertices.get(1)).doesNotContainKeys("x", "user.name");
        assertThat(read.edges).hasSize(HOSTILE.size());
        assertThat(read.edges.get("0>1"))
                .containsEntry("weight", "2.5")
                .containsEntry("events", "3")
                .containsEntry("firstSeen", "2026-01-02T12:00:00.500Z")
                .containsEntry("change", "new")
                .containsEntry("test.q", "0.01")
                .containsEntry("counts", "1 0 2")
                .containsEntry("rarity", "4.0")
                .doesNotContainKey("before.weight");
        assertThat(read.edges.get("1>2")).containsEntry("before.weight", "1.5").containsEntry("before.events", "2");
    }

    @Test
    void graphml_tellsTypes() throws IOException {
        assertThat(file(graph(HOSTILE), true, GraphFormat.GRAPHML))
                .contains(
                        "<graph edgedefault=\"directed\">",
                        "for=\"node\" attr.name=\"events\" attr.type=\"long\"",
                        "for=\"node\" attr.name=\"pagerank\" attr.type=\"double\"",
                        "for=\"node\" attr.name=\"signed\" attr.type=\"boolean\"",
                        "for=\"node\" attr.name=\"attribute.events\" attr.type=\"string\"",
                        "for=\"edge\" attr.name=\"weight\" attr.type=\"double\"",
                        "for=\"edge\" attr.name=\"firstSeen\" attr.type=\"string\"");
    }

    @Test
    void gexf_hasAllThatTheGraphHas() throws IOException {
        String file = file(graph(HOSTILE), true, GraphFormat.GEXF);

        Imported read = gexf(file);

        assertThat(labels(file)).isEqualTo(HOSTILE);
        // The importer's schema takes texts for tokens.
        assertThat(read.labels("label"))
                .isEqualTo(HOSTILE.stream()
                        .map(label -> label.strip().replaceAll("\\s+", " "))
                        .toList());
        assertThat(read.vertices.get(0))
                .containsEntry("vertex", "process.name:" + HOSTILE.get(0))
                .containsEntry("events", "7")
                .containsEntry("user.name", "SYSTEM")
                .containsEntry("attribute.events", "many\"");
        assertThat(read.edges.get("0>1"))
                .containsEntry("weight", "2.5")
                .containsEntry("counts", "1 0 2")
                .containsEntry("change", "new");
        assertThat(file)
                .contains("<viz:position x=\"250.0\" y=\"500.0\" z=\"0.0\"/>", "title=\"events\" type=\"long\"");
    }

    /**
     * The importer takes a quote for escaped that comes after an escaped backslash, which Graphviz's scanner does not, and leaves that
     * backslash escaped, as Graphviz does, too, but where it draws it.
     */
    @Test
    void dot_hasAllThatTheGraphHas() throws IOException {
        List<String> labels =
                HOSTILE.stream().filter(label -> !label.endsWith("\\")).toList();

        Imported read = dot(file(graph(labels), true, GraphFormat.DOT));

        assertThat(read.labels("label"))
                .isEqualTo(labels.stream()
                        .map(label -> label.replace("\\", "\\\\"))
                        .toList());
        assertThat(read.vertices.get(0)).containsEntry("field", "process.name").containsEntry("user.name", "SYSTEM");
        assertThat(read.vertices.get(3)).containsEntry("vertex", "process.name:" + labels.get(3));
        assertThat(read.edges).hasSize(labels.size());
        assertThat(read.edges.get("0>1")).containsEntry("weight", "2.5").containsEntry("counts", "1 0 2");
        assertThat(file(graph(List.of("C:\\Windows\\")), true, GraphFormat.DOT))
                .contains("n0 [label=\"C:\\\\Windows\\\\\" \"vertex\"=");
    }

    @Test
    void csv_hasTheEdgesAndNoFormulas() throws IOException {
        String file = file(graph(List.of("=1+1", "a,\"b\"\n", "c")), true, GraphFormat.CSV);

        assertThat(file)
                .isEqualTo("source,target,weight,kind,events,firstSeen,lastSeen,change,before.weight,before.events,"
                        + "test.g,test.p,test.q,rarity,counts\r\n"
                        + "process.name:=1+1,\"process.name:a,\"\"b\"\"\n\",2.5,0,3,2026-01-02T12:00:00.500Z,"
                        + "2026-01-02T12:00:01.500Z,new,,,6.0,0.001,0.01,4.0,1 0 2\r\n"
                        + "\"process.name:a,\"\"b\"\"\n\",process.name:c,1.0,0,3,2026-01-02T12:00:00.500Z,"
                        + "2026-01-02T12:00:01.500Z,same,1.5,2,6.0,0.001,0.01,,1 0 2\r\n"
                        + "process.name:c,process.name:=1+1,1.0,0,3,2026-01-02T12:00:00.500Z,"
                        + "2026-01-02T12:00:01.500Z,same,1.5,2,6.0,0.001,0.01,,1 0 2\r\n");
        assertThat(file(graph(List.of("c"), "@SUM(A1)"), true, GraphFormat.CSV)).contains("\r\n'@SUM(A1):c,");
    }

    @ParameterizedTest
    @EnumSource(names = {"GRAPHML", "GEXF", "DOT"})
    void whatTheFormatCannotHold_isReplaced(GraphFormat format) throws IOException {
        Imported read = read(format, file(graph(INVALID), true, format));

        assertThat(read.labels("label"))
                .containsExactly("\ufffd", "a\ufffdb", "\ufffd[31m", "\ufffd", "\ufffdx", "\ufffd");
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void emptyGraph_isAFileToo(GraphFormat format) throws IOException {
        GraphResult empty = new GraphResult(List.of(), List.of(), Map.of(), new GraphResult.Total(0, 0), null, 1, 0);

        String file = file(empty, true, format);

        switch (format) {
            case JSON -> assertThat(file).startsWith("{\"vertices\":[],\"edges\":[]");
            case CSV -> assertThat(file).isEqualTo("source,target\r\n");
            case GRAPHML, GEXF, DOT -> assertThat(read(format, file).vertices).isEmpty();
        }
    }

    @Test
    void undirectedGraph_isSaidToBe() throws IOException {
        GraphResult graph = graph(List.of("a", "b"));

        assertThat(file(graph, false, GraphFormat.GRAPHML)).contains("edgedefault=\"undirected\"");
        assertThat(file(graph, false, GraphFormat.GEXF)).contains("defaultedgetype=\"undirected\"");
        assertThat(file(graph, false, GraphFormat.DOT)).startsWith("graph {").contains("n0 -- n1");
    }

    @Test
    void json_isTheAnswerItself() throws IOException {
        GraphResult graph = graph(List.of("a", "b"));

        assertThat(file(graph, true, GraphFormat.JSON))
                .isEqualTo(JsonMapper.shared().writeValueAsString(graph));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html", "text/csv;q=0.1, application/json"})
    void json_isWhatIsWantedUnlessItIsNot(String accept) {
        assertThat(GraphFormat.accepted(accept)).isEqualTo(GraphFormat.JSON);
    }

    @ParameterizedTest
    @EnumSource(GraphFormat.class)
    void format_isFoundByItsType(GraphFormat format) {
        assertThat(GraphFormat.accepted(format.type().toString())).isEqualTo(format);
    }

    private static String file(GraphResult graph, boolean isDirected, GraphFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        new GraphFile(graph, isDirected, format, JsonMapper.shared()).writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static GraphResult graph(List<String> labels) {
        return graph(labels, "process.name");
    }

    /** A ring. The first vertex and the first edge are told more of than the others. */
    private static GraphResult graph(List<String> labels, String field) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("user.name", "SYSTEM");
        attributes.put("signed", true);
        attributes.put("events", "many\"");
        List<GraphResult.Vertex> vertices = labels.stream()
                .map(label -> label.equals(labels.getFirst())
                        ? new GraphResult.Vertex(
                                field + ":" + label,
                                label,
                                field,
                                7,
                                Map.of("pagerank", 0.125),
                                attributes,
                                0.25,
                                0.5,
                                1)
                        : new GraphResult.Vertex(
                                field + ":" + label, label, field, 1, Map.of(), Map.of(), null, null, 2))
                .toList();
        List<GraphResult.Edge> edges = vertices.stream()
                .map(vertex -> edge(
                        vertex.id(),
                        vertices.get((vertices.indexOf(vertex) + 1) % vertices.size())
                                .id(),
                        vertex.equals(vertices.getFirst())))
                .toList();
        return new GraphResult(
                vertices, edges, Map.of(), new GraphResult.Total(labels.size(), labels.size()), null, 1, 0);
    }

    private static GraphResult.Edge edge(String source, String target, boolean isNew) {
        return new GraphResult.Edge(
                source,
                target,
                0,
                isNew ? 2.5 : 1,
                3,
                NOON,
                NOON.plusSeconds(1),
                isNew ? Map.of("rarity", 4.0) : Map.of(),
                List.of(1L, 0L, 2L),
                isNew ? GraphResult.Change.NEW : GraphResult.Change.SAME,
                isNew ? null : new GraphResult.Before(1.5, 2),
                new GraphResult.Test(6, 0.001, 0.01));
    }

    /** The attributes of vertices by their number, and of edges by those of their ends. */
    private record Imported(Map<Integer, Map<String, String>> vertices, Map<String, Map<String, String>> edges) {
        List<String> labels(String attribute) {
            return vertices.values().stream()
                    .map(vertex -> vertex.get(attribute))
                    .toList();
        }
    }

    private static Imported read(GraphFormat format, String file) {
        return switch (format) {
            case GRAPHML -> graphml(file);
            case GEXF -> gexf(file);
            case DOT -> dot(file);
            case JSON, CSV -> throw new IllegalArgumentException(format.name());
        };
    }

    private static Imported graphml(String file) {
        var importer = new GraphMLImporter<Integer, DefaultEdge>();
        importer.setVertexFactory(GraphFileTest::number);
        return imported(importer, graph -> importer.importGraph(graph, new StringReader(file)));
    }

    private static Imported gexf(String file) {
        var importer = new SimpleGEXFImporter<Integer, DefaultEdge>();
        importer.setVertexFactory(GraphFileTest::number);
        // Its schema has no positions.
        String known = file.replaceAll("<viz:[^>]*>", "");
        return imported(importer, graph -> importer.importGraph(graph, new StringReader(known)));
    }

    private static List<String> labels(String gexf) throws IOException {
        try {
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(gexf)))
                    .getElementsByTagName("node");
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> ((Element) nodes.item(i)).getAttribute("label"))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static Imported dot(String file) {
        var importer = new DOTImporter<Integer, DefaultEdge>();
        importer.setVertexFactory(GraphFileTest::number);
        return imported(importer, graph -> importer.importGraph(graph, new StringReader(file)));
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static Imported imported(
            BaseEventDrivenImporter<Integer, DefaultEdge> importer, Consumer<Graph<Integer, DefaultEdge>> read) {
        var graph = new DirectedWeightedPseudograph<Integer, DefaultEdge>(
                SupplierUtil.createIntegerSupplier(), () -> new DefaultEdge() {});
        var imported = new Imported(new TreeMap<>(), new TreeMap<>());
        importer.addVertexAttributeConsumer((of, attribute) -> put(
                imported.vertices().computeIfAbsent(of.getFirst(), _ -> new TreeMap<>()), of.getSecond(), attribute));
        importer.addEdgeAttributeConsumer((of, attribute) -> {
            String ends = graph.getEdgeSource(of.getFirst()) + ">" + graph.getEdgeTarget(of.getFirst());
            put(imported.edges().computeIfAbsent(ends, _ -> new TreeMap<>()), of.getSecond(), attribute);
        });
        read.accept(graph);
        assertThat(imported.vertices().keySet()).isEqualTo(graph.vertexSet());
        return imported;
    }

    /** The importer of DOT tells of each vertex and edge itself, too, as of an attribute that is null. */
    private static void put(Map<String, String> attributes, String name, Attribute attribute) {
        if (attribute != null) {
            attributes.put(name, attribute.getValue());
        }
    }
}
