package spoor.analysis.graph.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import spoor.analysis.graph.IntGraph;

/**
 * Vertices in layers, so that edges lead downwards and cross each other rarely (Sugiyama, Tagawa and Toda 1981,
 * doi:10.1109/TSMC.1981.4308636).
 *
 * <ol>
 *   <li>Cycles are broken, see {@link Acyclic}; a graph that has none stays as it is.
 *   <li>Each vertex gets the layer below the lowest of those that lead to it; one that leads to more than leads to it then moves down to
 *       just above the highest that it leads to.
 *   <li>Each layer is put in the order of the means of its neighbours above, then of those below, in turns; the order with the fewest
 *       crossings is kept.
 *   <li>Within that order each vertex moves as near to the mean of its neighbours as the others of the layer let it: by least squares, at 1
 *       apart at least, with the pool of adjacent violators (Barlow et al. 1972).
 * </ol>
 *
 * <p>Edges are drawn as straight lines, so there is nothing to be placed where a long one passes a layer, and memory stays O(V + E). Parts
 * that nothing links are drawn by themselves, and packed. The number of turns is fixed. O((V + E) log (V + E)).
 */
final class LayeredLayout {
    private static final int TURNS = 12;

    /** Even, so that the last one leads up, and puts each vertex in the middle of those below. */
    private static final int STRAIGHTENING_TURNS = 6;

    /** How high a part is for its width, and how wide for its height, at the least. */
    private static final double SHAPE = 0.5;

    private final Runnable check;
    private final IntGraph graph;
    private final int[] layer;

    /** The vertices, layer by layer, from the left. */
    private final int[] order;

    /** Where the layers begin in the order, and its length. */
    private final int[] starts;

    private final double[] x;

    private LayeredLayout(IntGraph part, Runnable check) {
        this.check = check;
        var acyclic = Acyclic.of(part);
        graph = acyclic.graph();
        layer = layers(graph, acyclic.topological());
        starts = new int[Arrays.stream(layer).max().orElse(0) + 2];
        for (int each : layer) {
            starts[each + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        order = new int[layer.length];
        int[] next = starts.clone();
        for (int vertex : acyclic.topological()) {
            order[next[layer[vertex]]++] = vertex;
        }
        x = new double[layer.length];
    }

    static Positions of(IntGraph graph, Runnable check) {
        return Parts.drawn(asGiven(graph).simple(), (part, _) -> new LayeredLayout(part, check).drawn());
    }

    /** An edge without a direction leads from the end that was given first. */
    private static IntGraph asGiven(IntGraph graph) {
        if (graph.directed()) {
            return graph;
        }
        int[] sources = IntStream.range(0, graph.edges()).map(graph::source).toArray();
        int[] targets = IntStream.range(0, graph.edges()).map(graph::target).toArray();
        return IntGraph.of(graph.vertices(), sources, targets, new double[graph.edges()], true);
    }

    private static int[] layers(IntGraph graph, int[] topological) {
        int[] layer = new int[topological.length];
        for (int vertex : topological) {
            for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
                int below = graph.out().neighbours()[at];
                layer[below] = Math.max(layer[below], layer[vertex] + 1);
            }
        }
        for (int i = topological.length - 1; i >= 0; i--) {
            int vertex = topological[i];
            if (graph.out().size(vertex) > graph.in().size(vertex)) {
                int highest = Integer.MAX_VALUE;
                for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
                    highest = Math.min(highest, layer[graph.out().neighbours()[at]]);
                }
                layer[vertex] = highest - 1;
            }
        }
        return layer;
    }

