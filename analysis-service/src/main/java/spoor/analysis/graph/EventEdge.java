package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import spoor.request.GraphResult;

/** An edge on its way into a graph, seen in one of its windows at least. */
final class EventEdge {
    /** In the order of their vertices' numbers. */
    static final Comparator<EventEdge> BY_ENDS = Comparator.<EventEdge>comparingInt(edge -> edge.source.number)
            .thenComparingInt(edge -> edge.target.number)
            .thenComparingInt(edge -> edge.kind);

    /** By the weight in whichever window it is larger. */
    static final Comparator<EventEdge> HEAVIEST =
            Comparator.comparingDouble(EventEdge::mostWeight).reversed().thenComparing(BY_ENDS);

    final EventVertex source;
    final EventVertex target;
    int kind;

    @Nullable
    Seen now;

    /** In the window that is compared with. */
    @Nullable
    Seen before;

    /** On how many it was seen; 0 where that is not known. */
    long hosts;

    /** By snapshot. */
    long[] counts;

    /** Of both windows; null without a comparison. */
    GraphResult.@Nullable Test test;

    final Map<String, Double> measures = new LinkedHashMap<>();

    /** @param snapshots in which its events will be counted */
    EventEdge(EventVertex source, EventVertex target, int kind, int snapshots) {
        this.source = source;
        this.target = target;
        this.kind = kind;
        counts = new long[snapshots];
    }

    /** The same between other vertices, without measures. */
    EventEdge between(EventVertex from, EventVertex to) {
        var edge = new EventEdge(from, to, kind, counts.length);
        edge.now = now;
        edge.before = before;
        edge.counts = counts.clone();
        return edge;
    }

    /** Both together, without measures, between the vertices of this. */
    EventEdge and(EventEdge other) {
        var both = new EventEdge(source, target, Math.min(kind, other.kind), counts.length);
        both.now = together(now, other.now);
        both.before = together(before, other.before);
        Arrays.setAll(both.counts, snapshot -> counts[snapshot] + other.counts[snapshot]);
        return both;
    }

    private static @Nullable Seen together(@Nullable Seen one, @Nullable Seen other) {
        return one == null ? other : other == null ? one : one.and(other);
    }

    long events() {
        return now == null ? 0 : now.events();
    }

    double weight() {
        return now == null ? 0 : now.weight();
    }

    /** What the other window had; null where it had nothing. */
    GraphResult.@Nullable Before told() {
        return before == null ? null : new GraphResult.Before(before.weight(), before.events());
    }

    long eventsBefore() {
        return before == null ? 0 : before.events();
    }

    private double mostWeight() {
        return before == null ? weight() : now == null ? before.weight() : Math.max(now.weight(), before.weight());
    }

    /** In both windows. */
    Seen ever() {
        return now == null ? Objects.requireNonNull(before) : before == null ? now : now.and(before);
    }
}
