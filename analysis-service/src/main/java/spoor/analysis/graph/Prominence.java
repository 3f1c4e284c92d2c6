package spoor.analysis.graph;

import java.util.Arrays;

/**
 * Scores of vertices that follow from the scores of those next to them, approached round by round until they stay. Weights count nothing,
 * parallel edges each.
 *
 * <ul>
 *   <li>Hubs and authorities: a vertex is a good hub that leads to good authorities, and a good authority to which good hubs lead: the
 *       limits of h = A·a and a = Aᵀ·h with the numbers A of edges, each adding up to 1 (Kleinberg 1999, doi:10.1145/324133.324140). All 0
 *       without edges. After {@value #ROUNDS} rounds they are left as they are.
 *   <li>Eigenvector centrality: x with Aᵀ·x = λ·x of the greatest λ, of length 1: prominent is to whom prominent ones lead (Bonacich 1972,
 *       doi:10.1080/0022250X.1972.9989806). By (Aᵀ + 1)·x, which does not swing in a graph of two sides. NaN where it does not settle in
 *       {@value #ROUNDS} rounds, as in a graph without a cycle, which has no λ above 0.
 *   <li>Katz's centrality: x = α·Aᵀ·x + 1, then of length 1: the number of ways that lead to a vertex, each counting α to the power of its
 *       length (Katz 1953, doi:10.1007/BF02289026). α is 0.1, or 0.85 divided by the smaller of the most edges that lead from and to a
 *       vertex, if that is less: so that it always settles.
 * </ul>
 *
 * <p>Each round is O(V + E). An empty graph has no scores, of a vertex alone Katz's centrality and that as eigenvector are 1.
 */
final class Prominence {
    private static final double TOLERANCE = 1e-12;
    private static final int ROUNDS = 1_000;
    private static final double KATZ_ALPHA = 0.1;
    private static final double KATZ_SHARE = 0.85;

    private final Work work = new Work();
    private final IntGraph graph;

    /** Hubs and authorities, by vertex. */
    record Hits(double[] hubs, double[] authorities) {}

    Prominence(IntGraph graph) {
        this.graph = graph;
    }

    Hits hits() {
        double[] hubs = new double[graph.vertices()];
        double[] authorities = new double[graph.vertices()];
        Arrays.fill(hubs, 1);
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > TOLERANCE; round++) {
            work.check();
            double[] before = hubs.clone();
            add(graph.in(), hubs, authorities);
            scale(authorities, sum(authorities));
            add(graph.out(), authorities, hubs);
            scale(hubs, sum(hubs));
            change = distance(hubs, before);
        }
        return new Hits(hubs, authorities);
    }

    double[] eigenvector() {
        double[] scores = new double[graph.vertices()];
        double[] next = new double[graph.vertices()];
        Arrays.fill(scores, 1 / Math.sqrt(scores.length));
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > TOLERANCE; round++) {
            work.check();
            add(graph.in(), scores, next);
            for (int vertex = 0; vertex < next.length; vertex++) {
                next[vertex] += scores[vertex];
            }
            scale(next, length(next));
            change = distance(next, scores);
            System.arraycopy(next, 0, scores, 0, next.length);
        }
        if (change > TOLERANCE) {
            Arrays.fill(scores, Double.NaN);
        }
        return scores;
    }

    double[] katz() {
        double alpha = katzAlpha();
        double[] scores = new double[graph.vertices()];
        double[] next = new double[graph.vertices()];
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > TOLERANCE; round++) {
            work.check();
            add(graph.in(), scores, next);
            for (int vertex = 0; vertex < next.length; vertex++) {
                next[vertex] = alpha * next[vertex] + 1;
            }
            change = distance(next, scores) / sum(next);
            System.arraycopy(next, 0, scores, 0, next.length);
        }
        scale(scores, length(scores));
        return scores;
    }

    /** No eigenvalue is greater than the greatest sum of a row, nor than that of a column. */
    private double katzAlpha() {
        int most = Math.min(largest(graph.in()), largest(graph.out()));
        return most == 0 ? KATZ_ALPHA : Math.min(KATZ_ALPHA, KATZ_SHARE / most);
    }

    private static int largest(IntGraph.Rows rows) {
        int largest = 0;
        for (int vertex = 0; vertex < rows.offsets().length - 1; vertex++) {
            largest = Math.max(largest, rows.size(vertex));
        }
        return largest;
    }

    /** For each vertex, the sum of its neighbours' values. */
    private static void add(IntGraph.Rows rows, double[] values, double[] into) {
        int[] offsets = rows.offsets();
        int[] neighbours = rows.neighbours();
        for (int vertex = 0; vertex < into.length; vertex++) {
            double sum = 0;
            for (int place = offsets[vertex]; place < offsets[vertex + 1]; place++) {
                sum += values[neighbours[place]];
            }
            into[vertex] = sum;
        }
    }

    private static void scale(double[] values, double size) {
        for (int vertex = 0; size > 0 && vertex < values.length; vertex++) {
            values[vertex] /= size;
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double length(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static double distance(double[] values, double[] others) {
        double sum = 0;
        for (int vertex = 0; vertex < values.length; vertex++) {
            sum += Math.abs(values[vertex] - others[vertex]);
        }
        return sum;
    }
}
