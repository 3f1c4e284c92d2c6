package spoor.analysis.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import spoor.request.GraphResult;

/**
 * A graph in Graphviz's language (https://graphviz.org/doc/info/lang.html). All but {@link VertexNames} is quoted; in quotes, quotes and
 * backslashes are escaped, so that a path ends no text and {@code \N} stands for nothing else.
 */
final class DotGraph {
    private final Writer out;

    private DotGraph(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    static void write(GraphResult graph, boolean isDirected, OutputStream out) throws IOException {
        new DotGraph(out).write(graph, isDirected);
    }

    private void write(GraphResult graph, boolean isDirected) throws IOException {
        List<GraphColumns.Column<GraphResult.Vertex>> ofVertices = GraphColumns.ofVertices(graph);
        List<GraphColumns.Column<GraphResult.Edge>> ofEdges = GraphColumns.ofEdges(graph);
        var names = new VertexNames(graph);
        out.write(isDirected ? "digraph {\n" : "graph {\n");
        for (GraphResult.Vertex vertex : graph.vertices()) {
            out.write("  " + names.of(vertex.id()) + " [label=" + quoted(vertex.label()));
            attributes(ofVertices, vertex);
            out.write("];\n");
        }
        String arrow = isDirected ? " -> " : " -- ";
        for (GraphResult.Edge edge : graph.edges()) {
            out.write("  " + names.of(edge.source()) + arrow + names.of(edge.target()) + " [");
            attributes(ofEdges, edge);
            out.write("];\n");
        }
        out.write("}\n");
        out.flush();
    }

    private <T> void attributes(List<GraphColumns.Column<T>> columns, T row) throws IOException {
        for (GraphColumns.Column<T> column : columns) {
            String text = column.text(row);
            if (text != null) {
                out.write(" " + quoted(column.name()) + "=" + quoted(text));
            }
        }
    }

    private static String quoted(String text) {
        return '"' + Xml.valid(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
