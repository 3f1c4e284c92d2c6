package spoor.request;

import org.jspecify.annotations.Nullable;

/**
 * One statistical procedure over events.
 *
 * @param selection the events
 * @param asOf the watermark to answer at; null for the present one
 * @param other the events that they are compared with; null where the test compares with none
 */
public record StatsRequest(
        String dataset,
        Selection selection,
        @Nullable Long asOf,
        @Nullable Selection other,
        StatsTest test) {}
