package spoor.request;

/**
 * Paths from one vertex of a graph to another.
 *
 * @param graph all of it, whatever its limit; measures, attributes, snapshots, comparison and layout count nothing and are left out here
 */
public record PathsRequest(GraphRequest graph, Path path) {
    /**
     * Which paths.
     *
     * @param source a vertex's id
     * @param target another's
     * @param most how many, 1 to 1,000
     * @param longest edges that a path may have, 1 to 100
     */
    public record Path(String source, String target, Kind kind, int most, int longest, Cost cost) {}

    /** Those of least cost, or all that visit no vertex twice. */
    public enum Kind {
        shortest,
        simple
    }

    /** What following an edge costs: 1, its rarity, or the inverse of its weight. */
    public enum Cost {
        hops,
        rarity,
        weight
    }
}
