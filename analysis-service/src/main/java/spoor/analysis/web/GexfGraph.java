package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import spoor.request.GraphResult;

/**
 * A graph as GEXF 1.2 (Gephi's own format, https://gexf.net/schema.html), with the positions of its vertices where they were laid out: in a
 * square of {@value #SIDE} a side, y upwards. For the rest as {@link GraphmlGraph}.
 */
final class GexfGraph {
    private static final String NAMESPACE = "http://www.gexf.net/1.2draft";
    private static final String POSITIONS = NAMESPACE + "/viz";
    private static final double SIDE = 1_000;

    private final Xml xml;

    private GexfGraph(Xml xml) {
        this.xml = xml;
    }

    static void write(GraphResult graph, boolean isDirected, OutputStream out) throws IOException {
        new GexfGraph(Xml.to(out)).write(graph, isDirected);
    }

    private void write(GraphResult graph, boolean isDirected) throws IOException {
        List<GraphColumns.Column<GraphResult.Vertex>> ofVertices = GraphColumns.ofVertices(graph);
        // The weight is the format's own.
        List<GraphColumns.Column<GraphResult.Edge>> ofEdges = new ArrayList<>(GraphColumns.ofEdges(graph));
        ofEdges.removeIf(column -> column.name().equals("weight"));
        xml.open("gexf", "xmlns", NAMESPACE, "xmlns:viz", POSITIONS, "version", "1.2");
        xml.open("graph", "defaultedgetype", isDirected ? "directed" : "undirected");
        attributes("node", ofVertices);
        attributes("edge", ofEdges);
        var names = new VertexNames(graph);
        vertices(graph.vertices(), ofVertices, names);
        edges(graph.edges(), ofEdges, names);
        xml.close("graph");
        xml.close("gexf");
        xml.end();
    }

    private <T> void attributes(String of, List<GraphColumns.Column<T>> columns) throws IOException {
        xml.open("attributes", "class", of);
        for (int i = 0; i < columns.size(); i++) {
            xml.open(
                    "attribute",
                    "id",
                    Integer.toString(i),
                    "title",
                    columns.get(i).name(),
                    "type",
                    columns.get(i).type().word);
            xml.close("attribute");
        }
        xml.close("attributes");
    }

    private void vertices(
            List<GraphResult.Vertex> vertices, List<GraphColumns.Column<GraphResult.Vertex>> columns, VertexNames names)
            throws IOException {
        xml.open("nodes");
        for (GraphResult.Vertex vertex : vertices) {
            xml.open("node", "id", names.of(vertex.id()), "label", vertex.label());
            values(columns, vertex);
            if (vertex.x() != null && vertex.y() != null) {
                String x = Double.toString(SIDE * vertex.x());
                String y = Double.toString(SIDE * (1 - vertex.y()));
                xml.open("viz:position", "x", x, "y", y, "z", "0.0");
                xml.close("viz:position");
            }
            xml.close("node");
        }
        xml.close("nodes");
    }

    private void edges(
            List<GraphResult.Edge> edges, List<GraphColumns.Column<GraphResult.Edge>> columns, VertexNames names)
            throws IOException {
        xml.open("edges");
        for (int i = 0; i < edges.size(); i++) {
            GraphResult.Edge edge = edges.get(i);
            String weight = Double.toString(edge.weight());
            String source = names.of(edge.source());
            String target = names.of(edge.target());
            xml.open("edge", "id", "e" + i, "source", source, "target", target, "weight", weight);
            values(columns, edge);
            xml.close("edge");
        }
        xml.close("edges");
    }

    private <T> void values(List<GraphColumns.Column<T>> columns, T row) throws IOException {
        xml.open("attvalues");
        for (int i = 0; i < columns.size(); i++) {
            String text = columns.get(i).text(row);
            if (text != null) {
                xml.open("attvalue", "for", Integer.toString(i), "value", text);
                xml.close("attvalue");
            }
        }
        xml.close("attvalues");
    }
}
