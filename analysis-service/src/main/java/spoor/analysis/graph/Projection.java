package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.GraphRequest;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * The projection of a graph onto its vertices of one kind: two of them are linked that have neighbours in common among the others, whichever way the
 * edges to these lead; edges between two of them, or two others, count nothing. An edge weighs how many neighbours its ends share, or what part these are
 * of all that either has (Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x). Its events are those of both ends with the neighbours that
 * they share.
 *
 * <p>O(Σ d²) over the degrees d of the others, of which {@value #STEPS} are taken at the most: a neighbour that ten thousand vertices share links
 * each of them to each.
 */
final class Projection {
    private static final long STEPS = 50_000_000;
    private static final int EDGES = 1_000_000;

    private final List<EventVertex> vertices;
    private final String kind;
    private final List<Seen> seen = new ArrayList<>();
    private final IntGraph.Rows rows;
    private final int[] shared;
    private final @Nullable Seen[] both;
    private final int[] found;

    private Projection(List<EventVertex> vertices, List<EventEdge> edges, String kind) {
        this.vertices = vertices;
        this.kind = kind;
        Map<Long, Seen> between = new TreeMap<>();
        for (EventEdge edge : edges) {
            boolean isOnto = isOnto(edge.source.number);
            if (edge.now != null && isOnto != isOnto(edge.target.number)) {
                long one = (isOnto ? edge.source : edge.target).number;
                long other = (isOnto ? edge.target : edge.source).number;
                between.merge(one << Integer.SIZE | other, edge.now, Seen::and);
            }
        }
        seen.addAll(between.values());
        int[] sources = between.keySet().stream()
                .mapToInt(ends -> (int) (ends >> Integer.SIZE))
                .toArray();
        int[] targets = between.keySet().stream().mapToInt(Long::intValue).toArray();
        rows = IntGraph.of(vertices.size(), sources, targets, new double[sources.length], false)
                .out();
        shared = new int[vertices.size()];
        both = new Seen[vertices.size()];
        found = new int[vertices.size()];
    }

    /**
     * The edges, by their ends' numbers, the smaller first.
     *
     * @param vertices numbered in their order
     * @throws RequestException {@code too_large}
     */
    static List<EventEdge> of(
            List<EventVertex> vertices, List<EventEdge> edges, String kind, GraphRequest.Projection.Weight weight) {
        return new Projection(vertices, edges, kind).project(weight);
    }

    private boolean isOnto(int vertex) {
        return vertices.get(vertex).field.equals(kind);
    }

    private List<EventEdge> project(GraphRequest.Projection.Weight weight) {
        requireFew();
        List<EventEdge> edges = new ArrayList<>();
        for (int one = 0; one < vertices.size(); one++) {
            int count = isOnto(one) ? share(one) : 0;
            if (edges.size() + count > EDGES) {
                throw tooLarge("More than %d pairs of vertices share neighbours".formatted(EDGES));
            }
            Arrays.sort(found, 0, count);
            for (int other : Arrays.copyOf(found, count)) {
                EventEdge edge = new EventEdge(vertices.get(one), vertices.get(other), 0, 0);
                edge.now = Objects.requireNonNull(both[other])
                        .weighing(
                                switch (weight) {
                                    case shared -> shared[other];
                                    case jaccard ->
                                        (double) shared[other] / (rows.size(one) + rows.size(other) - shared[other]);
                                });
                edges.add(edge);
                shared[other] = 0;
                both[other] = null;
            }
        }
        return edges;
    }

    private void requireFew() {
        long steps = 0;
        for (int vertex = 0; vertex < vertices.size(); vertex++) {
            steps += isOnto(vertex) ? 0 : (long) rows.size(vertex) * rows.size(vertex);
        }
        if (steps > STEPS) {
            throw tooLarge("Too many vertices share their neighbours: it would take %d steps, and %d are taken"
                    .formatted(steps, STEPS));
        }
    }

    private static RequestException tooLarge(String what) {
        return new RequestException(
                ErrorCode.TOO_LARGE, Problem.at("project", what + "; narrow the query or the time"));
    }

    /** Finds the vertices after {@code one} that share neighbours with it, and tells how many there are. */
    private int share(int one) {
        int count = 0;
        for (int i = rows.offsets()[one]; i < rows.offsets()[one + 1]; i++) {
            int middle = rows.neighbours()[i];
            for (int j = rows.offsets()[middle]; j < rows.offsets()[middle + 1]; j++) {
                int other = rows.neighbours()[j];
                if (other > one) {
                    Seen here = seen.get(rows.edges()[i]).and(seen.get(rows.edges()[j]));
                    Seen before = both[other];
                    both[other] = before == null ? here : before.and(here);
                    if (shared[other]++ == 0) {
                        found[count++] = other;
                    }
                }
            }
        }
        return count;
    }
}
