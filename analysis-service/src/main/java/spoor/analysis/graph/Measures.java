package spoor.analysis.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * Measures of a graph of V vertices and E edges, of its vertices and of its edges, each by its name. Those of all vertices or edges are
 * arrays by their numbers; NaN is where there is none. An empty graph has empty arrays.
 *
 * <ul>
 *   <li>{@code degree}: the edges at a vertex, a loop counted twice; {@code weightedDegree}, the sum of their weights; of a directed graph
 *       also {@code inDegree} and {@code outDegree}. O(E).
 *   <li>{@code pagerank}, {@code personalised_pagerank}: {@link PageRank}.
 *   <li>{@code hits} ({@code hub} and {@code authority}), {@code eigenvector}, {@code katz}: {@link Prominence}.
 *   <li>{@code betweenness}, {@code betweenness_sampled} with {@code betweenness_sampled_error}, its standard error, of {@value #SAMPLES}
 *       sources: {@link Betweenness}.
 *   <li>{@code closeness}, {@code harmonic}, {@code eccentricity}, {@code diameter}: {@link Distances}.
 *   <li>{@code core}: {@link Cores}.
 *   <li>{@code triangles}, {@code clustering}, {@code transitivity}: {@link Triangles}.
 *   <li>{@code components}, {@code strong_components}, {@code depth}, {@code cyclic}: {@link Components}.
 *   <li>{@code community} with {@code modularity}, {@code label_propagation}: {@link Communities}.
 *   <li>{@code articulation}, {@code bridge}, {@code spanning}: {@link CutPoints}.
 *   <li>{@code density}, {@code reciprocity}, {@code assortativity}: {@link Mixing}.
 *   <li>{@code triad_census}: {@link TriadCensus}.
 *   <li>{@code rarity}, {@code hosts} and {@code burst} are of an edge's events: {@link GraphAnswer} tells them.
 * </ul>
 *
 * <p>Components and communities are numbered from 0, the largest first; of equally large ones that with the smallest vertex.
 *
 * <p>What would take more than {@link Work#MOST_STEPS} steps is refused; the rest ends with a
 * {@link java.util.concurrent.CancellationException} when the thread is interrupted.
 */
public final class Measures {
    static final int SAMPLES = 256;
    private static final long SEED = 7;
    private static final String NARROW = "narrow the query or the time";
    private static final String AT = "measures";

    private final IntGraph graph;
    private final IntFunction<String> ids;
    private final int[] seeds;
    private final Map<String, double[]> ofVertices = new LinkedHashMap<>();
    private final Map<String, double[]> ofEdges = new LinkedHashMap<>();
    private final Map<String, Object> summary = new LinkedHashMap<>();

    /** Made when first needed, as are those below. */
    private @Nullable IntGraph simple;

    private @Nullable IntGraph undirected;
    private @Nullable Triangles triangles;

    private Measures(IntGraph graph, IntFunction<String> ids, int[] seeds) {
        this.graph = graph;
        this.ids = ids;
        this.seeds = seeds;
    }

    /**
     * What is asked for.
     *
     * @param ids what the vertices are called
     * @param measures names of those of vertices and of the graph
     * @param edgeMeasures names of those of edges
     * @param seeds vertices, each once, where {@code personalised_pagerank} begins
     * @throws RequestException {@code unknown_function}, {@code too_large}, or {@code invalid_request} for weights that can't be followed
     *     and for seeds that there are not
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static Measures of(
            IntGraph graph, IntFunction<String> ids, List<String> measures, List<String> edgeMeasures, int[] seeds) {
        List<Measure> asked = Measure.named(measures, false, AT);
        List<Measure> askedOfEdges = Measure.named(edgeMeasures, true, "edgeMeasures");
        var computed = new Measures(graph, ids, seeds);
        for (int i = 0; i < asked.size(); i++) {
            computed.compute(asked.get(i), Measure.place(AT, i));
        }
        askedOfEdges.forEach(measure -> computed.compute(measure, "edgeMeasures"));
        return computed;
    }

    /** By name, then by vertex. */
    public Map<String, double[]> ofVertices() {
        return Collections.unmodifiableMap(ofVertices);
    }

    /** By name, then by edge. */
    public Map<String, double[]> ofEdges() {
        return Collections.unmodifiableMap(ofEdges);
    }

    /**
     * Of the whole graph by name: a number; of {@code triad_census} a map of numbers; of {@code cyclic} whether it is. What is not defined
     * is left out.
     */
    public Map<String, Object> summary() {
        return Collections.unmodifiableMap(summary);
    }

    private void compute(Measure measure, String at) {
        String name = measure.word();
        switch (measure) {
            case DEGREE -> degrees();
            case PAGERANK -> {
                checkWeights(name, at);
                ofVertices.put(name, PageRank.of(graph));
            }
            case PERSONALISED_PAGERANK -> {
                checkWeights(name, at);
                checkSeeds(at);
                ofVertices.put(name, PageRank.of(graph, seeds));
            }
            case HITS -> {
                Prominence.Hits hits = new Prominence(graph).hits();
                ofVertices.put("hub", hits.hubs());
                ofVertices.put("authority", hits.authorities());
            }
            case EIGENVECTOR -> ofVertices.put(name, new Prominence(graph).eigenvector());
            case KATZ -> ofVertices.put(name, new Prominence(graph).katz());
            case BETWEENNESS -> {
                checkSearches(name, at, "ask for betweenness_sampled, or " + NARROW);
                ofVertices.put(name, Betweenness.exact(graph));
            }
            case BETWEENNESS_SAMPLED -> {
                Betweenness.Sampled sampled =
                        Betweenness.sampled(graph, Betweenness.sources(graph.vertices(), SAMPLES, SEED));
                ofVertices.put(name, sampled.scores());
                ofVertices.put(name + "_error", sampled.errors());
            }
            case CLOSENESS -> {
                checkSearches(name, at, NARROW);
                ofVertices.put(name, Distances.closeness(graph));
            }
            case HARMONIC -> {
                checkSearches(name, at, NARROW);
                ofVertices.put(name, Distances.harmonic(graph));
            }
            case ECCENTRICITY -> {
                checkSearches(name, at, NARROW);
                ofVertices.put(name, Distances.eccentricity(graph));
            }
            case CORE -> ofVertices.put(name, numbers(Cores.of(undirected())));
            case CLUSTERING -> ofVertices.put(name, triangles().clustering());
            case TRIANGLES -> ofVertices.put(name, triangles().counts());
            case COMPONENTS -> ofVertices.put(name, Groups.bySize(Components.weak(graph)));
            case STRONG_COMPONENTS -> ofVertices.put(name, Groups.bySize(Components.strong(graph)));
            case DEPTH -> ofVertices.put(name, numbers(Components.depths(graph)));
            case COMMUNITY -> {
                checkWeights(name, at);
                int[] communities = Communities.leiden(undirected());
                ofVertices.put(name, Groups.bySize(communities));
                summarise("modularity", Communities.modularity(undirected(), communities));
            }
            case LABEL_PROPAGATION -> ofVertices.put(name, Groups.bySize(Communities.labelPropagation(undirected())));
            case ARTICULATION -> ofVertices.put(name, CutPoints.articulation(graph));
            case DENSITY -> summarise(name, Mixing.density(simple()));
            case DIAMETER -> {
                checkSearches(name, at, NARROW);
                summarise(name, Distances.diameter(graph));
            }
            case ASSORTATIVITY -> summarise(name, Mixing.assortativity(simple()));
            case RECIPROCITY -> summarise(name, Mixing.reciprocity(simple()));
            case TRIAD_CENSUS -> {
                Work.limit(graph, at, name, TriadCensus.steps(simple()), NARROW);
                summary.put(name, TriadCensus.of(simple()));
            }
            case TRANSITIVITY -> summarise(name, triangles().transitivity());
            case CYCLIC -> summary.put(name, Components.isCyclic(graph));
            case BRIDGE -> ofEdges.put(name, CutPoints.bridges(graph));
            case SPANNING -> ofEdges.put(name, CutPoints.spanning(graph));
            case RARITY, HOSTS, BURST -> {
                // Of an edge's events, which a graph does not know: GraphAnswer has them.
            }
        }
    }

    private IntGraph simple() {
        IntGraph made = simple == null ? graph.simple() : simple;
        simple = made;
        return made;
    }

    private IntGraph undirected() {
        IntGraph made = undirected == null ? simple().undirected().simple() : undirected;
        undirected = made;
        return made;
    }

    private Triangles triangles() {
        Triangles made = triangles == null ? new Triangles(undirected()) : triangles;
        triangles = made;
        return made;
    }

    private void summarise(String name, double value) {
        if (!Double.isNaN(value)) {
            summary.put(name, value);
        }
    }

    private void degrees() {
        int vertices = graph.vertices();
        double[] in = new double[vertices];
        double[] out = new double[vertices];
        double[] all = new double[vertices];
        double[] weights = new double[vertices];
        for (int edge = 0; edge < graph.edges(); edge++) {
            int source = graph.source(edge);
            int target = graph.target(edge);
            out[source]++;
            in[target]++;
            all[source]++;
            all[target]++;
            weights[source] += graph.weight(edge);
            weights[target] += graph.weight(edge);
        }
        ofVertices.put("degree", all);
        if (graph.directed()) {
            ofVertices.put("inDegree", in);
            ofVertices.put("outDegree", out);
        }
        ofVertices.put("weightedDegree", weights);
    }

    private void checkWeights(String name, String at) {
        for (int edge = 0; edge < graph.edges(); edge++) {
            double weight = graph.weight(edge);
            if (!Double.isFinite(weight) || weight < 0) {
                throw refused(
                        at,
                        "'%s' needs weights from 0 on, and the edge from %s to %s weighs %s"
                                .formatted(name, ids.apply(graph.source(edge)), ids.apply(graph.target(edge)), weight));
            }
        }
    }

    private void checkSeeds(String at) {
        if (seeds.length == 0 && graph.vertices() > 0) {
            throw refused(at, "'personalised_pagerank' needs 'seeds', the ids of vertices that there are");
        }
    }

    private static RequestException refused(String at, String message) {
        return new RequestException(ErrorCode.INVALID_REQUEST, Problem.at(at, message));
    }

    private void checkSearches(String name, String at, String remedy) {
        long vertices = graph.vertices();
        Work.limit(graph, at, name, vertices * (vertices + graph.edges()), remedy);
    }

    private static double[] numbers(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
