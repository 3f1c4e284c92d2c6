package spoor.analysis.graph;

/**
 * How surprising it is that an edge is there: the bits of its conditional frequency, weighed by how few hosts have it.
 *
 * <p>Of n(s→t) events of an edge and n(s) events of all edges of its kind that lead from its source, the rarity is −log₂(n(s→t)/n(s)) · (1 −
 * (h − 1)/H), where h of the H hosts that any edge was seen on have this one. So it is 0 where the source leads nowhere else, and what
 * happens once in 1,024 times is worth 10 bits if one host has it and next to none if all have it. Where no event tells its host the second factor
 * is 1. An undirected edge is as rare as it is from the end from which it is rarer.
 */
final class Rarity {
    private static final double LN_2 = Math.log(2);

    private Rarity() {}

    /**
     * The rarity of an edge, 0 or more.
     *
     * @param events of the edge, positive
     * @param all of all edges from its source, {@code events} or more
     * @param hosts that have the edge; 0 where that is not known
     * @param allHosts that have any
     */
    static double of(long events, long all, long hosts, long allHosts) {
        double bits = Math.log((double) all / events) / LN_2;
        return hosts == 0 ? bits : bits * (1 - (hosts - 1.0) / allHosts);
    }
}
