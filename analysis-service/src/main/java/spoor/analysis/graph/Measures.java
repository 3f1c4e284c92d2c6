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
import spoor.request.Problem;
import spoor.request.RequestException;

/** Measures of a graph's vertices. Components and communities are numbered from 0 by their size, the largest first. */
final class Measures {
    private static final List<String> NAMES = List.of("degree", "pagerank", "betweenness", "components", "community");
    private static final int BETWEENNESS_VERTICES = 5_000;

    private Measures() {}

    static Map<String, Map<String, Double>> of(Graph<String, DefaultWeightedEdge> graph, List<String> names) {
        Map<String, Map<String, Double>> measures = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            add(graph, names.get(i), "measures[" + i + "]", measures);
        }
        return measures;
    }

    private static void add(
            Graph<String, DefaultWeightedEdge> graph, String name, String at, Map<String, Map<String, Double>> to) {
        if (!NAMES.contains(name)) {
            throw new RequestException(
                    "unknown_function",
                    new Problem(
                            at,
                            null,
                            null,
                            "There is no measure '" + name + "'; the measures are " + String.join(", ", NAMES),
                            NAMES));
        }
        if (graph.vertexSet().isEmpty()) {
            return;
        }
        switch (name) {
            case "degree" -> degrees(graph, to);
            case "pagerank" ->
                put(to, "pagerank", new PageRank<>(graph, PageRank.DAMPING_FACTOR_DEFAULT, 1_000, 1e-12).getScores());
            case "betweenness" -> {
                if (graph.vertexSet().size() > BETWEENNESS_VERTICES) {
                    throw new RequestException(
                            "too_large",
                            Problem.at(
                                    at,
                                    "Betweenness is computed for up to " + BETWEENNESS_VERTICES
                                            + " vertices, and this graph has "
                                            + graph.vertexSet().size() + "; narrow the query or the time"));
                }
                put(to, "betweenness", new BetweennessCentrality<>(new AsUnweightedGraph<>(graph)).getScores());
            }
            case "components" -> groups(to, "components", new ConnectivityInspector<>(graph).connectedSets());
            default ->
                groups(
                        to,
                        "community",
                        new LabelPropagationClustering<>(new AsUndirectedGraph<>(graph), 100, new Random(7))
                                .getClustering()
                                .getClusters());
        }
    }

    private static void degrees(Graph<String, DefaultWeightedEdge> graph, Map<String, Map<String, Double>> to) {
        for (String vertex : graph.vertexSet()) {
            double weight = 0;
            for (DefaultWeightedEdge edge : graph.edgesOf(vertex)) {
                weight += graph.getEdgeWeight(edge);
            }
            Map<String, Double> measures = to.computeIfAbsent(vertex, any -> new HashMap<>());
            double in = graph.inDegreeOf(vertex);
            double out = graph.outDegreeOf(vertex);
            measures.put("degree", in + out);
            measures.put("inDegree", in);
            measures.put("outDegree", out);
            measures.put("weightedDegree", weight);
        }
    }

    private static void groups(
            Map<String, Map<String, Double>> to, String name, Collection<? extends Set<String>> groups) {
        List<Set<String>> ordered = new ArrayList<>(groups);
        ordered.sort(Comparator.<Set<String>>comparingInt(Set::size)
                .reversed()
                .thenComparing(group -> Collections.min(group)));
        for (int i = 0; i < ordered.size(); i++) {
            for (String vertex : ordered.get(i)) {
                to.computeIfAbsent(vertex, any -> new HashMap<>()).put(name, (double) i);
            }
        }
    }

    private static void put(Map<String, Map<String, Double>> to, String name, Map<String, Double> scores) {
        scores.forEach((vertex, score) ->
                to.computeIfAbsent(vertex, any -> new HashMap<>()).put(name, score));
    }
}
