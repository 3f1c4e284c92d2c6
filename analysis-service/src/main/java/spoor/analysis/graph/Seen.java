package spoor.analysis.graph;

import java.time.Instant;

/**
 * When and how often an edge was seen.
 *
 * @param weight of the edge
 * @param events positive
 * @param first the time of the earliest
 * @param last the time of the latest
 */
record Seen(double weight, long events, Instant first, Instant last) {
    /** Both together, their weights added. */
    Seen and(Seen other) {
        return new Seen(
                weight + other.weight,
                events + other.events,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }

    Seen weighing(double other) {
        return new Seen(other, events, first, last);
    }
}
