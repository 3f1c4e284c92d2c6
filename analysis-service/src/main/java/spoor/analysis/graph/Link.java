package spoor.analysis.graph;

import java.time.Instant;

/**
 * All events in which one value of a field points to one value of another.
 *
 * @param weight an aggregate of them
 * @param events how many they are, positive
 * @param firstSeen the {@code time} of the earliest
 * @param lastSeen the {@code time} of the latest
 */
public record Link(Ends ends, double weight, long events, Instant firstSeen, Instant lastSeen) {
    /**
     * What a link joins. Links of an undirected graph that join the same two values have them in the same order.
     *
     * @param kind the index of the definition of such edges in the request
     */
    public record Ends(int kind, String sourceField, String source, String targetField, String target) {}
}
