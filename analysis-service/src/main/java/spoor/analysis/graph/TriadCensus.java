package spoor.analysis.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many triads, that is sets of three vertices, there are of each of the 16 classes of Holland and Leinhardt (1976, doi:10.2307/270703).
 * A class is named by the numbers of its mutual, one-way and empty pairs, and by D, U, T or C: down (both away from one vertex), up (both
 * to one), transitive, cyclic. An undirected edge is mutual; loops and parallel edges count nothing. Together they are V(V − 1)(V − 2)/6:
 * all 0 of less than three vertices.
 *
 * <p>Only triads with an edge are looked at, each at one of its pairs, the rest follows (Batagelj and Mrvar 2001,
 * doi:10.1016/S0378-8733(01)00035-1). O(Σ of squared degrees).
 */
final class TriadCensus {
    private static final List<String> CLASSES = List.of(
            "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D", "120U", "120C",
            "210", "300");

    /** The class of three pairs, each as {@link #THERE} and {@link #BACK}: first–second, first–third · 4, second–third · 16. */
    private static final int[] CLASS_OF = classes();

    private static final int THERE = 1;
    private static final int BACK = 2;
    private static final int MUTUAL = THERE | BACK;

    private final Work work = new Work();
    private final int[][] neighbours;
    private final int[][] pairs;
    private final long[] counts = new long[CLASSES.size()];

    private TriadCensus(IntGraph graph) {
        int vertices = graph.vertices();
        neighbours = new int[vertices][];
        pairs = new int[vertices][];
        for (int vertex = 0; vertex < vertices; vertex++) {
            link(vertex, graph.out(), graph.in());
        }
    }

    /** Numbers by class, in the classes' order. */
    static Map<String, Long> of(IntGraph graph) {
        var census = new TriadCensus(graph.simple());
        census.count();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            counts.put(CLASSES.get(i), census.counts[i]);
        }
        return counts;
    }

    /** How many vertices are looked at. */
    static long steps(IntGraph graph) {
        long steps = 0;
        for (int vertex = 0; vertex < graph.vertices(); vertex++) {
            long degree = (long) graph.out().size(vertex)
                    + (graph.directed() ? graph.in().size(vertex) : 0);
            steps += degree * degree;
        }
        return steps;
    }

    /** Where edges lead to and come from, one list. */
    private void link(int vertex, IntGraph.Rows out, IntGraph.Rows in) {
        int[] found = new int[out.size(vertex) + in.size(vertex)];
        int[] kinds = new int[found.length];
        int size = 0;
        int there = out.offsets()[vertex];
        int back = in.offsets()[vertex];
        while (there < out.offsets()[vertex + 1] || back < in.offsets()[vertex + 1]) {
            int next = Math.min(at(out, vertex, there), at(in, vertex, back));
            found[size] = next;
            if (at(out, vertex, there) == next) {
                kinds[size] |= THERE;
                there++;
            }
            if (at(in, vertex, back) == next) {
                kinds[size] |= BACK;
                back++;
            }
            size++;
        }
        neighbours[vertex] = Arrays.copyOf(found, size);
        pairs[vertex] = Arrays.copyOf(kinds, size);
    }

    private static int at(IntGraph.Rows rows, int vertex, int place) {
        return place < rows.offsets()[vertex + 1] ? rows.neighbours()[place] : Integer.MAX_VALUE;
    }

    private void count() {
        for (int first = 0; first < neighbours.length; first++) {
            work.check();
            for (int i = 0; i < neighbours[first].length; i++) {
                if (first < neighbours[first][i]) {
                    count(first, neighbours[first][i], pairs[first][i]);
                }
            }
        }
        long linked = Arrays.stream(counts).sum();
        counts[0] = triads(neighbours.length) - linked;
    }

    private static long triads(long vertices) {
        return Math.multiplyExact(vertices, vertices - 1) / 2 * (vertices - 2) / 3;
    }

    /** All triads of a linked pair with a third vertex that no smaller linked pair has counted. */
    private void count(int first, int second, int pair) {
        int[] ofFirst = neighbours[first];
        int[] ofSecond = neighbours[second];
        int i = 0;
        int j = 0;
        int thirds = 0;
        while (i < ofFirst.length || j < ofSecond.length) {
            int third = Math.min(
                    i < ofFirst.length ? ofFirst[i] : Integer.MAX_VALUE,
                    j < ofSecond.length ? ofSecond[j] : Integer.MAX_VALUE);
            int withFirst = i < ofFirst.length && ofFirst[i] == third ? pairs[first][i++] : 0;
            int withSecond = j < ofSecond.length && ofSecond[j] == third ? pairs[second][j++] : 0;
            if (third != first && third != second) {
                thirds++;
                if (second < third || (first < third && withFirst == 0)) {
                    counts[CLASS_OF[pair + 4 * withFirst + 16 * withSecond]]++;
                }
            }
        }
        counts[CLASSES.indexOf(pair == MUTUAL ? "102" : "012")] += neighbours.length - thirds - 2;
    }

    private static int[] classes() {
        int[] classes = new int[64];
        for (int code = 0; code < classes.length; code++) {
            classes[code] = CLASSES.indexOf(name(code & MUTUAL, code >> 2 & MUTUAL, code >> 4));
        }
        return classes;
    }

    /** The name of the class of three vertices. */
    private static String name(int firstSecond, int firstThird, int secondThird) {
        int[] all = {firstSecond, firstThird, secondThird};
        long mutual = Arrays.stream(all).filter(pair -> pair == MUTUAL).count();
        long empty = Arrays.stream(all).filter(pair -> pair == 0).count();
        int[] out = {
            (firstSecond & THERE) + (firstThird & THERE),
            (firstSecond & BACK) / BACK + (secondThird & THERE),
            (firstThird & BACK) / BACK + (secondThird & BACK) / BACK
        };
        int[] in = {
            (firstSecond & BACK) / BACK + (firstThird & BACK) / BACK,
            (firstSecond & THERE) + (secondThird & BACK) / BACK,
            (firstThird & THERE) + (secondThird & THERE)
        };
        return "" + mutual + (3 - mutual - empty) + empty + direction(mutual, empty, out, in);
    }

    private static String direction(long mutual, long empty, int[] out, int[] in) {
        boolean isMostOut = Arrays.stream(out).anyMatch(edges -> edges == 2);
        boolean isMostIn = Arrays.stream(in).anyMatch(edges -> edges == 2);
        boolean isNoneOut = Arrays.stream(out).anyMatch(edges -> edges == 0);
        boolean isNoneIn = Arrays.stream(in).anyMatch(edges -> edges == 0);
        long oneWay = 3 - mutual - empty;
        if (oneWay == 2 && empty == 1) {
            return isMostOut ? "D" : isMostIn ? "U" : "C";
        }
        if (oneWay == 1 && mutual == 1) {
            return isMostIn ? "D" : "U";
        }
        if (oneWay == 3) {
            return isMostOut ? "T" : "C";
        }
        if (oneWay == 2 && mutual == 1) {
            return isNoneIn ? "D" : isNoneOut ? "U" : "C";
        }
        return "";
    }
}
