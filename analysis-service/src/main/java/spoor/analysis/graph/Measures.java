package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.clustering.LabelPropagationClustering;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.graph.AsUndirectedGraph;
import org.jgrapht.graph.AsUnweightedGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.MaskSubgraph;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Measures of the vertices of a directed, weighted graph of V vertices and E edges. An empty graph has none.
 *
 * <ul>
 *   <li>{@code degree} (the edges at a vertex, an edge to itself counted twice), {@code inDegree}, {@code outDegree}, and {@code
 *       weightedDegree}, the sum of those edges' weights. O(E).
 *   <li>{@code pagerank}: the probability of finding a surfer there who follows edges in proportion to their weights and jumps anywhere with
 *       probability 0.15, and from where no edge leads always (Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X). Adds up to 1. By
 *       power iteration until no vertex moves by 10⁻¹², 1,000 rounds at the most. O(rounds · E).
 *   <li>{@code betweenness}: over all pairs of other vertices, the share of the shortest directed paths that lead through the vertex, not
 *       normalised, each edge of length 1 (Brandes 2001, doi:10.1080/0022250X.2001.9990249). O(V · E), so for {@value
 *       #BETWEENNESS_VERTICES} vertices at the most.
 *   <li>{@code components}: the number of the weakly connected component. O(V + E).
 *   <li>{@code community}: the number of the community by label propagation, directions and weights counting nothing (Raghavan et al. 2007,
 *       doi:10.1103/PhysRevE.76.036106), 100 rounds at the most, seeded: the same graph has the same communities. O(rounds · E).
 * </ul>
 *
 * <p>Components and communities are numbered from 0, the largest first; of equally large ones that with the smallest id.
 */
final class Measures {
    private static final int BETWEENNESS_VERTICES = 5_000;
    private static final int PAGERANK_ROUNDS = 1_000;
    private static final double PAGERANK_TOLERANCE = 1e-12;
    private static final int COMMUNITY_ROUNDS = 100;
    private static final long COMMUNITY_SEED = 7;

    private final Graph<String, DefaultWeightedEdge> graph;
    private final Map<String, Map<String, Double>> byVertex = new HashMap<>();

    private Measures(Graph<String, DefaultWeightedEdge> graph) {
        this.graph = graph;
    }

    /**
     * The measures of each vertex, by their names.
     *
     * @param names of {@link Measure}
     * @throws RequestException {@code unknown_function}, {@code too_large}, or {@code invalid_request} for weights that PageRank can't follow
     */
    static Map<String, Map<String, Double>> of(Graph<String, DefaultWeightedEdge> graph, List<String> names) {
        List<Measure> measures = new ArrayList<>();
        for (String name : names) {
            measures.add(Measure.named(name, place(measures.size())));
        }
        var computed = new Measures(graph);
        if (!graph.vertexSet().isEmpty()) {
            for (int i = 0; i < measures.size(); i++) {
                computed.compute(measures.get(i), place(i));
            }
        }
        return computed.byVertex;
    }

    private static String place(int index) {
        return "measures[" + index + "]";
    }

    private void compute(Measure measure, String at) {
        switch (measure) {
            case DEGREE -> degrees();
            case PAGERANK -> {
                checkWeights(at);
                // Where no edge of a vertex weighs anything, following them would divide by zero: they are none.
                var weighted = new MaskSubgraph<>(graph, _ -> false, edge -> graph.getEdgeWeight(edge) == 0);
                scores(
                        measure,
                        new PageRank<>(weighted, PageRank.DAMPING_FACTOR_DEFAULT, PAGERANK_ROUNDS, PAGERANK_TOLERANCE)
                                .getScores());
            }
            case BETWEENNESS -> {
                checkBetweennessIsFeasible(at);
                scores(measure, new BetweennessCentrality<>(new AsUnweightedGraph<>(graph)).getScores());
            }
            case COMPONENTS -> groups(measure, new ConnectivityInspector<>(graph).connectedSets());
            case COMMUNITY ->
                groups(
                        measure,
                        new LabelPropagationClustering<>(
                                        new AsUndirectedGraph<>(graph), COMMUNITY_ROUNDS, new Random(COMMUNITY_SEED))
                                .getClustering()
                                .getClusters());
        }
    }

    private void checkWeights(String at) {
        for (DefaultWeightedEdge edge : graph.edgeSet()) {
            double weight = graph.getEdgeWeight(edge);
            if (!Double.isFinite(weight) || weight < 0) {
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST,
                        Problem.at(
                                at,
                                "PageRank needs weights from 0 on, and the edge from %s to %s weighs %s"
                                        .formatted(graph.getEdgeSource(edge), graph.getEdgeTarget(edge), weight)));
            }
        }
    }

    private void checkBetweennessIsFeasible(String at) {
        int vertices = graph.vertexSet().size();
        if (vertices > BETWEENNESS_VERTICES) {
            throw new RequestException(
                    ErrorCode.TOO_LARGE,
                    Problem.at(
                            at,
                            "Betweenness is computed for up to %d vertices, and this graph has %d; narrow the query or the time"
                                    .formatted(BETWEENNESS_VERTICES, vertices)));
        }
    }

    private void degrees() {
        for (String vertex : graph.vertexSet()) {
            double in = graph.inDegreeOf(vertex);
            double out = graph.outDegreeOf(vertex);
            put(vertex, "degree", in + out);
            put(vertex, "inDegree", in);
            put(vertex, "outDegree", out);
            put(
                    vertex,
                    "weightedDegree",
                    weight(graph.incomingEdgesOf(vertex)) + weight(graph.outgoingEdgesOf(vertex)));
        }
    }

    private double weight(Set<DefaultWeightedEdge> edges) {
        return edges.stream().mapToDouble(graph::getEdgeWeight).sum();
    }

    private void scores(Measure measure, Map<String, Double> scores) {
        scores.forEach((vertex, score) -> put(vertex, measure.word(), score));
    }

    private void groups(Measure measure, Collection<? extends Set<String>> groups) {
        List<Set<String>> ordered = new ArrayList<>(groups);
        ordered.sort(Comparator.<Set<String>>comparingInt(Set::size)
                .reversed()
                .thenComparing(group -> Collections.min(group)));
        for (int i = 0; i < ordered.size(); i++) {
            for (String vertex : ordered.get(i)) {
                put(vertex, measure.word(), i);
            }
        }
    }

    private void put(String vertex, String name, double value) {
        byVertex.computeIfAbsent(vertex, _ -> new HashMap<>()).put(name, value);
    }
}
