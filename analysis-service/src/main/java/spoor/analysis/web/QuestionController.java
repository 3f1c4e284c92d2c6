package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import spoor.analysis.mirror.Mirror;
import spoor.request.Requests;
import spoor.request.TableResult;
import spoor.storage.EventReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions that the mirror answers: search, fields and tables. */
@RestController
@RequestMapping("/api/v1")
final class QuestionController {
    private static final int EVENTS_MAXIMUM = 1_000_000;

    /** What is read of the mirror, and lies in memory, at once. */
    private static final int EVENTS_AT_ONCE = 10_000;

    private final Mirror mirror;
    private final JsonMapper json;

    QuestionController(Mirror mirror, EventReader reader, JsonMapper json) {
        this.mirror = new KnownDatasets(mirror, reader);
        this.json = json;
    }

    @GetMapping("/fields")
    List<Mirror.FieldSummary> fields(@RequestParam(defaultValue = "default") String dataset) {
        return mirror.fields(dataset);
    }

    /**
     * Newest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after the {@code next} of the page before
     * @param asOf up to which watermark
     */
    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.responses.ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Mirror.Page.class)))
    ResponseEntity<StreamingResponseBody> events(
            @RequestParam(defaultValue = "default") String dataset,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long asOf) {
        Limits.check(limit, EVENTS_MAXIMUM);
        StreamedPage.Source source =
                (part, next, watermark) -> mirror.events(dataset, query, from, to, part, next, watermark);
        Mirror.Page first = source.page(Math.min(limit, EVENTS_AT_ONCE), after, asOf);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new StreamedPage(json, first, limit, source));
    }

    /**
     * In the form that is accepted first. Headers tell what is not in all of them: {@code Spoor-Watermark}, {@code Spoor-Rows} and {@code
     * Spoor-Truncated}.
     */
    @PostMapping(
            path = "/table",
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                TableFormat.CSV_TYPE,
                TableFormat.ARROW_TYPE,
                TableFormat.PARQUET_TYPE
            })
    @io.swagger.v3.oas.annotations.responses.ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = TableResult.class)),
                @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = TableFormat.ARROW_TYPE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = TableFormat.PARQUET_TYPE, schema = @Schema(type = "string", format = "binary"))
            })
    void table(
            @RequestBody @Schema(implementation = RequestSchemas.Table.class) JsonNode request,
            @RequestHeader(name = "Accept", defaultValue = MediaType.ALL_VALUE) String accept,
            HttpServletResponse response)
            throws IOException {
        new TableAnswer(mirror, json, response).write(Requests.table(request), TableFormat.accepted(accept));
    }
}
