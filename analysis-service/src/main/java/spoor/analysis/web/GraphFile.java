package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import spoor.request.GraphResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A graph in one of its forms, written as it is sent. */
final class GraphFile implements StreamingResponseBody {
    private final GraphResult graph;
    private final boolean isDirected;
    private final GraphFormat format;
    private final JsonMapper json;

    GraphFile(GraphResult graph, boolean isDirected, GraphFormat format, JsonMapper json) {
        this.graph = graph;
        this.isDirected = isDirected;
        this.format = format;
        this.json = json;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        switch (format) {
            case JSON -> writeJson(out);
            case GRAPHML -> GraphmlGraph.write(graph, isDirected, out);
            case GEXF -> GexfGraph.write(graph, isDirected, out);
            case DOT -> DotGraph.write(graph, isDirected, out);
            case CSV -> CsvGraph.write(graph, out);
        }
    }

    private void writeJson(OutputStream out) throws IOException {
        try {
            json.writeValue(out, graph);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException gone) {
                throw gone; // Nobody reads any more, which is no fault of the JSON's.
            }
            throw e;
        }
    }
}