    private Positions drawn() {
        for (int i = 0; i < layerCount(); i++) {
            place(i);
        }
        int[] best = order.clone();
        long fewest = crossings();
        for (int turn = 0; turn < TURNS && fewest > 0; turn++) {
            turn(turn, true);
            long crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                System.arraycopy(order, 0, best, 0, order.length);
            }
        }
        System.arraycopy(best, 0, order, 0, order.length);
        for (int turn = 0; turn < STRAIGHTENING_TURNS; turn++) {
            turn(turn, false);
        }
        return inShape();
    }

    /** Layers or vertices are moved apart where the picture would be too low or too narrow. */
    private Positions inShape() {
        double width =
                Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow();
        double height = layerCount() - 1;
        double down = Math.max(1, SHAPE * width / Math.max(1, height));
        double right = Math.max(1, SHAPE * height / Math.max(1, width));
        return new Positions(
                Arrays.stream(x).map(each -> each * right).toArray(),
                Arrays.stream(layer).mapToDouble(each -> each * down).toArray());
    }

    /** Down, or up in every other turn: each layer according to those that come before it. */
    private void turn(int turn, boolean isSorting) {
        check.run();
        boolean isDown = turn % 2 == 0;
        IntGraph.Rows before = isDown ? graph.in() : graph.out();
        for (int i = 1; i < layerCount(); i++) {
            int next = isDown ? i : layerCount() - 1 - i;
            for (int at = starts[next]; at < starts[next + 1]; at++) {
                x[order[at]] = mean(before, order[at]);
            }
            if (isSorting) {
                sort(next);
            }
            place(next);
        }
    }

    private int layerCount() {
        return starts.length - 1;
    }

    private void sort(int layerNumber) {
        int[] sorted = Arrays.stream(order, starts[layerNumber], starts[layerNumber + 1])
                .boxed()
                .sorted(Comparator.comparingDouble(vertex -> x[vertex]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, starts[layerNumber], sorted.length);
    }

    /** Of where the neighbours are; of none, where the vertex is. */
    private double mean(IntGraph.Rows neighbours, int vertex) {
        double sum = 0;
        for (int at = neighbours.offsets()[vertex]; at < neighbours.offsets()[vertex + 1]; at++) {
            sum += x[neighbours.neighbours()[at]];
        }
        int size = neighbours.size(vertex);
        return size == 0 ? x[vertex] : sum / size;
    }

    /**
     * Puts the vertices of a layer, in their order and 1 apart at least, as near to where they were as they can all be. Less its number in
     * the layer, each must lie no further left than the one before: where it did, it and the one before share their mean, and so on.
     */
    private void place(int layerNumber) {
        int start = starts[layerNumber];
        int count = starts[layerNumber + 1] - start;
        double[] sums = new double[count];
        int[] sizes = new int[count];
        int pools = 0;
        for (int i = 0; i < count; i++) {
            sums[pools] = x[order[start + i]] - i;
            sizes[pools++] = 1;
            while (pools > 1 && sums[pools - 2] / sizes[pools - 2] >= sums[pools - 1] / sizes[pools - 1]) {
                pools--;
                sums[pools - 1] += sums[pools];
                sizes[pools - 1] += sizes[pools];
            }
        }
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int j = 0; j < sizes[pool]; j++, i++) {
                x[order[start + i]] = sums[pool] / sizes[pool] + i;
            }
        }
    }

    /**
     * How often two edges cross that lead from one layer to one other. Of edges that are sorted by where they begin, an edge crosses those
     * before it that end further right in its layer; they are counted in a binary indexed tree (Barth et al. 2004, doi:10.7155/jgaa.00088).
     * O(E log E).
     */
    private long crossings() {
        int[] place = new int[order.length];
        for (int at = 0; at < order.length; at++) {
            place[order[at]] = at;
        }
        long[] edges = IntStream.range(0, graph.edges())
                .mapToLong(edge -> ((long) place[graph.source(edge)] << Integer.SIZE) + place[graph.target(edge)])
                .sorted()
                .toArray();
        int[] counts = new int[order.length + 1];
        long crossings = 0;
        int first = 0;
        for (int i = 0; i < edges.length; i++) {
            int sourceLayer = layer[order[(int) (edges[i] >> Integer.SIZE)]];
            if (sourceLayer != layer[order[(int) (edges[first] >> Integer.SIZE)]]) {
                for (; first < i; first++) {
                    add(counts, (int) edges[first], -1);
                }
            }
            int target = (int) edges[i];
            crossings += countBefore(counts, starts[layer[order[target]] + 1]) - countBefore(counts, target + 1);
            add(counts, target, 1);
        }
        return crossings;
    }

    private static void add(int[] counts, int place, int amount) {
        for (int i = place + 1; i < counts.length; i += i & -i) {
            counts[i] += amount;
        }
    }

    private static int countBefore(int[] counts, int place) {
        int count = 0;
        for (int i = place; i > 0; i -= i & -i) {
            count += counts[i];
        }
        return count;
    }
}
