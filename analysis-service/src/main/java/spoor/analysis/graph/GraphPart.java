package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import spoor.request.GraphRequest;

/**
 * Vertices of a graph and edges between them.
 *
 * @param isDirected whether an edge's source and target differ
 */
record GraphPart(List<EventVertex> vertices, List<EventEdge> edges, boolean isDirected) {
    /** With the vertices numbered in their order here, and the edges in theirs. */
    IntGraph asInts(ToDoubleFunction<EventEdge> weight) {
        Map<EventVertex, Integer> numbers = new HashMap<>();
        vertices.forEach(vertex -> numbers.put(vertex, numbers.size()));
        return IntGraph.of(
                vertices.size(),
                edges.stream().mapToInt(edge -> numbers.get(edge.source)).toArray(),
                edges.stream().mapToInt(edge -> numbers.get(edge.target)).toArray(),
                edges.stream().mapToDouble(weight).toArray(),
                isDirected);
    }

    /**
     * The part that some vertices reach.
     *
     * @param centres places among the vertices
     */
    GraphPart around(int[] centres, GraphRequest.Around around) {
        int[] hops = Around.hops(asInts(_ -> 1), centres, around.hops(), around.direction());
        List<EventVertex> reached = new ArrayList<>();
        for (int vertex = 0; vertex < hops.length; vertex++) {
            if (hops[vertex] != Around.BEYOND) {
                reached.add(vertices.get(vertex));
            }
        }
        return of(reached);
    }

    /** The vertices with most events, and the edges between them. */
    GraphPart busiest(int most) {
        return of(vertices.stream().sorted(EventVertex.MOST_EVENTS).limit(most).toList());
    }

    private GraphPart of(List<EventVertex> some) {
        Set<EventVertex> ends = new HashSet<>(some);
        return new GraphPart(
                some,
                edges.stream()
                        .filter(edge -> ends.contains(edge.source) && ends.contains(edge.target))
                        .toList(),
                isDirected);
    }

    /**
     * The vertices with most events, and one for the rest of each community after Leiden, by how many events link its vertices; see {@link Condensed}.
     * What several edges become together has the events of all, and no measures.
     *
     * @param hasLoops whether edges within a community are told, as one from it to itself
     */
    GraphPart condensed(int most, boolean hasLoops) {
        IntGraph graph = asInts(edge -> Math.max(edge.events(), edge.eventsBefore()));
        Condensed small = Condensed.byCommunity(
                graph,
                Communities.leiden(graph.simple().undirected().simple()),
                vertices.stream().mapToDouble(EventVertex::mostEvents).toArray(),
                edges.stream().mapToInt(edge -> edge.kind).toArray(),
                most,
                edges.size());
        List<EventVertex> ends = standFor(small);
        @Nullable EventEdge[] bundles = new EventEdge[small.edges()];
        for (int i = 0; i < edges.size(); i++) {
            int bundle = small.edge()[i];
            if (bundle != Condensed.LEFT_OUT) {
                EventEdge edge = between(ends, small.vertex()[graph.source(i)], small.vertex()[graph.target(i)], i);
                EventEdge known = bundles[bundle];
                bundles[bundle] = known == null ? edge : known.and(edge);
            }
        }
        return new GraphPart(
                ends,
                Arrays.stream(bundles)
                        .map(Objects::requireNonNull)
                        .filter(edge -> hasLoops || edge.source != edge.target)
                        .toList(),
                isDirected);
    }

    private EventEdge between(List<EventVertex> ends, int source, int target, int edge) {
        boolean isTurned = !isDirected && source > target;
        EventVertex from = ends.get(isTurned ? target : source);
        EventVertex to = ends.get(isTurned ? source : target);
        EventEdge whole = edges.get(edge);
        return from == whole.source && to == whole.target ? whole : whole.between(from, to);
    }

    private List<EventVertex> standFor(Condensed small) {
        List<List<EventVertex>> members = new ArrayList<>();
        for (int i = 0; i < small.members().length; i++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < vertices.size(); i++) {
            if (small.vertex()[i] != Condensed.LEFT_OUT) {
                members.get(small.vertex()[i]).add(vertices.get(i));
            }
        }
        return members.stream()
                .map(some -> some.size() == 1 ? some.getFirst() : EventVertex.standingFor(some))
                .toList();
    }
}
