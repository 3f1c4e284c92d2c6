package spoor.standalone.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import spoor.analysis.graph.IntGraph;

/**
 * The edges of a directed graph in which a few vertices have very many, as graphs of processes and hosts do: each edge links some vertex
 * with an end of an earlier edge, in either direction (after Barabási and Albert 1999, doi:10.1126/science.286.5439.509), or, one in ten,
 * with any vertex. None leads back to its source, none is there twice; the last of a hundred vertices has none. The same each time.
 *
 * @param sources by edge
 * @param targets by edge
 */
record ScaleFreeEdges(int vertices, int[] sources, int[] targets) {
    private static final long SEED = 2016;
    private static final int ANY = 10;
    private static final int ALONE = 100;

    static ScaleFreeEdges of(int vertices, int edges) {
        var chance = new Random(SEED);
        int[] sources = new int[edges];
        int[] targets = new int[edges];
        Set<Long> there = HashSet.newHashSet(edges);
        int linked = vertices - vertices / ALONE;
        int size = 0;
        while (size < edges) {
            int vertex = chance.nextInt(linked);
            int earlier = size == 0 ? 0 : chance.nextInt(size);
            int busy = chance.nextBoolean() ? sources[earlier] : targets[earlier];
            int other = chance.nextInt(ANY) == 0 ? chance.nextInt(linked) : busy;
            boolean isOut = chance.nextBoolean();
            int source = isOut ? vertex : other;
            int target = isOut ? other : vertex;
            if (source != target && there.add((long) source << Integer.SIZE | target)) {
                sources[size] = source;
                targets[size++] = target;
            }
        }
        return new ScaleFreeEdges(vertices, sources, targets);
    }

    IntGraph graph() {
        double[] weights = new double[sources.length];
        Arrays.fill(weights, 1);
        return IntGraph.of(vertices, sources, targets, weights, true);
    }

    /** A line for each edge: source, blank, target. */
    void write(Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int edge = 0; edge < sources.length; edge++) {
                lines.write(sources[edge] + " " + targets[edge] + "\n");
            }
        }
    }
}
