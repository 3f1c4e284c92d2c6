package spoor.analysis.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How many shortest paths lead through a vertex: over all pairs of other vertices s and t, the sum of σ(s, t, v)/σ(s, t), where σ(s, t) is
 * the number of shortest paths from s to t along the edges, each edge of length 1, and σ(s, t, v) that of those through v. Not normalised;
 * of an undirected graph each pair counts once. Parallel edges are one path, loops none. 0 in a graph without paths of two edges.
 *
 * <p>By Brandes' accumulation (2001, doi:10.1080/0022250X.2001.9990249), one search from each source: O(sources · (V + E)), on all cores.
 * The sources are divided into a fixed number of parts, which are added up in their order: the result is the same to the last digit on
 * every machine.
 *
 * <p>Sampled, the searches of k of the V vertices, drawn without repetition, are extrapolated by V/k (Brandes and Pich 2007,
 * doi:10.1142/S0218127407018403). The estimate is unbiased; its standard error is V · √((1 − k/V)/k) times the standard deviation of what
 * the sources contribute. Where a few sources contribute most, it is known badly itself.
 */
public final class Betweenness {
    private static final int PARTS = 8;

    /** By vertex, with the standard error of each where it is an estimate. */
    public record Sampled(double[] scores, double[] errors) {}

    private Betweenness() {}

    static double[] exact(IntGraph graph) {
        int[] sources = new int[graph.vertices()];
        Arrays.setAll(sources, vertex -> vertex);
        return sampled(graph, sources).scores();
    }

    /**
     * Vertices drawn without repetition, in ascending order.
     *
     * @param most so many, or all if there are not more
     */
    public static int[] sources(int vertices, int most, long seed) {
        int[] chosen = new Random(seed)
                .ints(0, Math.max(vertices, 1))
                .distinct()
                .limit(Math.min(most, vertices))
                .toArray();
        Arrays.sort(chosen);
        return chosen;
    }

    /**
     * An estimate by some sources; exact where they are all.
     *
     * @param sources distinct vertices
     */
    public static Sampled sampled(IntGraph graph, int[] sources) {
        int vertices = graph.vertices();
        IntGraph simple = graph.simple();
        var work = new Work();
        List<Sums> parts = Work.parts(PARTS)
                .mapToObj(first -> {
                    var part = new Accumulation(simple.out());
                    for (int i = first; i < sources.length; i += PARTS) {
                        work.check();
                        part.add(sources[i]);
                    }
                    return part.sums;
                })
                .toList();
        var sum = new Sums(vertices);
        parts.forEach(sum::add);
        double samples = sources.length;
        double share = samples / vertices;
        double pairs = graph.directed() ? 1 : 0.5;
        double[] scores = new double[vertices];
        double[] errors = new double[vertices];
        for (int vertex = 0; vertex < vertices; vertex++) {
            double mean = sum.sums()[vertex] / samples;
            double variance = Math.max(0, sum.squares()[vertex] - samples * mean * mean) / (samples - 1);
            scores[vertex] = pairs * vertices * mean;
            errors[vertex] = share == 1 ? 0 : pairs * vertices * Math.sqrt((1 - share) / samples * variance);
        }
        return new Sampled(scores, errors);
    }

    /** What some sources contribute to each vertex, and the squares of that. */
    private record Sums(double[] sums, double[] squares) {
        Sums(int vertices) {
            this(new double[vertices], new double[vertices]);
        }

        void add(int vertex, double contribution) {
            sums[vertex] += contribution;
            squares[vertex] += contribution * contribution;
        }

        void add(Sums other) {
            for (int vertex = 0; vertex < sums.length; vertex++) {
                sums[vertex] += other.sums[vertex];
                squares[vertex] += other.squares[vertex];
            }
        }
    }

    /** Searches from one source after the other. */
    private static final class Accumulation {
        private final IntGraph.Rows rows;
        private final BreadthFirst search;
        private final double[] paths;
        /** (1 + contribution) / paths. */
        private final double[] perPath;

        private final Sums sums;

        Accumulation(IntGraph.Rows rows) {
            this.rows = rows;
            search = new BreadthFirst(rows);
            int vertices = rows.offsets().length - 1;
            paths = new double[vertices];
            perPath = new double[vertices];
            sums = new Sums(vertices);
        }

        void add(int source) {
            search.runFrom(source);
            countPaths(source);
            int[] offsets = rows.offsets();
            int[] neighbours = rows.neighbours();
            int[] distances = search.distances();
            for (int place = search.size() - 1; place > 0; place--) {
                int vertex = search.found(place);
                int further = distances[vertex] + 1;
                double behind = 0;
                for (int next = offsets[vertex]; next < offsets[vertex + 1]; next++) {
                    if (distances[neighbours[next]] == further) {
                        behind += perPath[neighbours[next]];
                    }
                }
                double contribution = paths[vertex] * behind;
                perPath[vertex] = (1 + contribution) / paths[vertex];
                sums.add(vertex, contribution);
            }
        }

        private void countPaths(int source) {
            int[] offsets = rows.offsets();
            int[] neighbours = rows.neighbours();
            int[] distances = search.distances();
            for (int place = 0; place < search.size(); place++) {
                paths[search.found(place)] = 0;
            }
            paths[source] = 1;
            for (int place = 0; place < search.size(); place++) {
                int vertex = search.found(place);
                int further = distances[vertex] + 1;
                for (int next = offsets[vertex]; next < offsets[vertex + 1]; next++) {
                    if (distances[neighbours[next]] == further) {
                        paths[neighbours[next]] += paths[vertex];
                    }
                }
            }
        }
    }
}
