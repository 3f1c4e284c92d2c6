package spoor.analysis.graph;

/**
 * How much more often an edge is seen in the last snapshot than in the mean: with a events in the last of t snapshots and s in all of them, χ² =
 * (a − s/t)² · t²/(s · (t − 1)) of a and the s − a others against what the mean leads to expect. That is the score of MIDAS (Bhatia et al. 2020,
 * doi:10.1609/aaai.v34i04.5742), with exact counts in the place of a sketch's, but that an edge that is seen less often than in the mean has 0. It
 * needs two numbers an edge, however many snapshots there are.
 */
final class Burst {
    private Burst() {}

    /**
     * The score, 0 or more; 0 in a single snapshot.
     *
     * @param last the events of the last snapshot
     * @param all those of all snapshots, positive
     */
    static double of(long last, long all, int snapshots) {
        double more = last - (double) all / snapshots;
        return more <= 0 ? 0 : more * more * snapshots * snapshots / ((double) all * (snapshots - 1));
    }
}
