package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests look like, for the OpenAPI document alone: {@link spoor.request.Requests} reads them and says more precisely what
 * is wrong than a schema can. Nothing makes one of these.
 */
final class RequestSchemas {
    private static final String LUCENE =
            "In Lucene syntax, such as event.action:process_start AND NOT user.name:SYSTEM";
    private static final String WATERMARK = "The watermark to answer at; the present one where it is left out";

    private RequestSchemas() {}

    @Schema(name = "TableRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Table(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,
            @Schema(description = LUCENE) @Nullable String query,

            @Schema(description = WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(description = "Each turns the rows of the one before it into rows") @Nullable
            List<Step> steps) {}

    /** Stands for what {@link StepSchemas} says. */
    @Schema(name = "Step")
    interface Step {}

    @Schema(name = "GraphRequest", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Graph(
            @Schema(defaultValue = "default") @Nullable String dataset,
            @Schema(description = "Inclusive") @Nullable Instant from,
            @Schema(description = "Exclusive") @Nullable Instant to,
            @Schema(description = LUCENE) @Nullable String query,

            @Schema(description = WATERMARK, minimum = "0") @Nullable
            Long asOf,

            @Schema(requiredMode = RequiredMode.REQUIRED) List<EdgeRequest> edges,
            @Nullable List<Measure> measures,

            @Schema(description = "At most 8 fields, whose most frequent value each vertex gets") @Nullable
            List<String> attributes,

            @Nullable GraphLimit limit) {}

    @Schema(
            name = "EdgeRequest",
            description = "From one field's values to another's",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record EdgeRequest(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.parent.name")
            String source,

            @Schema(requiredMode = RequiredMode.REQUIRED, example = "process.name")
            String target,

            @Schema(defaultValue = "count()", description = "An aggregate of the edge's events, as of a group")
            @Nullable
            String weight) {}

    @Schema(name = "Measure", enumAsRef = true)
    enum Measure {
        degree,
        pagerank,
        betweenness,
        components,
        community
    }

    @Schema(
            name = "GraphLimit",
            description = "The heaviest are kept",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record GraphLimit(
            @Schema(minimum = "0", maximum = "1000000", defaultValue = "2000") @Nullable
            Integer vertices,

            @Schema(minimum = "0", maximum = "1000000", defaultValue = "10000") @Nullable
            Integer edges) {}
}
