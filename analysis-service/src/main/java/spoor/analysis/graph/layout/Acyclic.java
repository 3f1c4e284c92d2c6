package spoor.analysis.graph.layout;

import java.util.Arrays;
import java.util.Comparator;
import spoor.analysis.graph.Components;
import spoor.analysis.graph.IntGraph;

/**
 * A graph without its cycles. In each strongly connected component the vertices are ranked by how many edges they are away from its first
 * one; edges that lead back to a lower rank are turned round, and those between equal ranks are left out. All other edges stay as they are.
 *
 * <p>Fewer edges would be turned by a depth-first search or by the heuristic of Eades, Lin and Smyth (1993,
 * doi:10.1016/0020-0190(93)90079-O), but what they leave of a dense component is as deep as it has vertices, nearly.
 *
 * @param graph without loops and parallel edges
 * @param topological all vertices, each before those that it leads to
 */
record Acyclic(IntGraph graph, int[] topological) {
    private static final int NONE = -1;

    /** O(V + E). */
    static Acyclic of(IntGraph graph) {
        int[] components = Components.strong(graph);
        int[] firsts = firsts(graph, components);
        int[] ranks = new int[components.length];
        Arrays.fill(ranks, NONE);
        int[] topological = new int[components.length];
        int ranked = 0;
        for (int component = components.length - 1; component >= 0; component--) {
            if (firsts[component] == NONE) {
                continue;
            }
            int next = ranked;
            ranks[firsts[component]] = 0;
            topological[ranked++] = firsts[component];
            for (; next < ranked; next++) {
                int vertex = topological[next];
                for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
                    int neighbour = graph.out().neighbours()[at];
                    if (components[neighbour] == component && ranks[neighbour] == NONE) {
                        ranks[neighbour] = ranks[vertex] + 1;
                        topological[ranked++] = neighbour;
                    }
                }
            }
        }
        return new Acyclic(turned(graph, components, ranks), topological);
    }

    /**
     * Of each component the vertex to which most edges lead from outside, of several the one from which most more edges lead than to it.
     */
    private static int[] firsts(IntGraph graph, int[] components) {
        int[] entries = new int[components.length];
        for (int edge = 0; edge < graph.edges(); edge++) {
            int target = graph.target(edge);
            entries[target] += components[graph.source(edge)] == components[target] ? 0 : 1;
        }
        Comparator<Integer> order = Comparator.comparingInt((Integer vertex) -> entries[vertex])
                .thenComparingInt(
                        vertex -> graph.out().size(vertex) - graph.in().size(vertex));
        int[] firsts = new int[components.length];
        Arrays.fill(firsts, NONE);
        for (int vertex = 0; vertex < components.length; vertex++) {
            int first = firsts[components[vertex]];
            if (first == NONE || order.compare(vertex, first) > 0) {
                firsts[components[vertex]] = vertex;
            }
        }
        return firsts;
    }

    private static IntGraph turned(IntGraph graph, int[] components, int[] ranks) {
        int[] sources = new int[graph.edges()];
        int[] targets = new int[graph.edges()];
        int edges = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            int source = graph.source(edge);
            int target = graph.target(edge);
            boolean isOfCycle = components[source] == components[target];
            if (!isOfCycle || ranks[source] != ranks[target]) {
                boolean isBack = isOfCycle && ranks[source] > ranks[target];
                sources[edges] = isBack ? target : source;
                targets[edges++] = isBack ? source : target;
            }
        }
        return IntGraph.of(
                        graph.vertices(),
                        Arrays.copyOf(sources, edges),
                        Arrays.copyOf(targets, edges),
                        new double[edges],
                        true)
                .simple();
    }
}
