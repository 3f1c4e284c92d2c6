package spoor.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that a collector sent to a dataset: received = stored + duplicate + rejected + malformed.
 *
 * @param lastSeen when its latest entry came; or when the store was last told of duplicates alone, if that is later
 * @param clock what was known of its clock then, or null
 */
public record CollectorLedger(
        String collector,
        String dataset,
        Instant lastSeen,
        long received,
        long stored,
        long duplicate,
        long rejected,
        long malformed,
        @Nullable ClockOffset clock) {}
