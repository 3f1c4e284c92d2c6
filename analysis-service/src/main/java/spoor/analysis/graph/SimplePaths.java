package spoor.analysis.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import spoor.analysis.graph.Paths.Path;

/**
 * All paths up to some length, by depth-first search for those of one edge, then of two, and so on, so that what is found before it is
 * given up is what is shortest. A breadth-first search from the end tells of each vertex how many edges are needed from there, so that only
 * such ways are gone as could still arrive in time.
 */
final class SimplePaths {
    /** Edges that are looked at in one search: a second or two. */
    static final int STEPS = 50_000_000;

    /** The most edges of a path, so that calls do not lie too deep. */
    static final int LONGEST = 1_000;

    private static final int STEPS_A_CHECK = 1_000_000;

    private final IntGraph graph;
    private final double[] costs;
    private final int longest;
    private final int most;
    private final Runnable check;
    private final List<Path> found = new ArrayList<>();
    private int steps;

    /** Of each vertex the fewest edges to the end, one more; 0 where it is too far away. */
    private final int[] distance;

    /** The vertices that have a distance. */
    private final int[] near;

    private int nearSize;

    private final int[] vertices;
    private final int[] edges;
    private final boolean[] isOnPath;
    private int end;

    SimplePaths(IntGraph graph, double[] costs, int longest, int most, Runnable check) {
        if (longest > LONGEST) {
            throw new IllegalArgumentException("Paths have up to " + LONGEST + " edges, not " + longest);
        }
        this.graph = graph;
        this.costs = costs;
        this.longest = Math.min(longest, graph.vertices());
        this.most = most;
        this.check = check;
        distance = new int[graph.vertices()];
        near = new int[graph.vertices()];
        isOnPath = new boolean[graph.vertices()];
        vertices = new int[this.longest + 1];
        edges = new int[this.longest];
    }

    Paths between(int source, int target) {
        if (source == target) {
            return new Paths(List.of(Path.of(new int[] {source}, new int[0], costs)), false);
        }
        approach(target, longest, 0);
        for (int length = 1; length <= longest && !isOver(); length++) {
            search(source, length);
        }
        return result();
    }

    Paths cycles() {
        for (int length = 1; length <= longest && !isOver(); length++) {
            for (int start = 0; start < graph.vertices() && !isOver(); start++) {
                approach(start, length - 1, start);
                search(start, length);
            }
        }
        return result();
    }

    private Paths result() {
        return new Paths(found.stream().limit(most).sorted(Path.ORDER).toList(), isOver());
    }

    /** One path more than wanted tells that there are more. */
    private boolean isOver() {
        return found.size() > most || steps >= STEPS;
    }

    /** @param least the smallest vertex that a path may lead through */
    private void approach(int target, int farthest, int least) {
        for (int i = 0; i < nearSize; i++) {
            distance[near[i]] = 0;
        }
        nearSize = 0;
        end = target;
        distance[target] = 1;
        near[nearSize++] = target;
        for (int i = 0; i < nearSize && distance[near[i]] <= farthest; i++) {
            for (int at = graph.in().offsets()[near[i]]; at < graph.in().offsets()[near[i] + 1]; at++) {
                step();
                int neighbour = graph.in().neighbours()[at];
                if (neighbour >= least && distance[neighbour] == 0) {
                    distance[neighbour] = distance[near[i]] + 1;
                    near[nearSize++] = neighbour;
                }
            }
        }
    }

    private void step() {
        if (++steps % STEPS_A_CHECK == 0) {
            check.run();
        }
    }

    private void search(int start, int length) {
        vertices[0] = start;
        isOnPath[start] = true;
        extend(0, length);
        isOnPath[start] = false;
    }

    /** By one edge, and so on to the length. */
    private void extend(int size, int length) {
        if (size == length) {
            found(length);
            return;
        }
        int vertex = vertices[size];
        int left = length - size - 1;
        int last = graph.out().offsets()[vertex + 1];
        int next;
        for (int at = graph.out().offsets()[vertex]; at < last && !isOver(); at = next) {
            int neighbour = graph.out().neighbours()[at];
            int cheapest = graph.out().edges()[at];
            for (next = at + 1; next < last && graph.out().neighbours()[next] == neighbour; next++) {
                int edge = graph.out().edges()[next];
                cheapest = costs[edge] < costs[cheapest] ? edge : cheapest;
            }
            step();
            boolean isInTime = distance[neighbour] > 0 && distance[neighbour] - 1 <= left;
            if (isInTime && (neighbour == end ? left == 0 : !isOnPath[neighbour])) {
                vertices[size + 1] = neighbour;
                edges[size] = cheapest;
                isOnPath[neighbour] = true;
                extend(size + 1, length);
                isOnPath[neighbour] = false;
            }
        }
    }

    private void found(int length) {
        boolean isHalfOfTwo = !graph.directed()
                && vertices[0] == vertices[length]
                && length > 1
                && (length == 2 || vertices[1] > vertices[length - 1]);
        if (!isHalfOfTwo) {
            found.add(Path.of(Arrays.copyOf(vertices, length + 1), Arrays.copyOf(edges, length), costs));
        }
    }
}
