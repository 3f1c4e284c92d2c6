package spoor.analysis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests look like, for the OpenAPI document alone: {@link spoor.request.Requests} reads them and says more precisely what
 * is wrong than a schema can. Nothing makes one of these.
 */
final class RequestSchemas {
    static final String LUCENE = "In Lucene syntax, such as event.action:process_start AND NOT user.name:SYSTEM";
    static final String WATERMARK = "The watermark to answer at; the present one where it is left out";

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
}
