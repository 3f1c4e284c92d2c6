package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Objects;
import org.jgrapht.Graph;
import org.jgrapht.graph.builder.GraphTypeBuilder;

/**
 * A weighted graph of the vertices 0 … {@link #vertices()} − 1 in compressed sparse rows, immutable. There may be several edges between two
 * vertices, and edges from a vertex to itself (loops). An edge's number is its place among those that the graph was made of.
 *
 * <p>Beside the edges, both rows of every vertex lie in arrays of ints: the neighbours to which edges lead from it, and those from which
 * edges lead to it, each in ascending order. Kernels walk over these some ten times as fast as over objects. In an undirected graph both
 * are the same, and hold an edge at each of its ends, a loop once. An edge takes 32 bytes.
 */
public final class IntGraph {
    private final boolean isDirected;
    private final int[] sources;
    private final int[] targets;
    private final double[] weights;
    private final Rows out;
    private final Rows in;

    /**
     * What is next to each vertex: from {@code offsets[v]} on to before {@code offsets[v + 1]} stand the neighbours of {@code v},
     * ascending, those of parallel edges as often as these are, and the edges that lead there; of equal neighbours the smaller edge first.
     * Not to be changed.
     */
    public record Rows(int[] offsets, int[] neighbours, int[] edges) {
        /** How many neighbours a vertex has, counted as often as edges lead there. */
        public int size(int vertex) {
            return offsets[vertex + 1] - offsets[vertex];
        }
    }

    private IntGraph(boolean isDirected, int[] sources, int[] targets, double[] weights, Rows out, Rows in) {
        this.isDirected = isDirected;
        this.sources = sources;
        this.targets = targets;
        this.weights = weights;
        this.out = out;
        this.in = in;
    }

    /**
     * The graph of these edges. O(vertices + edges).
     *
     * @param vertices how many, from 0
     * @param sources where each edge begins: copied, as are the others
     * @param targets where each edge leads
     * @param weights of the edges, any number
     * @throws IllegalArgumentException if the arrays differ in length
     * @throws IndexOutOfBoundsException if an end of an edge is no vertex
     */
    public static IntGraph of(int vertices, int[] sources, int[] targets, double[] weights, boolean directed) {
        if (sources.length != targets.length || sources.length != weights.length) {
            throw new IllegalArgumentException("There are %d sources, %d targets and %d weights"
                    .formatted(sources.length, targets.length, weights.length));
        }
        for (int edge = 0; edge < sources.length; edge++) {
            Objects.checkIndex(sources[edge], vertices);
            Objects.checkIndex(targets[edge], vertices);
        }
        return of(vertices, directed, sources.clone(), targets.clone(), weights.clone());
    }

    private static IntGraph of(int vertices, boolean isDirected, int[] sources, int[] targets, double[] weights) {
        if (!isDirected) {
            Rows both = bothWays(vertices, sources, targets);
            return new IntGraph(false, sources, targets, weights, both, both);
        }
        Rows out = rows(vertices, sources, targets);
        Rows in = rows(vertices, targets, sources, out.edges());
        return new IntGraph(true, sources, targets, weights, out, in);
    }

    private static Rows rows(int vertices, int[] ends, int[] others) {
        int[] edges = new int[ends.length];
        Arrays.setAll(edges, edge -> edge);
        return rows(vertices, ends, others, rows(vertices, others, ends, edges).edges());
    }

    /** Each row in the order in which the edges come, as a counting sort leaves them. */
    private static Rows rows(int vertices, int[] ends, int[] others, int[] edges) {
        int[] offsets = new int[vertices + 1];
        for (int end : ends) {
            offsets[end + 1]++;
        }
        for (int vertex = 0; vertex < vertices; vertex++) {
            offsets[vertex + 1] += offsets[vertex];
        }
        int[] next = offsets.clone();
        int[] neighbours = new int[edges.length];
        int[] numbers = new int[edges.length];
        for (int edge : edges) {
            int place = next[ends[edge]]++;
            neighbours[place] = others[edge];
            numbers[place] = edge;
        }
        return new Rows(offsets, neighbours, numbers);
    }

