package spoor.analysis.graph;

/**
 * Vertices that are joined to trees, each of which is a set (Tarjan 1975, doi:10.1145/321879.321884). The root of a tree is its smallest
 * vertex. A join takes O(log vertices) amortised, hardly ever more than a few steps.
 */
final class Forest {
    private final int[] parents;

    /** Each vertex is a tree of its own. */
    Forest(int vertices) {
        parents = new int[vertices];
        for (int vertex = 0; vertex < vertices; vertex++) {
            parents[vertex] = vertex;
        }
    }

    /** The smallest vertex of the tree that a vertex is in. */
    int root(int vertex) {
        int at = vertex;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Makes one tree of those of two vertices; false if they are of one already. */
    boolean join(int one, int other) {
        int root = root(one);
        int otherRoot = root(other);
        parents[Math.max(root, otherRoot)] = Math.min(root, otherRoot);
        return root != otherRoot;
    }
}
