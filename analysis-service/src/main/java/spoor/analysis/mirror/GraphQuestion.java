package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import spoor.analysis.graph.EventGraph;
import spoor.analysis.graph.Link;
import spoor.analysis.graph.layout.DrawnGraph;
import spoor.analysis.mirror.table.Relation;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsRequest;
import spoor.request.PathsResult;

/** The graph whose edges are a request's events. They are counted in the mirror; what is computed of that needs the mirror no longer. */
final class GraphQuestion {
    private GraphQuestion() {}

    /** Fetches; what is returned computes. */
    static Supplier<GraphResult> fetch(GraphRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        EventGraph graph = graph(request, scope, sql);
        long watermark = scope.watermark();
        return () -> {
            GraphRequest.Layout layout = request.layout();
            GraphResult answer = layout == null ? graph.answer() : DrawnGraph.of(graph.answer(), request, layout);
            return new GraphResult(
                    answer.vertices(),
                    answer.edges(),
                    answer.summary(),
                    answer.total(),
                    answer.snapshots(),
                    watermark,
                    (System.nanoTime() - started) / 1_000_000);
        };
    }

    /** Fetches; what is returned computes. */
    static Supplier<PathsResult> fetchPaths(PathsRequest request, Scope scope, DSLContext sql) {
        long started = System.nanoTime();
        EventGraph graph = graph(request.graph(), scope, sql);
        long watermark = scope.watermark();
        return () -> {
            PathsResult answer = graph.paths(request.path());
            return new PathsResult(
                    answer.paths(), answer.truncated(), watermark, (System.nanoTime() - started) / 1_000_000);
        };
    }

    private static EventGraph graph(GraphRequest request, Scope scope, DSLContext sql) {
        EventGraph graph = scope.ask(
                request.from(),
                request.to(),
                request.query(),
                "query",
                events -> new GraphEdges(request, events, sql).graph());
        GraphRequest.Window other = request.compareTo();
        if (other != null) {
            List<Link> before = scope.ask(
                    other.from(), other.to(), request.query(), "query", events -> links(request, events, sql));
            before.forEach(graph::addBefore);
        }
        return graph;
    }

    private static List<Link> links(GraphRequest request, Relation events, DSLContext sql) {
        List<Link> links = new ArrayList<>();
        new GraphEdges(request, events, sql).links(links::add);
        return links;
    }
}
