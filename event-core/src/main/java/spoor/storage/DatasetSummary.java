package spoor.storage;

import java.time.Instant;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A dataset at a glance.
 *
 * @param events stored events, without malformed entries
 * @param from the earliest {@code time}, or null where there is none
 * @param to the latest {@code time}, inclusive, or null where there is none
 * @param watermark of its latest batch, 0 where there is none
 * @param bytes on disk, rows and raw blocks
 * @param keep for how long it keeps what it receives, or null for ever
 */
public record DatasetSummary(
        String name,
        long events,
        @Nullable Instant from,
        @Nullable Instant to,
        long watermark,
        long bytes,
        @Nullable Period keep) {}
