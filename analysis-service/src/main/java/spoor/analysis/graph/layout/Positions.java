package spoor.analysis.graph.layout;

import java.util.Arrays;
import spoor.analysis.graph.IntGraph;
import spoor.request.GraphRequest;

/**
 * Where the vertices of a graph are drawn, by their numbers.
 *
 * @param x to the right
 * @param y downwards
 */
public record Positions(double[] x, double[] y) {
    /**
     * Draws a graph, each edge as a straight line, whatever it weighs. The same graph, with its vertices and edges in the same order, is
     * always drawn alike. For {@code force} see {@link ForceLayout}, for {@code layered} {@link LayeredLayout}, for {@code radial}
     * {@link RadialLayout}.
     *
     * @param roots which a radial layout begins with, each once; chosen where there are none
     * @param check is called again and again; what it throws ends the drawing
     * @return in [0, 1]², no two vertices at one place
     */
    public static Positions of(GraphRequest.Layout layout, IntGraph graph, int[] roots, Runnable check) {
        return switch (layout) {
            case force -> ForceLayout.of(graph, check);
            case layered -> LayeredLayout.of(graph, check);
            case radial -> RadialLayout.of(graph, roots, check);
        };
    }

    /** All at 0. */
    static Positions unset(int vertices) {
        return new Positions(new double[vertices], new double[vertices]);
    }

    int size() {
        return x.length;
    }

    /**
     * The box around them as it fits into [0, 1]², in its middle, as wide for its height as before. A box without extent is a point there.
     */
    Positions inUnitSquare() {
        if (size() == 0) {
            return this;
        }
        double left = Arrays.stream(x).min().orElseThrow();
        double top = Arrays.stream(y).min().orElseThrow();
        double width = Arrays.stream(x).max().orElseThrow() - left;
        double height = Arrays.stream(y).max().orElseThrow() - top;
        double side = Math.max(width, height);
        return new Positions(within(x, left, width, side), within(y, top, height, side));
    }

    private static double[] within(double[] values, double least, double extent, double side) {
        double margin = side == 0 ? 0.5 : (1 - extent / side) / 2;
        // What rounding puts beyond the edge lies on it.
        return Arrays.stream(values)
                .map(value -> Math.clamp(margin + (side == 0 ? 0 : (value - least) / side), 0, 1))
                .toArray();
    }
}
