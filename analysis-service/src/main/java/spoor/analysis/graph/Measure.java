package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import spoor.request.ErrorCode;
import spoor.request.Nearest;
import spoor.request.Problem;
import spoor.request.RequestException;

/** What can be asked of a graph, and of what of it; {@link Measures} says where each is defined. */
enum Measure {
    DEGREE(Of.VERTICES, "the edges at the vertex, those to and from it, and what they weigh"),
    PAGERANK(Of.VERTICES, "where who follows edges at random is found"),
    PERSONALISED_PAGERANK(Of.VERTICES, "where who follows edges at random from the seeds is found"),
    HITS(Of.VERTICES, "how good a hub and an authority the vertex is"),
    BETWEENNESS(Of.VERTICES, "the shortest paths that lead through the vertex"),
    BETWEENNESS_SAMPLED(Of.VERTICES, "these, estimated, with the standard error"),
    CLOSENESS(Of.VERTICES, "how near those are that reach the vertex"),
    HARMONIC(Of.VERTICES, "the sum of their inverse distances"),
    EIGENVECTOR(Of.VERTICES, "prominence by that of those that lead to the vertex"),
    KATZ(Of.VERTICES, "all ways that lead to the vertex, longer ones counting less"),
    CORE(Of.VERTICES, "the most densely linked part that the vertex belongs to"),
    CLUSTERING(Of.VERTICES, "the share of its pairs of neighbours that are linked"),
    TRIANGLES(Of.VERTICES, "the number of these pairs"),
    COMPONENTS(Of.VERTICES, "the vertices linked with it, whatever the directions"),
    STRONG_COMPONENTS(Of.VERTICES, "the vertices that it reaches and that reach it"),
    COMMUNITY(Of.VERTICES, "the community after Leiden, and in the summary their modularity"),
    LABEL_PROPAGATION(Of.VERTICES, "the community by label propagation"),
    ARTICULATION(Of.VERTICES, "1 where without the vertex its component falls apart"),
    DEPTH(Of.VERTICES, "the edges from the nearest root"),
    ECCENTRICITY(Of.VERTICES, "the distance to the vertex furthest away"),
    DENSITY(Of.GRAPH, "the share of all possible links"),
    DIAMETER(Of.GRAPH, "the longest of the shortest paths"),
    ASSORTATIVITY(Of.GRAPH, "whether busy vertices link to busy ones"),
    RECIPROCITY(Of.GRAPH, "the share of links that are answered"),
    TRIAD_CENSUS(Of.GRAPH, "how three vertices are linked, by the 16 ways"),
    TRANSITIVITY(Of.GRAPH, "the share of pairs with a common neighbour that are linked"),
    CYCLIC(Of.GRAPH, "whether a path comes back to where it began"),
    BRIDGE(Of.EDGES, "1 where without the link its component falls apart"),
    SPANNING(Of.EDGES, "1 of the heaviest edges that link what is linked"),
    RARITY(Of.EDGES, "how surprising the edge is, given its source and its hosts"),
    HOSTS(Of.EDGES, "on how many hosts the edge was seen"),
    BURST(Of.EDGES, "how much more often than in the mean the edge was seen in the last snapshot");

    /** What has a measure. */
    enum Of {
        VERTICES,
        EDGES,
        /** The graph as a whole. */
        GRAPH
    }

    private final Of of;
    private final String meaning;

    /** @param meaning in a few words */
    Measure(Of of, String meaning) {
        this.of = of;
        this.meaning = meaning;
    }

    Of of() {
        return of;
    }

    private String told() {
        return word() + " (" + meaning + ")";
    }

    /** The measure's name in requests and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The measures of these names.
     *
     * @param areOfEdges whether those of edges are asked for, or the others
     * @param at the place of the names in the request
     * @throws RequestException {@code unknown_function} with the nearest names of each that there is not
     */
    static List<Measure> named(List<String> words, boolean areOfEdges, String at) {
        List<Measure> known = Arrays.stream(values())
                .filter(measure -> (measure.of == Of.EDGES) == areOfEdges)
                .toList();
        List<String> names = known.stream().map(Measure::word).toList();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (!names.contains(words.get(i))) {
                List<String> near = Nearest.to(words.get(i), names);
                String message = "There is no measure '%s' of %s; the nearest names are %s"
                        .formatted(
                                words.get(i),
                                areOfEdges ? "edges" : "vertices or the graph",
                                near.stream()
                                        .map(name ->
                                                known.get(names.indexOf(name)).told())
                                        .collect(Collectors.joining(", ")));
                problems.add(new Problem(place(at, i), null, null, message, near));
            }
        }
        if (!problems.isEmpty()) {
            throw new RequestException(ErrorCode.UNKNOWN_FUNCTION, problems);
        }
        return words.stream().map(names::indexOf).map(known::get).toList();
    }

    /** The place of one of several names. */
    static String place(String at, int index) {
        return at + "[" + index + "]";
    }
}
