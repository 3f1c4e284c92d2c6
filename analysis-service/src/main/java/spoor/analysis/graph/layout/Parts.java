package spoor.analysis.graph.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import spoor.analysis.graph.Components;
import spoor.analysis.graph.IntGraph;

/**
 * The parts of a graph between which there are no edges, each drawn by itself, and then packed into one picture: forces would drive them
 * ever further apart.
 *
 * <p>The boxes around the parts are put on shelves as wide as the whole should be, the highest first, and in piles where several low ones
 * fit above each other beside a high one (next-fit decreasing height, Coffman et al. 1980, doi:10.1137/0209062). O(V + E + parts · log
 * parts).
 */
final class Parts {
    /** Of the box around each part, in the unit that its edges have in the middle. */
    private static final double MARGIN = 1;

    /** How wide the whole is for the area that the boxes have: some of it stays empty. */
    private static final double ROOM = 1.05;

    private final IntGraph graph;

    /** The vertices of each, ascending. */
    private final List<int[]> parts;

    /** Of each vertex in its part. */
    private final int[] place;

    /** Draws one part, in a unit that all share: its neighbours lie some 1 apart. */
    interface Drawing {
        /**
         * Where the part's vertices are.
         *
         * @param vertices the numbers that those of the part have in the whole, ascending
         */
        Positions of(IntGraph part, int[] vertices);
    }

    private Parts(IntGraph graph) {
        this.graph = graph;
        place = new int[graph.vertices()];
        int[] components = Components.weak(graph);
        int[] sizes = new int[components.length];
        for (int vertex = 0; vertex < components.length; vertex++) {
            place[vertex] = sizes[components[vertex]]++;
        }
        List<int[]> found = Arrays.stream(sizes).mapToObj(int[]::new).toList();
        for (int vertex = 0; vertex < components.length; vertex++) {
            found.get(components[vertex])[place[vertex]] = vertex;
        }
        parts = found.stream().filter(part -> part.length > 0).toList();
    }

    /**
     * Draws each part, and packs them.
     *
     * @param graph without parallel edges and loops
     * @return in [0, 1]²
     */
    static Positions drawn(IntGraph graph, Drawing drawing) {
        var parts = new Parts(graph);
        List<Positions> drawn = parts.parts.stream()
                .map(part -> drawing.of(parts.graphOf(part), part))
                .toList();
        return parts.packed(drawn).inUnitSquare();
    }

    private IntGraph graphOf(int[] part) {
        int most = 0;
        for (int vertex : part) {
            most += graph.out().size(vertex);
        }
        int[] sources = new int[most];
        int[] targets = new int[most];
        int edges = 0;
        for (int vertex : part) {
            for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
                int neighbour = graph.out().neighbours()[at];
                if (graph.directed()
                        || vertex < neighbour) { // of an undirected graph, an edge is there at both its ends
                    sources[edges] = place[vertex];
                    targets[edges++] = place[neighbour];
                }
            }
        }
        double[] weights = new double[edges];
        Arrays.fill(weights, 1);
        return IntGraph.of(
                part.length, Arrays.copyOf(sources, edges), Arrays.copyOf(targets, edges), weights, graph.directed());
    }

    /** What one part takes of the picture. */
    private record Box(int part, double left, double top, double width, double height) {
        static Box around(int part, Positions drawn) {
            DoubleSummaryStatistics x = Arrays.stream(drawn.x()).summaryStatistics();
            DoubleSummaryStatistics y = Arrays.stream(drawn.y()).summaryStatistics();
            return new Box(
                    part, x.getMin(), y.getMin(), x.getMax() - x.getMin() + MARGIN, y.getMax() - y.getMin() + MARGIN);
        }
    }

    private Positions packed(List<Positions> drawn) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            boxes.add(Box.around(i, drawn.get(i)));
        }
        boxes.sort(Comparator.comparingDouble(Box::height)
                .thenComparingDouble(Box::width)
                .reversed()
                .thenComparingInt(Box::part));
        double area =
                boxes.stream().mapToDouble(box -> box.width() * box.height()).sum();
        double widest = boxes.stream().mapToDouble(Box::width).max().orElse(0);
        double room = Math.max(widest, ROOM * Math.sqrt(area));
        Positions whole = Positions.unset(graph.vertices());
        double shelfTop = 0;
        double shelfHeight = 0;
        double pileLeft = 0;
        double pileWidth = 0;
        double pileHeight = 0;
        for (Box box : boxes) {
            if (box.width() > pileWidth || pileHeight + box.height() > shelfHeight) {
                pileLeft += pileWidth;
                if (pileLeft + box.width() > room) {
                    shelfTop += shelfHeight;
                    shelfHeight = 0;
                    pileLeft = 0;
                }
                shelfHeight = Math.max(shelfHeight, box.height());
                pileWidth = box.width();
                pileHeight = 0;
            }
            move(
                    parts.get(box.part()),
                    drawn.get(box.part()),
                    pileLeft - box.left(),
                    shelfTop + pileHeight - box.top(),
                    whole);
            pileHeight += box.height();
        }
        return whole;
    }

    private static void move(int[] part, Positions drawn, double right, double down, Positions whole) {
        for (int i = 0; i < part.length; i++) {
            whole.x()[part[i]] = drawn.x()[i] + right;
            whole.y()[part[i]] = drawn.y()[i] + down;
        }
    }
}
