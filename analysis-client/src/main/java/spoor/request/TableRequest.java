package spoor.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of events, or of what the steps make of them.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 * @param query in Lucene syntax; empty for all events
 * @param asOf the watermark to answer at; null for the present one
 * @param steps in the order in which they are taken; the events themselves where there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TableRequest(
        String dataset,
        @Nullable Instant from,
        @Nullable Instant to,
        String query,
        @Nullable Long asOf,
        List<Step> steps) {
    public TableRequest {
        steps = List.copyOf(steps);
    }
}
