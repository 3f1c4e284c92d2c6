package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import spoor.request.GraphResult;

/**
 * A graph as GraphML (Brandes et al. 2002, doi:10.1007/3-540-45848-4_59), which NetworkX, igraph, yEd, Gephi and JGraphT read. Vertices
 * have {@link VertexNames}; their own ids are the attribute {@code vertex}.
 */
final class GraphmlGraph {
    private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";

    private final Xml xml;

    private GraphmlGraph(Xml xml) {
        this.xml = xml;
    }

    static void write(GraphResult graph, boolean isDirected, OutputStream out) throws IOException {
        new GraphmlGraph(Xml.to(out)).write(graph, isDirected);
    }

    private void write(GraphResult graph, boolean isDirected) throws IOException {
        List<GraphColumns.Column<GraphResult.Vertex>> ofVertices = GraphColumns.ofVertices(graph);
        List<GraphColumns.Column<GraphResult.Edge>> ofEdges = GraphColumns.ofEdges(graph);
        xml.open("graphml", "xmlns", NAMESPACE);
        key("node", "label", "label", GraphColumns.Type.TEXT);
        keys("node", "v", ofVertices);
        keys("edge", "e", ofEdges);
        xml.open("graph", "edgedefault", isDirected ? "directed" : "undirected");
        var names = new VertexNames(graph);
        for (GraphResult.Vertex vertex : graph.vertices()) {
            xml.open("node", "id", names.of(vertex.id()));
            xml.element("data", vertex.label(), "key", "label");
            data("v", ofVertices, vertex);
            xml.close("node");
        }
        for (GraphResult.Edge edge : graph.edges()) {
            xml.open("edge", "source", names.of(edge.source()), "target", names.of(edge.target()));
            data("e", ofEdges, edge);
            xml.close("edge");
        }
        xml.close("graph");
        xml.close("graphml");
        xml.end();
    }

    private <T> void keys(String of, String prefix, List<GraphColumns.Column<T>> columns) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            key(of, prefix + i, columns.get(i).name(), columns.get(i).type());
        }
    }

    private void key(String of, String id, String name, GraphColumns.Type type) throws IOException {
        xml.open("key", "id", id, "for", of, "attr.name", name, "attr.type", type.word);
        xml.close("key");
    }

    private <T> void data(String prefix, List<GraphColumns.Column<T>> columns, T row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            String text = columns.get(i).text(row);
            if (text != null) {
                xml.element("data", text, "key", prefix + i);
            }
        }
    }
}
