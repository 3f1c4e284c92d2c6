package spoor.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some of a dataset's events.
 *
 * @param from inclusive; null for no bound
 * @param to exclusive; null for no bound
 * @param query in Lucene syntax; empty for all events
 */
public record Selection(@Nullable Instant from, @Nullable Instant to, String query) {}
