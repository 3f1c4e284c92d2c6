package spoor.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The processes that some events are of, and their ancestors.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 * @param query in Lucene syntax; empty for all events
 * @param asOf the watermark to answer at; null for the present one
 * @param limit the most processes in the answer
 */
public record ProcessesRequest(
        String dataset,
        @Nullable Instant from,
        @Nullable Instant to,
        String query,
        @Nullable Long asOf,
        int limit) {}
