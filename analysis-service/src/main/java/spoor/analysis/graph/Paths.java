package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Some paths through a graph, the cheapest first, then those of fewer edges, then those with smaller vertices further to the front. None
 * has a vertex twice, but for a cycle, which ends where it begins.
 *
 * <p>Edges between the same vertices make no paths of their own: a path takes the cheapest of them, of equally cheap ones the first. In an
 * undirected graph edges are followed both ways.
 *
 * @param isTruncated whether there are, or may be, more than these
 */
public record Paths(List<Path> paths, boolean isTruncated) {
    public Paths {
        paths = List.copyOf(paths);
    }

    /**
     * One of them.
     *
     * @param vertices from its beginning to its end
     * @param edges between them: one less than the vertices
     * @param cost of the edges, added up
     */
    public record Path(int[] vertices, int[] edges, double cost) {
        static final Comparator<Path> ORDER = Comparator.comparingDouble(Path::cost)
                .thenComparingInt(path -> path.edges().length)
                .thenComparing(Path::vertices, Arrays::compare);

        /** @param costs by edge of the graph */
        static Path of(int[] vertices, int[] edges, double[] costs) {
            double cost = 0;
            for (int edge : edges) {
                cost += costs[edge];
            }
            return new Path(vertices, edges, cost);
        }
    }

    /**
     * The cheapest paths from one vertex to another; from a vertex to itself, the one without edges. O(most · length · E log V), mostly
     * much less.
     *
     * @param costs by edge, finite and not negative; all 1 for the fewest edges
     * @param most how many, positive
     * @param check is called again and again; what it throws ends the search
     * @throws IllegalArgumentException if an edge has another cost
     */
    public static Paths shortest(IntGraph graph, double[] costs, int source, int target, int most, Runnable check) {
        return new ShortestPaths(graph, checked(graph, costs), target, check).from(source, most);
    }

    /**
     * All paths from one vertex to another. Where there are too many, those of the fewest edges are found, of which those with smaller
     * vertices further to the front.
     *
     * @param costs by edge, finite and not negative
     * @param longest how many edges a path has at the most, 1 to {@value SimplePaths#LONGEST}
     * @param most how many paths, positive; there may be fewer though there are more, where {@value SimplePaths#STEPS} steps do not find
     *     them
     * @param check is called again and again; what it throws ends the search
     * @throws IllegalArgumentException if an edge has another cost
     */
    public static Paths simple(
            IntGraph graph, double[] costs, int source, int target, int longest, int most, Runnable check) {
        return new SimplePaths(graph, checked(graph, costs), longest, most, check).between(source, target);
    }

    /**
     * All cycles, each once: it begins at the smallest of its vertices. A loop is one; two edges between the same vertices of an undirected
     * graph are none, and each other cycle of that is told in the direction in which its second vertex is smaller than its last but one.
     * For the rest as {@link #simple}.
     */
    public static Paths cycles(IntGraph graph, double[] costs, int longest, int most, Runnable check) {
        return new SimplePaths(graph, checked(graph, costs), longest, most, check).cycles();
    }

    private static double[] checked(IntGraph graph, double[] costs) {
        if (costs.length != graph.edges()) {
            throw new IllegalArgumentException(
                    "There are %d edges and %d costs".formatted(graph.edges(), costs.length));
        }
        for (int edge = 0; edge < costs.length; edge++) {
            if (!(costs[edge] >= 0 && costs[edge] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "A cost is finite and not negative, and edge %d costs %s".formatted(edge, costs[edge]));
            }
        }
        return costs;
    }
}
