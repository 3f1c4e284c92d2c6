package spoor.analysis.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import spoor.analysis.mirror.Mirror;
import spoor.request.GraphRequest;
import spoor.request.GraphResult;
import spoor.request.PathsResult;
import spoor.request.ProcessesResult;
import spoor.request.Requests;
import spoor.storage.EventReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graphs of the mirror's events, paths through them, and the processes that events are of. */
@RestController
@RequestMapping("/api/v1")
final class GraphController {
    private static final String GRAPH = """
            Events as edges between the values of two fields, merged where both ends agree. A vertex is a kind of field and a value: process.name and \
            process.parent.name are of one kind. Measures are of the whole graph, before the limit. With compareTo, each edge's share of the events of all \
            edges is compared with that in another window: it is new, gone, changed (by a G-test, the false-discovery rate of all edges at most 0.05) or \
            the same, and what is told of vertices is of the request's own window. A file of another type than JSON holds the graph with all its \
            attributes; of CSV, the edges.""";
    private static final String PATHS =
            "The cheapest paths from one vertex of a graph to another, or all that visit no vertex twice. The graph is asked for as by POST /graph.";
    private static final String PROCESSES = """
            The processes that the matching events are of, and all their ancestors whose start the dataset holds. A process is told by \
            process.entity_id; where events have none, by host.name, process.pid and the latest process_start of these by then, so that a process id \
            that was given again is another process.""";

    private final Mirror mirror;
    private final JsonMapper json;

    GraphController(Mirror mirror, EventReader reader, JsonMapper json) {
        this.mirror = new KnownDatasets(mirror, reader);
        this.json = json;
    }

    /** In the form that is accepted first. The header {@code Spoor-Watermark} tells what is not in all of them. */
    @PostMapping(
            path = "/graph",
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                GraphFormat.GRAPHML_TYPE,
                GraphFormat.GEXF_TYPE,
                GraphFormat.DOT_TYPE,
                GraphFormat.CSV_TYPE
            })
    @Operation(summary = "A graph of events", description = GRAPH)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = GraphResult.class)),
                @Content(mediaType = GraphFormat.GRAPHML_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = GraphFormat.GEXF_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = GraphFormat.DOT_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = GraphFormat.CSV_TYPE, schema = @Schema(type = "string"))
            })
    ResponseEntity<StreamingResponseBody> graph(
            @RequestBody @Schema(implementation = GraphSchemas.Graph.class) JsonNode request,
            @RequestHeader(name = "Accept", defaultValue = MediaType.ALL_VALUE) String accept) {
        GraphRequest wanted = Requests.graph(request);
        GraphResult graph = mirror.graph(wanted);
        GraphFormat format = GraphFormat.accepted(accept);
        return ResponseEntity.ok()
                .contentType(format.type())
                .header("Spoor-Watermark", Long.toString(graph.watermark()))
                .body(new GraphFile(graph, wanted.directed() && wanted.project() == null, format, json));
    }

    @PostMapping("/graph/paths")
    @Operation(summary = "Paths through a graph", description = PATHS)
    PathsResult paths(@RequestBody @Schema(implementation = GraphSchemas.Paths.class) JsonNode request) {
        return mirror.paths(Requests.paths(request));
    }

    @PostMapping("/processes")
    @Operation(summary = "The processes of events", description = PROCESSES)
    ProcessesResult processes(@RequestBody @Schema(implementation = GraphSchemas.Processes.class) JsonNode request) {
        return mirror.processes(Requests.processes(request));
    }
}
