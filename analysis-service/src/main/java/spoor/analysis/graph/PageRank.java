package spoor.analysis.graph;

import java.util.Arrays;

/**
 * The probability of finding a surfer at a vertex who follows edges in proportion to their weights, and with probability 0.15, and from
 * where no edge leads always, jumps: to any vertex, all alike, or, personalised, to one of the seeds (Brin and Page 1998,
 * doi:10.1016/S0169-7552(98)00110-X; Haveliwala 2002, doi:10.1145/511446.511513). Adds up to 1; what can't be reached from the seeds has 0.
 * An edge without weight is none.
 *
 * <p>By power iteration until all ranks together change by 10⁻¹², {@value #ROUNDS} rounds at the most, which are O(V + E) each. A vertex
 * alone has 1, an empty graph no ranks.
 */
public final class PageRank {
    private static final double DAMPING = 0.85;
    private static final double TOLERANCE = 1e-12;
    private static final int ROUNDS = 1_000;

    private PageRank() {}

    static double[] of(IntGraph graph) {
        int[] all = new int[graph.vertices()];
        Arrays.setAll(all, vertex -> vertex);
        return of(graph, all);
    }

    static double[] of(IntGraph graph, int[] seeds) {
        return of(graph, seeds, TOLERANCE);
    }

    /**
     * The ranks by vertex.
     *
     * @param graph whose weights are finite and not negative
     * @param seeds one at least, each once
     * @param tolerance the most that all ranks together change in the last round
     */
    public static double[] of(IntGraph graph, int[] seeds, double tolerance) {
        int vertices = graph.vertices();
        var work = new Work();
        double[] jumps = new double[vertices];
        for (int seed : seeds) {
            jumps[seed] = 1.0 / seeds.length;
        }
        double[] out = outgoing(graph);
        double[] weights = inOrderOf(graph.in(), graph);
        double[] ranks = jumps.clone();
        double[] shares = new double[vertices];
        double[] next = new double[vertices];
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > tolerance; round++) {
            work.check();
            double jumping = 1 - DAMPING;
            for (int vertex = 0; vertex < vertices; vertex++) {
                jumping += out[vertex] == 0 ? DAMPING * ranks[vertex] : 0;
                shares[vertex] = out[vertex] == 0 ? 0 : DAMPING * ranks[vertex] / out[vertex];
            }
            follow(graph.in(), weights, shares, next);
            change = 0;
            for (int vertex = 0; vertex < vertices; vertex++) {
                next[vertex] += jumping * jumps[vertex];
                change += Math.abs(next[vertex] - ranks[vertex]);
            }
            double[] before = ranks;
            ranks = next;
            next = before;
        }
        return ranks;
    }

    /** What the edges that lead from each vertex weigh together. */
    private static double[] outgoing(IntGraph graph) {
        double[] weights = inOrderOf(graph.out(), graph);
        double[] ones = new double[graph.vertices()];
        Arrays.fill(ones, 1);
        double[] sums = new double[graph.vertices()];
        follow(graph.out(), weights, ones, sums);
        return sums;
    }

    /** The weights as the rows have their edges, so that they are read one after the other. */
    private static double[] inOrderOf(IntGraph.Rows rows, IntGraph graph) {
        double[] weights = new double[rows.edges().length];
        Arrays.setAll(weights, place -> graph.weight(rows.edges()[place]));
        return weights;
    }

    /** For each vertex, the sum of its neighbours' values by weight. */
    private static void follow(IntGraph.Rows rows, double[] weights, double[] values, double[] into) {
        int[] offsets = rows.offsets();
        int[] neighbours = rows.neighbours();
        for (int vertex = 0; vertex < into.length; vertex++) {
            double sum = 0;
            for (int place = offsets[vertex]; place < offsets[vertex + 1]; place++) {
                sum += weights[place] * values[neighbours[place]];
            }
            into[vertex] = sum;
        }
    }
}
