package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests look like, for the OpenAPI document alone: {@link spoor.request.Requests} reads them and says more precisely what
 * is wrong than a schema can. Nothing makes one of these.
 */
final class RequestSchemas {
    private static final String LUCENE =
            "In Lucene syntax, such as event.action:process_start AND NOT user.name:SYSTEM";
    private static final String WATERMARK = "The watermark to answer at; the present one where it is left out";

    private static final String AGGREGATES = "Column name to aggregate, such as quantile(network.bytes, 0.95) or"
            + " sum(\"Logon Type\"). There are count, distinct, sum, mean, min, max, median, quantile, stddev and variance (of a"
            + " sample), first and last (by time), mode, entropy (in bits) and share (of the rows of all groups). A field's"
            + " name stands in double quotes where it has a blank, a comma, a bracket or a quote in it, which is then written"
            + " twice. Text counts as the number that it spells; what is no finite number, such as NaN or inf, is none.";

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

    @Schema(
            name = "Step",
            oneOf = {BucketStep.class, GroupStep.class, SelectStep.class, SortStep.class, LimitStep.class})
    interface Step {}

    @Schema(name = "BucketStep", additionalProperties = AdditionalPropertiesValue.FALSE)
    record BucketStep(
            @Schema(requiredMode = RequiredMode.REQUIRED) Bucket bucket) {}

    @Schema(
            name = "Bucket",
            description = "Adds a column that holds the start of the bucket into which a time falls",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Bucket(
            @Schema(defaultValue = "time") @Nullable String field,

            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    description = "An ISO-8601 duration of at least a millisecond",
                    example = "PT1M")
            String every,

            @Schema(description = "The new column's name; the field's where it is left out") @Nullable
            String as) {}

    @Schema(name = "GroupStep", additionalProperties = AdditionalPropertiesValue.FALSE)
    record GroupStep(
            @Schema(requiredMode = RequiredMode.REQUIRED) Group group) {}

    @Schema(
            name = "Group",
            description = "One row for each combination of values; one of all rows where by is empty",
            additionalProperties = AdditionalPropertiesValue.FALSE)
    record Group(
            @Nullable List<String> by,

            @Schema(description = AGGREGATES) @Nullable Map<String, String> agg) {}

    @Schema(name = "SelectStep", additionalProperties = AdditionalPropertiesValue.FALSE)
    record SelectStep(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = "The columns to keep, in order")
            List<String> select) {}

    @Schema(name = "SortStep", additionalProperties = AdditionalPropertiesValue.FALSE)
    record SortStep(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = "Columns; - before one means descending")
            List<String> sort) {}

    @Schema(name = "LimitStep", additionalProperties = AdditionalPropertiesValue.FALSE)
    record LimitStep(
            @Schema(requiredMode = RequiredMode.REQUIRED, minimum = "0", maximum = "1000000")
            int limit) {}

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
