package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import spoor.request.GraphResult;

/** The edges of a graph as {@link CsvRows}: where each leads from and to, and what is told of it. */
final class CsvGraph {
    private CsvGraph() {}

    static void write(GraphResult graph, OutputStream out) throws IOException {
        List<GraphColumns.Column<GraphResult.Edge>> columns = GraphColumns.ofEdges(graph);
        var csv = new CsvRows(out, 2 + columns.size());
        csv.write("source");
        csv.write("target");
        for (GraphColumns.Column<GraphResult.Edge> column : columns) {
            csv.write(column.name());
        }
        for (GraphResult.Edge edge : graph.edges()) {
            csv.write(edge.source());
            csv.write(edge.target());
            for (GraphColumns.Column<GraphResult.Edge> column : columns) {
                csv.write(column.value().apply(edge));
            }
        }
        csv.flush();
    }
}
