package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * What a graph becomes that has more vertices or edges than are wanted: fewer vertices, each of which stands for one or more, and edges,
 * each of which stands for all that lead from one of these to another.
 *
 * @param vertex by vertex of the whole, the one that stands for it, or {@link #LEFT_OUT}
 * @param members by vertex of this one, how many it stands for; those that stand for themselves come first, the heaviest first, and then
 *     those that stand for others, too
 * @param edge by edge of the whole, the one that stands for it, or {@link #LEFT_OUT}; the heaviest first
 * @param edges how many edges this one has
 */
public record Condensed(int[] vertex, int[] members, int[] edge, int edges) {
    /** Of a vertex or an edge that nothing stands for. */
    public static final int LEFT_OUT = -1;

    /**
     * The heaviest vertices, and of the edges between them the heaviest. Of equally heavy ones those with the smaller numbers. O(V log V +
     * E log E).
     *
     * @param weights by vertex
     * @param kinds by edge; edges of different kinds stay apart
     * @param mostVertices 0 for none
     * @param mostEdges 0 for none
     */
    public static Condensed byWeight(IntGraph graph, double[] weights, int[] kinds, int mostVertices, int mostEdges) {
        int[] vertex = new int[graph.vertices()];
        Arrays.fill(vertex, LEFT_OUT);
        int[] members = new int[Math.min(mostVertices, graph.vertices())];
        Arrays.fill(members, 1);
        int[] heaviest = descending(weights);
        for (int i = 0; i < members.length; i++) {
            vertex[heaviest[i]] = i;
        }
        return of(graph, kinds, vertex, members, mostEdges);
    }

    /**
     * The heaviest vertices as themselves, and for the others of each community one vertex that stands for them all. Where there are more
     * communities than vertices are wanted, those whose vertices weigh least together are left out. An edge within one vertex is an edge
     * from it to itself. O(V log V + E log E).
     *
     * @param communities by vertex, from 0
     * @param weights by vertex
     * @param kinds by edge; edges of different kinds stay apart
     * @param mostVertices 0 for none
     * @param mostEdges 0 for none; the heaviest are kept
     */
    public static Condensed byCommunity(
            IntGraph graph, int[] communities, double[] weights, int[] kinds, int mostVertices, int mostEdges) {
        int[] heaviest = descending(weights);
        int themselves = themselves(heaviest, communities, mostVertices);
        int[] vertex = new int[graph.vertices()];
        Arrays.fill(vertex, LEFT_OUT);
        for (int i = 0; i < themselves; i++) {
            vertex[heaviest[i]] = i;
        }
        Map<Integer, List<Integer>> others = new HashMap<>();
        for (int i = themselves; i < heaviest.length; i++) {
            others.computeIfAbsent(communities[heaviest[i]], _ -> new ArrayList<>())
                    .add(heaviest[i]);
        }
        List<List<Integer>> rests = new ArrayList<>(others.values());
        rests.sort(Comparator.comparingDouble((List<Integer> rest) -> -weight(rest, weights))
                .thenComparing(rest -> Collections.min(rest)));
        int[] members = new int[Math.min(themselves + rests.size(), mostVertices)];
        Arrays.fill(members, 1);
        for (int i = themselves; i < members.length; i++) {
            List<Integer> rest = rests.get(i - themselves);
            members[i] = rest.size();
            for (int each : rest) {
                vertex[each] = i;
            }
        }
        return of(graph, kinds, vertex, members, mostEdges);
    }

    private static double weight(List<Integer> vertices, double[] weights) {
        return vertices.stream().mapToDouble(vertex -> weights[vertex]).sum();
    }

    /** How many may stand for themselves, so that they are not too many together with one for the others of each community. */
    private static int themselves(int[] heaviest, int[] communities, int mostVertices) {
        int[] left = new int[Arrays.stream(communities).max().orElse(0) + 1];
        int rests = 0;
        for (int community : communities) {
            rests += left[community]++ == 0 ? 1 : 0;
        }
        int themselves = 0;
        while (themselves < heaviest.length) {
            int community = communities[heaviest[themselves]];
            int then = left[community] == 1 ? rests - 1 : rests;
            if (themselves + 1 + then > mostVertices) {
                break;
            }
            left[community]--;
            rests = then;
            themselves++;
        }
        return themselves;
    }

    private static Condensed of(IntGraph graph, int[] kinds, int[] vertex, int[] members, int mostEdges) {
        record Ends(int source, int target, int kind) {}
        Map<Ends, Integer> bundles = new HashMap<>();
        double[] weights = new double[graph.edges()];
        int[] edge = new int[graph.edges()];
        for (int i = 0; i < edge.length; i++) {
            int source = vertex[graph.source(i)];
            int target = vertex[graph.target(i)];
            if (source == LEFT_OUT || target == LEFT_OUT) {
                edge[i] = LEFT_OUT;
                continue;
            }
            boolean isTurned = !graph.directed() && source > target;
            Ends ends = isTurned ? new Ends(target, source, kinds[i]) : new Ends(source, target, kinds[i]);
            edge[i] = bundles.computeIfAbsent(ends, _ -> bundles.size());
            weights[edge[i]] += graph.weight(i);
        }
        int[] heaviest = descending(Arrays.copyOf(weights, bundles.size()));
        int[] rank = new int[heaviest.length];
        for (int i = 0; i < heaviest.length; i++) {
            rank[heaviest[i]] = i < mostEdges ? i : LEFT_OUT;
        }
        Arrays.setAll(edge, i -> edge[i] == LEFT_OUT ? LEFT_OUT : rank[edge[i]]);
        return new Condensed(vertex, members, edge, Math.min(mostEdges, heaviest.length));
    }

    /** The numbers of the values, the largest value first; of equal ones the smaller number. NaN counts as the largest. */
    private static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * What each vertex of this one has of those that it stands for, such as their events, added up.
     *
     * @param values by vertex of the whole
     */
    public <T> List<T> ofVertices(List<T> values, BinaryOperator<T> merge) {
        return merged(vertex, members.length, values, merge);
    }

    /**
     * What each edge of this one has of those that it stands for, such as the earliest of their times.
     *
     * @param values by edge of the whole
     */
    public <T> List<T> ofEdges(List<T> values, BinaryOperator<T> merge) {
        return merged(edge, edges, values, merge);
    }

    private static <T> List<T> merged(int[] standsFor, int size, List<T> values, BinaryOperator<T> merge) {
        Map<Integer, T> merged = new HashMap<>();
        for (int i = 0; i < standsFor.length; i++) {
            if (standsFor[i] != LEFT_OUT) {
                merged.merge(standsFor[i], values.get(i), merge);
            }
        }
        return IntStream.range(0, size).mapToObj(merged::get).toList();
    }
}
