package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Random;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Groups of vertices that are linked among each other more than to others, of a simple, undirected graph. Seeded: the same graph has the
 * same communities. A vertex without neighbours is one alone.
 *
 * <ul>
 *   <li>Leiden (Traag et al. 2019, doi:10.1038/s41598-019-41695-z, by its authors' own program): of high modularity, and connected within.
 *       {@value #ROUNDS} rounds of some O(E) each.
 *   <li>Label propagation (Raghavan et al. 2007, doi:10.1103/PhysRevE.76.036106): vertices take, one after the other in an order by
 *       chance, the label that most of their neighbours have, weights counting nothing, until none changes, {@value #PROPAGATION_ROUNDS}
 *       rounds at the most. O(rounds · E). Quick, but what it finds may be anything from one to very many.
 *   <li>Modularity: Σ over communities of w/W − (d/2W)², where w is what the edges within weigh, W what all do, and d the sum of the
 *       weighted degrees within: how much heavier it is within than by chance, −½ … 1 (Newman and Girvan 2004,
 *       doi:10.1103/PhysRevE.69.026113). NaN where no edge weighs anything.
 * </ul>
 */
final class Communities {
    private static final int ROUNDS = 10;
    private static final double RANDOMNESS = 0.01;
    private static final int PROPAGATION_ROUNDS = 100;
    private static final long SEED = 7;

    private Communities() {}

    /**
     * The community of each vertex.
     *
     * @param graph simple and undirected, its weights finite and not negative
     */
    static int[] leiden(IntGraph graph) {
        int[] communities = new int[graph.vertices()];
        Arrays.setAll(communities, vertex -> vertex);
        double weight = weight(graph);
        if (weight == 0) {
            return communities;
        }
        IntGraph.Rows rows = graph.out();
        long[] offsets = Arrays.stream(rows.offsets()).asLongStream().toArray();
        double[] weights =
                Arrays.stream(rows.edges()).mapToDouble(graph::weight).toArray();
        var network = new Network(
                graph.vertices(),
                true,
                offsets,
                new LargeIntArray(rows.neighbours()),
                new LargeDoubleArray(weights),
                false);
        // With vertices as heavy as their degrees, this resolution makes the quality that it improves modularity.
        var leiden = new LeidenAlgorithm(1 / (2 * weight), ROUNDS, RANDOMNESS, new Random(SEED));
        return leiden.findClustering(network).getClusters();
    }

    /**
     * The label of each vertex, which is the number of one.
     *
     * @param graph simple and undirected
     */
    static int[] labelPropagation(IntGraph graph) {
        var work = new Work();
        var chance = new Random(SEED);
        int[] labels = new int[graph.vertices()];
        Arrays.setAll(labels, vertex -> vertex);
        int[] order = labels.clone();
        int[] counts = new int[labels.length];
        boolean isStill = false;
        for (int round = 0; round < PROPAGATION_ROUNDS && !isStill; round++) {
            work.check();
            shuffle(order, chance);
            isStill = true;
            for (int vertex : order) {
                int label = mostFrequent(graph.out(), vertex, labels, counts, chance);
                isStill &= label == labels[vertex];
                labels[vertex] = label;
            }
        }
        return labels;
    }

    private static void shuffle(int[] values, Random chance) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /**
     * Among the neighbours: the vertex's own, if none is more frequent, otherwise one of the most frequent by chance.
     *
     * @param counts 0 for each label, as it is left
     */
    private static int mostFrequent(IntGraph.Rows rows, int vertex, int[] labels, int[] counts, Random chance) {
        int begin = rows.offsets()[vertex];
        int end = rows.offsets()[vertex + 1];
        int most = 0;
        for (int place = begin; place < end; place++) {
            most = Math.max(most, ++counts[labels[rows.neighbours()[place]]]);
        }
        int best = labels[vertex];
        boolean isOwn = counts[best] == most;
        int equals = 0;
        for (int place = begin; place < end; place++) {
            int label = labels[rows.neighbours()[place]];
            if (!isOwn && counts[label] == most && chance.nextInt(++equals) == 0) {
                best = label;
            }
            counts[label] = 0;
        }
        return best;
    }

    /**
     * How good communities are.
     *
     * @param graph simple and undirected
     * @param communities of each vertex, below the number of vertices
     */
    static double modularity(IntGraph graph, int[] communities) {
        double[] within = new double[communities.length];
        double[] degrees = new double[communities.length];
        for (int edge = 0; edge < graph.edges(); edge++) {
            int one = communities[graph.source(edge)];
            int other = communities[graph.target(edge)];
            within[one] += one == other ? graph.weight(edge) : 0;
            degrees[one] += graph.weight(edge);
            degrees[other] += graph.weight(edge);
        }
        double weight = weight(graph);
        double modularity = 0;
        for (int community = 0; community < communities.length; community++) {
            double share = degrees[community] / (2 * weight);
            modularity += within[community] / weight - share * share;
        }
        return weight == 0 ? Double.NaN : modularity;
    }

    private static double weight(IntGraph graph) {
        double weight = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            weight += graph.weight(edge);
        }
        return weight;
    }
}
