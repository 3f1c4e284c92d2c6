package spoor.analysis.graph;

import java.time.Instant;

/**
 * All events in which one value of a field points to one value of another.
 *
 * @param events how many they are
 */
public record Link(
        String sourceField,
        String source,
        String targetField,
        String target,
        double weight,
        long events,
        Instant firstSeen,
        Instant lastSeen) {}
