package spoor.analysis.graph.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import spoor.analysis.graph.BreadthFirst;
import spoor.analysis.graph.Components;
import spoor.analysis.graph.IntGraph;

/**
 * A tree in rings around its root, each vertex on the ring of its depth: what the root leads to, and how far away that is.
 *
 * <p>The tree is that of a breadth-first search along the edges, so the depth is the number of edges of a shortest path. What the root does
 * not reach hangs, a ring further out, on what it leads to. Each vertex has a wedge of the circle, as wide as its share of the tree's
 * leaves, lies in the middle of it, and divides it among its children (Eades 1992, Bulletin of the ICA 5:10–36).
 *
 * <p>The root is the vertex from which most others can be reached; of those that reach as many, where each reaches the others, the one from
 * which most edges lead. Where several vertices of a part are given as roots, they are the first ring, around nothing. Parts that nothing
 * links are drawn by themselves, and packed. O(V + E), beside the choice of a root, for which at most some {@value #STEPS} vertices and
 * edges are looked at.
 */
final class RadialLayout {
    private static final int STEPS = 20_000_000;
    private static final int NONE = -1;

    private final int[] parents;
    private final int[] depths;

    /** The vertices as they are found: parents before children. */
    private final int[] found;

    private int size;

    private RadialLayout(IntGraph graph, int[] roots) {
        parents = new int[graph.vertices()];
        depths = new int[graph.vertices()];
        found = new int[graph.vertices()];
        Arrays.fill(depths, NONE);
        for (int root : roots) {
            parents[root] = NONE;
            depths[root] = roots.length == 1 ? 0 : 1;
            found[size++] = root;
        }
        search(graph.out());
        search(graph.out(), graph.in());
    }

    /** @param roots each once; of a part that has none, it is chosen */
    static Positions of(IntGraph graph, int[] roots, Runnable check) {
        boolean[] isRoot = new boolean[graph.vertices()];
        for (int root : roots) {
            isRoot[root] = true;
        }
        return Parts.drawn(graph.simple(), (part, vertices) -> {
            check.run();
            int[] given = IntStream.range(0, vertices.length)
                    .filter(vertex -> isRoot[vertices[vertex]])
                    .toArray();
            return new RadialLayout(part, given.length == 0 ? new int[] {root(part, check)} : given).drawn();
        });
    }

    private static int root(IntGraph graph, Runnable check) {
        var search = new BreadthFirst(graph.out());
        int root = NONE;
        int most = 0;
        long steps = 0;
        for (int vertex : candidates(graph)) {
            if (steps > STEPS) {
                break;
            }
            check.run();
            search.runFrom(vertex);
            steps += (long) search.size() * (graph.vertices() + graph.edges()) / graph.vertices();
            if (search.size() > most) {
                root = vertex;
                most = search.size();
            }
        }
        return root;
    }

    /**
     * Of each strongly connected component that none leads to the vertex from which most edges lead, in this order. All others reach fewer.
     */
    private static int[] candidates(IntGraph graph) {
        int[] components = Components.strong(graph);
        boolean[] isEntered = new boolean[components.length];
        for (int edge = 0; edge < graph.edges(); edge++) {
            int target = components[graph.target(edge)];
            isEntered[target] |= components[graph.source(edge)] != target;
        }
        boolean[] isSeen = new boolean[components.length];
        return IntStream.range(0, components.length)
                .filter(vertex -> !isEntered[components[vertex]])
                .boxed()
                .sorted(Comparator.comparingInt(vertex -> -graph.out().size(vertex)))
                .filter(vertex -> {
                    boolean isFirst = !isSeen[components[vertex]];
                    isSeen[components[vertex]] = true;
                    return isFirst;
                })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** From all that is found. */
    private void search(IntGraph.Rows... ways) {
        for (int i = 0; i < size; i++) {
            int vertex = found[i];
            for (IntGraph.Rows rows : ways) {
                for (int at = rows.offsets()[vertex]; at < rows.offsets()[vertex + 1]; at++) {
                    int neighbour = rows.neighbours()[at];
                    if (depths[neighbour] == NONE) {
                        depths[neighbour] = depths[vertex] + 1;
                        parents[neighbour] = vertex;
                        found[size++] = neighbour;
                    }
                }
            }
        }
    }

    private Positions drawn() {
        int[] leaves = leaves();
        int all = 0;
        for (int vertex : found) {
            all += parents[vertex] == NONE ? leaves[vertex] : 0;
        }
        double distance = distance();
        int[] next = new int[leaves.length];
        int nextRoot = 0;
        Positions positions = Positions.unset(leaves.length);
        for (int vertex : found) {
            int parent = parents[vertex];
            int first = parent == NONE ? nextRoot : next[parent];
            next[vertex] = first;
            if (parent == NONE) {
                nextRoot += leaves[vertex];
            } else {
                next[parent] += leaves[vertex];
            }
            double angle = 2 * Math.PI * (first + leaves[vertex] / 2.0) / all;
            positions.x()[vertex] = depths[vertex] * distance * Math.sin(angle);
            positions.y()[vertex] = -depths[vertex] * distance * Math.cos(angle);
        }
        return positions;
    }

    /** Below each vertex; it is one itself, if it has no child. */
    private int[] leaves() {
        int[] leaves = new int[found.length];
        for (int i = found.length - 1; i >= 0; i--) {
            int vertex = found[i];
            leaves[vertex] = Math.max(leaves[vertex], 1);
            if (parents[vertex] != NONE) {
                leaves[parents[vertex]] += leaves[vertex];
            }
        }
        return leaves;
    }

    /** Between rings, so that the fullest has room for its vertices, were they evenly spread. */
    private double distance() {
        int[] counts = new int[found.length + 1];
        for (int depth : depths) {
            counts[depth]++;
        }
        return IntStream.range(1, counts.length)
                .mapToDouble(depth -> counts[depth] / (2 * Math.PI * depth))
                .reduce(1, Math::max);
    }
}
