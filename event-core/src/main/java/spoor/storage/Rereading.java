package spoor.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which batches are read again: those that have an event of a range of time, and those that were received on one of its days, since
 * events whose time the old mappings could not read have that of their receipt.
 *
 * @param from inclusive, or null for the beginning
 * @param to exclusive, or null for the end
 * @param isForced also those that were read with today's version of the mappings
 */
public record Rereading(@Nullable Instant from, @Nullable Instant to, boolean isForced) {}
