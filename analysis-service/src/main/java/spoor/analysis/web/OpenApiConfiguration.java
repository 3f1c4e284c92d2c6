package spoor.analysis.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import spoor.request.ErrorCode;
import spoor.request.Problem;

/** What the OpenAPI document says beyond what can be read off the controllers. The browser's types are generated from it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String REFERENCE = "#/components/schemas/";

    /** Of the answers' properties, those that can be null; all are always there. */
    private static final Map<String, Set<String>> NULLABLE = Map.of(
            "Dataset", Set.of("from", "to"),
            "Collector", Set.of("clockOffsetMillis", "clockUncertaintyMillis", "clockMeasuredAt", "clockBasis"),
            "Page", Set.of("next"),
            "Problem", Set.of("offset", "length"),
            "Instance",
                    Set.of(
                            "parent",
                            "parentName",
                            "name",
                            "executable",
                            "commandLine",
                            "pid",
                            "host",
                            "user",
                            "start",
                            "end"));

    private static final Map<String, Set<String>> OPTIONAL = Map.of(
            "ProblemDetail", Set.of("type", "title", "detail"),
            "GraphResult", Set.of("snapshots"),
            "Vertex", Set.of("x", "y"),
            "Edge", Set.of("change", "before", "test"));

    private static final String CODES = "Stable, for programs; now one of "
            + Arrays.stream(ErrorCode.values()).map(ErrorCode::word).collect(Collectors.joining(", "));

    private static final List<String> WITHOUT_TOKEN = List.of("/healthz", "/readyz");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI(SpecVersion.V31)
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name(AccessFilter.COOKIE)))
                .addSecurityItem(new SecurityRequirement().addList("token"))
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .info(
                        new Info()
                                .title("Spoor")
                                .version("1")
                                .description(
                                        "Tables, graphs and statistics over security events. Every call needs the access token as"
                                                + " 'Authorization: Bearer TOKEN' or a browser's session. Times are ISO-8601 UTC."));
    }

    @Bean
    @SuppressWarnings("rawtypes") // the library's own types are raw
    OpenApiCustomizer completeDocument() {
        return document -> {
            document.setServers(null); // it is the same wherever it is asked
            Map<String, Schema> schemas = new TreeMap<>(document.getComponents().getSchemas());
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(schemas::put);
            schemas.putAll(StepSchemas.all());
            schemas.put("Event", event());
            schemas.put("Cell", anyOf("string", "number", "boolean", "null"));
            schemas.put("ProblemDetail", problem());
            schemas.remove("SseEmitter");
            ModelConverters.getInstance(true).readAll(LiveFeed.Rate.class).forEach(schemas::put);
            schemas.put("Arrivals", arrivals());
            property(schemas, "Page", "events", list(reference("Event")));
            property(schemas, "TableResult", "rows", list(list(reference("Cell"))));
            property(schemas, "GraphRequest", "attributes", attributes());
            property(schemas, "PathsRequest", "attributes", attributes());
            property(schemas, "Vertex", "attributes", byName(reference("Cell")));
            property(schemas, "GraphResult", "summary", byName(summary()));
            schemas.forEach(OpenApiConfiguration::complete);
            document.getComponents().setSchemas(schemas);
            answer(document, "/api/v1/events/{id}", "application/json", reference("Event"));
            answer(document, "/api/v1/live", "text/event-stream", stream());
            document.getPaths().addPathItem("/metrics", new PathItem().get(metrics()));
            WITHOUT_TOKEN.forEach(
                    path -> Objects.requireNonNull(document.getPaths().get(path), path)
                            .getGet()
                            .setSecurity(List.of()));
            refusals(document);
        };
    }

    private static void complete(String name, Schema<?> schema) {
        if (schema.getProperties() == null || isRequest(schema) || name.equals("Event")) {
            return;
        }
        List<String> always = new ArrayList<>(schema.getProperties().keySet());
        always.removeAll(OPTIONAL.getOrDefault(name, Set.of()));
        schema.setRequired(always);
        for (String nullable : NULLABLE.getOrDefault(name, Set.of())) {
            Schema<?> property = Objects.requireNonNull(schema.getProperties().get(nullable), nullable);
            property.addType("null");
        }
    }

    /** Requests are strict, answers may grow. */
    private static boolean isRequest(Schema<?> schema) {
        return Boolean.FALSE.equals(schema.getAdditionalProperties())
                || (schema.getAdditionalProperties() instanceof Schema<?> more
                        && Boolean.FALSE.equals(more.getBooleanSchemaValue()));
    }

    private static Schema<?> event() {
        Schema<?> time = typed(new StringSchema().format("date-time"), "string");
        Schema<?> event = typed(new ObjectSchema(), "object")
                .description("Flat: the event's own properties, then its fields by their dotted names;"
                        + " a field that its source calls as one of the properties, as original.id")
                .addProperty("id", typed(new StringSchema(), "string"))
                .addProperty("time", time);
        event.setRequired(List.of("id", "time"));
        event.setAdditionalProperties(anyOf("string", "number", "boolean"));
        return event;
    }

    private static Schema<?> attributes() {
        JsonSchema attributes = new JsonSchema();
        attributes.setAnyOf(
                List.of(list(typed(new StringSchema(), "string")), byName(typed(new StringSchema(), "string"))));
        attributes.setDescription(
                "At most 8: fields, whose most frequent value each vertex gets; or name → aggregate of the events at a vertex, such as sum(network.bytes)");
        return attributes;
    }

    /** Of a measure: a number, or several by their names. */
    private static Schema<?> summary() {
        JsonSchema summary = new JsonSchema();
        summary.setAnyOf(List.of(anyOf("number", "boolean"), byName(anyOf("number"))));
        return summary;
    }

    private static Schema<?> arrivals() {
        return typed(new ObjectSchema(), "object")
                .description("New events, newest first, at most 50")
                .addProperty("events", list(reference("Event")))
                .addProperty("watermark", typed(new IntegerSchema().format("int64"), "integer"));
    }

    private static Schema<?> stream() {
        return typed(new StringSchema(), "string")
                .description(
                        "Server-sent events: 'rate' with a Rate each second, 'events' with an Arrivals when there are any");
    }

    private static Operation metrics() {
        Content text =
                new Content().addMediaType("text/plain", new MediaType().schema(typed(new StringSchema(), "string")));
        return new Operation()
                .operationId("metrics")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("In the text format of Prometheus")
                                        .content(text)));
    }

    private static Schema<?> problem() {
        return typed(new ObjectSchema(), "object")
                .description("Problem details (RFC 9457)")
                .addProperty("type", typed(new StringSchema(), "string"))
                .addProperty("title", typed(new StringSchema(), "string"))
                .addProperty("status", typed(new IntegerSchema().format("int32"), "integer"))
                .addProperty("detail", typed(new StringSchema(), "string"))
                .addProperty("code", typed(new StringSchema().description(CODES), "string"))
                .addProperty("errors", list(reference("Problem")));
    }

    @SuppressWarnings("rawtypes")
    private static void property(Map<String, Schema> schemas, String schema, String name, Schema<?> value) {
        Objects.requireNonNull(schemas.get(schema), schema).addProperty(name, value);
    }

    private static void answer(OpenAPI document, String path, String type, Schema<?> schema) {
        PathItem item = Objects.requireNonNull(document.getPaths().get(path), path);
        ApiResponse answer = Objects.requireNonNull(item.getGet().getResponses().get("200"), path);
        answer.setContent(new Content().addMediaType(type, new MediaType().schema(schema)));
    }

    private static void refusals(OpenAPI document) {
        Content content = new Content()
                .addMediaType("application/problem+json", new MediaType().schema(reference("ProblemDetail")));
        document.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    operation.getResponses().keySet().removeIf(status -> !status.equals("200"));
                    operation
                            .getResponses()
                            .addApiResponse(
                                    "default",
                                    new ApiResponse().description("A refusal").content(content));
                }));
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private static Schema<?> list(Schema<?> items) {
        return typed(new ArraySchema().items(items), "array");
    }

    private static Schema<?> byName(Schema<?> values) {
        Schema<?> object = typed(new ObjectSchema(), "object");
        object.setAdditionalProperties(values);
        return object;
    }

    private static Schema<?> anyOf(String... types) {
        JsonSchema schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(types)));
        return schema;
    }

    private static Schema<?> typed(Schema<?> schema, String type) {
        schema.addType(type);
        return schema;
    }
}
