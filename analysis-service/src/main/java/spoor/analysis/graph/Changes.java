package spoor.analysis.graph;

import java.util.Arrays;
import spoor.analysis.stats.Adjustment;
import spoor.analysis.stats.Shares;
import spoor.request.GraphResult;

/**
 * What became of edges between two windows. Each edge's share of the events of all edges is tested by {@link Shares}, and the false-discovery rate
 * is controlled over all edges by Benjamini and Hochberg (see {@link Adjustment}). O(edges · log edges).
 */
final class Changes {
    private static final double FALSE_DISCOVERY_RATE = 0.05;

    private Changes() {}

    /**
     * The tests, by edge.
     *
     * @param now the events of each edge
     * @param before likewise, in the window that is compared with
     */
    static GraphResult.Test[] tests(long[] now, long[] before) {
        long allNow = Arrays.stream(now).sum();
        long allBefore = Arrays.stream(before).sum();
        double[] p = new double[now.length];
        double[] g = new double[now.length];
        for (int edge = 0; edge < now.length; edge++) {
            Shares shares = Shares.of(now[edge], allNow, before[edge], allBefore);
            g[edge] = shares.g();
            p[edge] = shares.p();
        }
        double[] q = Adjustment.benjaminiHochberg(p, p.length);
        var tests = new GraphResult.Test[now.length];
        for (int edge = 0; edge < now.length; edge++) {
            tests[edge] = new GraphResult.Test(g[edge], p[edge], q[edge]);
        }
        return tests;
    }

    /** What became of one that is in either window. */
    static GraphResult.Change change(long now, long before, GraphResult.Test test) {
        if (before == 0) {
            return GraphResult.Change.NEW;
        }
        if (now == 0) {
            return GraphResult.Change.GONE;
        }
        return test.q() <= FALSE_DISCOVERY_RATE ? GraphResult.Change.CHANGED : GraphResult.Change.SAME;
    }
}
