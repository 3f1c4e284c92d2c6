package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import spoor.analysis.graph.Paths.Path;

/**
 * The cheapest paths to one vertex, by Yen's method (1971, doi:10.1287/mnsc.17.11.712): the next path leaves one that is found already at
 * some vertex, by an edge that none of those takes which came there the same way, and goes on as cheaply as it can. As Lawler did (1972,
 * doi:10.1287/mnsc.18.7.401), a path is left only from where it left another on.
 *
 * <p>How to go on is told by the costs from each vertex to the target (Dijkstra 1959, doi:10.1007/BF01386390), searched for from the
 * target: they make it possible to take the smallest of equally good vertices at each step, so that the order of all paths is defined.
 * Where the way on according to the whole graph's costs happens not to cross the path so far, no other search is needed.
 */
final class ShortestPaths {
    private static final int NONE = -1;
    private static final int[] NOTHING = {};

    private final IntGraph graph;
    private final double[] costs;
    private final int target;
    private final Runnable check;
    private final ToGo whole;

    ShortestPaths(IntGraph graph, double[] costs, int target, Runnable check) {
        this.graph = graph;
        this.costs = costs;
        this.target = target;
        this.check = check;
        whole = toGo(new boolean[graph.vertices()]);
    }

    /**
     * What is left from each vertex to the target.
     *
     * @param costs infinite, where no path leads there
     * @param edges how many, of the cheapest path with the fewest
     */
    private record ToGo(double[] costs, int[] edges) {}

    /** @param leaves how many of its edges it has in common with the path that it leaves */
    private record Branch(Path path, int leaves) {}

    Paths from(int source, int most) {
        List<Branch> found = new ArrayList<>();
        TreeMap<Path, Branch> candidates = new TreeMap<>(Path.ORDER);
        onward(source, NOTHING, Set.of())
                .map(edges -> path(source, edges))
                .ifPresent(path -> candidates.put(path, new Branch(path, 0)));
        while (!candidates.isEmpty() && found.size() < most) {
            Branch next = candidates.pollFirstEntry().getValue();
            found.add(next);
            branch(next, found).forEach(branch -> candidates.put(branch.path(), branch));
        }
        return new Paths(found.stream().map(Branch::path).toList(), !candidates.isEmpty());
    }

    private List<Branch> branch(Branch last, List<Branch> found) {
        int[] vertices = last.path().vertices();
        List<Branch> branches = new ArrayList<>();
        for (int leaves = last.leaves(); leaves < vertices.length - 1; leaves++) {
            check.run();
            int common = leaves;
            Set<Integer> taken = new HashSet<>();
            for (Branch branch : found) {
                int[] other = branch.path().vertices();
                if (Arrays.equals(vertices, 0, common + 1, other, 0, Math.min(common + 1, other.length))) {
                    taken.add(other[common + 1]);
                }
            }
            onward(vertices[common], Arrays.copyOf(vertices, common), taken).ifPresent(onward -> {
                int[] edges = Arrays.copyOf(last.path().edges(), common + onward.length);
                System.arraycopy(onward, 0, edges, common, onward.length);
                branches.add(new Branch(path(vertices[0], edges), common));
            });
        }
        return branches;
    }

    private Path path(int source, int[] edges) {
        int[] vertices = new int[edges.length + 1];
        vertices[0] = source;
        for (int i = 0; i < edges.length; i++) {
            int from = graph.source(edges[i]);
            vertices[i + 1] = from == vertices[i] ? graph.target(edges[i]) : from;
        }
        return Path.of(vertices, edges, costs);
    }

    /**
     * The edges of the best path from a vertex to the target.
     *
     * @param before what it must not come to
     * @param taken where its first edge must not lead
     */
    private Optional<int[]> onward(int vertex, int[] before, Set<Integer> taken) {
        if (vertex == target) {
            return taken.isEmpty() ? Optional.of(NOTHING) : Optional.empty();
        }
        boolean[] isBarred = new boolean[graph.vertices()];
        isBarred[vertex] = true;
        for (int each : before) {
            isBarred[each] = true;
        }
        Optional<int[]> direct = follow(vertex, isBarred, taken, whole);
        return direct.isEmpty() || isFree(direct.get(), vertex, isBarred)
                ? direct
                : follow(vertex, isBarred, taken, toGo(isBarred));
    }

    private boolean isFree(int[] edges, int start, boolean[] isBarred) {
        int[] vertices = path(start, edges).vertices();
        return Arrays.stream(vertices, 1, vertices.length).noneMatch(vertex -> isBarred[vertex]);
    }

    /** The best edge that may be taken first, and then the best one of all to the target. */
    private Optional<int[]> follow(int start, boolean[] isBarred, Set<Integer> taken, ToGo way) {
        int at = best(start, way, neighbour -> !isBarred[neighbour] && !taken.contains(neighbour));
        if (at == NONE) {
            return Optional.empty();
        }
        int[] edges = new int[way.edges()[graph.out().neighbours()[at]] + 1];
        edges[0] = graph.out().edges()[at];
        for (int i = 1; i < edges.length; i++) {
            at = best(graph.out().neighbours()[at], way, _ -> true);
            edges[i] = graph.out().edges()[at];
        }
        return Optional.of(edges);
    }

    /** Where in the graph's rows the edge stands that is best taken from a vertex, or NONE. */
    private int best(int vertex, ToGo way, IntPredicate isAllowed) {
        int best = NONE;
        double least = Double.POSITIVE_INFINITY;
        int fewest = Integer.MAX_VALUE;
        for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
            int neighbour = graph.out().neighbours()[at];
            double cost = costs[graph.out().edges()[at]] + way.costs()[neighbour];
            boolean isBetter = cost < least || (cost == least && best != NONE && way.edges()[neighbour] < fewest);
            if (isBetter && isAllowed.test(neighbour)) {
                best = at;
                least = cost;
                fewest = way.edges()[neighbour];
            }
        }
        return best;
    }

    /** A vertex that the search has come to, from the target. */
    private record Reached(int vertex, double cost, int edges) {}

    /** @param isBarred the vertices that no path may lead through */
    private ToGo toGo(boolean[] isBarred) {
        var toGo = new ToGo(new double[graph.vertices()], new int[graph.vertices()]);
        Arrays.fill(toGo.costs(), Double.POSITIVE_INFINITY);
        Queue<Reached> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Reached::cost).thenComparingInt(Reached::edges));
        toGo.costs()[target] = 0;
        queue.add(new Reached(target, 0, 0));
        for (Reached next = queue.poll(); next != null; next = queue.poll()) {
            if (next.cost() > toGo.costs()[next.vertex()] || next.edges() > toGo.edges()[next.vertex()]) {
                continue; // it was reached better since
            }
            for (int at = graph.in().offsets()[next.vertex()]; at < graph.in().offsets()[next.vertex() + 1]; at++) {
                int neighbour = graph.in().neighbours()[at];
                double cost = costs[graph.in().edges()[at]] + next.cost();
                double before = toGo.costs()[neighbour];
                if (!isBarred[neighbour]
                        && (cost < before || (cost == before && next.edges() + 1 < toGo.edges()[neighbour]))) {
                    toGo.costs()[neighbour] = cost;
                    toGo.edges()[neighbour] = next.edges() + 1;
                    queue.add(new Reached(neighbour, cost, next.edges() + 1));
                }
            }
        }
        return toGo;
    }
}