    /** Each edge is two arcs, there and back; a loop is one. */
    private static Rows bothWays(int vertices, int[] sources, int[] targets) {
        int most = Math.multiplyExact(2, sources.length);
        int[] from = new int[most];
        int[] to = new int[most];
        int[] edges = new int[most];
        int arcs = 0;
        for (int edge = 0; edge < sources.length; edge++) {
            from[arcs] = sources[edge];
            to[arcs] = targets[edge];
            edges[arcs++] = edge;
            if (sources[edge] != targets[edge]) {
                from[arcs] = targets[edge];
                to[arcs] = sources[edge];
                edges[arcs++] = edge;
            }
        }
        Rows byArc = rows(vertices, Arrays.copyOf(from, arcs), Arrays.copyOf(to, arcs));
        int[] byEdge = Arrays.stream(byArc.edges()).map(arc -> edges[arc]).toArray();
        return new Rows(byArc.offsets(), byArc.neighbours(), byEdge);
    }

    public int vertices() {
        return out.offsets().length - 1;
    }

    public int edges() {
        return sources.length;
    }

    public boolean directed() {
        return isDirected;
    }

    /** Where an edge begins; of an undirected graph, the end that was given as its source. */
    public int source(int edge) {
        return sources[edge];
    }

    public int target(int edge) {
        return targets[edge];
    }

    public double weight(int edge) {
        return weights[edge];
    }

    /** By edge; not to be changed. */
    double[] weights() {
        return weights;
    }

    /** Where edges lead from each vertex. */
    public Rows out() {
        return out;
    }

    /** Where edges come from to each vertex. */
    public Rows in() {
        return in;
    }

    /** The same vertices and edges, whose directions count nothing: a→b and b→a are two edges between a and b. */
    public IntGraph undirected() {
        return isDirected ? of(vertices(), false, sources, targets, weights) : this;
    }

    /**
     * Without loops, and with one edge only from a vertex to another, or between two of an undirected graph; it weighs what they weigh
     * together. The edges are others, by source, then target; of an undirected graph the source is the smaller end. O(vertices + edges).
     */
    public IntGraph simple() {
        int[] from = new int[edges()];
        int[] to = new int[edges()];
        double[] sums = new double[edges()];
        int size = 0;
        for (int vertex = 0; vertex < vertices(); vertex++) {
            int first = size;
            for (int place = out.offsets()[vertex]; place < out.offsets()[vertex + 1]; place++) {
                int neighbour = out.neighbours()[place];
                if (neighbour == vertex || (!isDirected && neighbour < vertex)) {
                    continue;
                }
                if (size == first || to[size - 1] != neighbour) {
                    from[size] = vertex;
                    to[size++] = neighbour;
                }
                sums[size - 1] += weights[out.edges()[place]];
            }
        }
        return of(
                vertices(), isDirected, Arrays.copyOf(from, size), Arrays.copyOf(to, size), Arrays.copyOf(sums, size));
    }

    /** A copy of objects, for what JGraphT does well enough: vertices and edges are their numbers. Takes some 150 bytes an edge. */
    public Graph<Integer, Integer> asJGraphT() {
        GraphTypeBuilder<Integer, Integer> type = isDirected
                ? GraphTypeBuilder.<Integer, Integer>directed()
                : GraphTypeBuilder.<Integer, Integer>undirected();
        Graph<Integer, Integer> graph = type.allowingMultipleEdges(true)
                .allowingSelfLoops(true)
                .weighted(true)
                .buildGraph();
        for (int vertex = 0; vertex < vertices(); vertex++) {
            graph.addVertex(vertex);
        }
        for (int edge = 0; edge < edges(); edge++) {
            graph.addEdge(sources[edge], targets[edge], edge);
            graph.setEdgeWeight(edge, weights[edge]);
        }
        return graph;
    }
}
