package spoor.analysis.graph.layout;

import java.util.Arrays;

/**
 * A square that is cut into four as often as it takes to have each body in a square of its own. From afar, all bodies of a square act as
 * one that is as heavy as they together and lies at their centre, so that the forces between all n take O(n log n) (Barnes and Hut 1986,
 * doi:10.1038/324446a0).
 *
 * <p>The squares lie in an array in the order in which they are cut: each before those within it, and these before the next one beside it.
 * So the way through the tree leads on to the next square, or past all that lies within this one, and needs no stack. One tree is used
 * again and again, and takes some 100 bytes a body.
 */
final class QuadTree {
    /**
     * A square whose side is shorter than this times its distance acts as one body; below √½, none does that holds the other body itself.
     */
    private static final double FAR = 0.7;

    /** Bodies that are still in one square at this depth stay together in it: they lie closer than doubles tell apart. */
    private static final int DEEPEST = 48;

    /** What is known of a square: the centre of its mass, that, and the square of the distance from which on it acts as one body. */
    private static final int X = 0;

    private static final int Y = 1;
    private static final int MASS = 2;
    private static final int FAR_SQUARED = 3;
    private static final int SIZE = 4;

    private final double[] x;
    private final double[] y;
    private final double[] masses;

    /** The bodies, those of each square beside each other. */
    private final int[] bodies;

    private double[] squares;

    /** The square that comes after all that lies within one. */
    private int[] after;

    private int size;
    private double forceX;
    private double forceY;

    /** @param masses positive, by body; its length is how many there are, one at least */
    QuadTree(double[] x, double[] y, double[] masses) {
        this.x = x;
        this.y = y;
        this.masses = masses;
        bodies = new int[masses.length];
        Arrays.setAll(bodies, body -> body);
        after = new int[2 * masses.length];
        squares = new double[SIZE * after.length];
    }

    /** Takes the bodies as they now lie. */
    void build() {
        double left = Arrays.stream(x).min().orElseThrow();
        double top = Arrays.stream(y).min().orElseThrow();
        double width = Arrays.stream(x).max().orElseThrow() - left;
        double height = Arrays.stream(y).max().orElseThrow() - top;
        size = 0;
        cut(0, bodies.length, left, top, Math.max(width, height), 0);
    }

    /** The bodies as they lie beside each other, for whoever goes through them: what they need of the tree is mostly the same then. */
    int[] bodies() {
        return bodies;
    }

    private void cut(int from, int to, double left, double top, double side, int depth) {
        int square = add();
        if (to - from == 1 || depth == DEEPEST) {
            // INVARIANT: a body's own square lies exactly where the body does, at no distance, and has no force on it.
            set(square, x[bodies[from]], y[bodies[from]], mass(from, to), 0);
        } else {
            double half = side / 2;
            int lower = partition(y, top + half, from, to);
            int upperRight = partition(x, left + half, from, lower);
            int lowerRight = partition(x, left + half, lower, to);
            int inside = size;
            cutUnlessEmpty(from, upperRight, left, top, half, depth + 1);
            cutUnlessEmpty(upperRight, lower, left + half, top, half, depth + 1);
            cutUnlessEmpty(lower, lowerRight, left, top + half, half, depth + 1);
            cutUnlessEmpty(lowerRight, to, left + half, top + half, half, depth + 1);
            sum(square, inside, side);
        }
        after[square] = size;
    }

    private void cutUnlessEmpty(int from, int to, double left, double top, double side, int depth) {
        if (from < to) {
            cut(from, to, left, top, side, depth);
        }
    }

    /** Puts bodies that lie before a middle before the others, and tells where those begin. */
    private int partition(double[] coordinate, double middle, int from, int to) {
        int first = from;
        int last = to - 1;
        while (first <= last) {
            int body = bodies[first];
            if (coordinate[body] < middle) {
                first++;
            } else {
                bodies[first] = bodies[last];
                bodies[last--] = body;
            }
        }
        return first;
    }

    private double mass(int from, int to) {
        double mass = 0;
        for (int i = from; i < to; i++) {
            mass += masses[bodies[i]];
        }
        return mass;
    }

    private void sum(int square, int inside, double side) {
        double mass = 0;
        double centreX = 0;
        double centreY = 0;
        for (int quarter = inside; quarter < size; quarter = after[quarter]) {
            int at = SIZE * quarter;
            mass += squares[at + MASS];
            centreX += squares[at + MASS] * squares[at + X];
            centreY += squares[at + MASS] * squares[at + Y];
        }
        set(square, centreX / mass, centreY / mass, mass, side / FAR * (side / FAR));
    }

    private int add() {
        if (size == after.length) {
            after = Arrays.copyOf(after, 2 * size);
            squares = Arrays.copyOf(squares, 2 * SIZE * size);
        }
        return size++;
    }

    private void set(int square, double centreX, double centreY, double mass, double farSquared) {
        int at = SIZE * square;
        squares[at + X] = centreX;
        squares[at + Y] = centreY;
        squares[at + MASS] = mass;
        squares[at + FAR_SQUARED] = farSquared;
    }

    /** Adds up the forces of all others on a body, each away from the other and as strong as its mass divided by the distance. */
    void repel(int body) {
        double atX = x[body];
        double atY = y[body];
        double sumX = 0;
        double sumY = 0;
        int square = 0;
        while (square < size) {
            int at = SIZE * square;
            double dx = atX - squares[at + X];
            double dy = atY - squares[at + Y];
            double squared = dx * dx + dy * dy;
            if (squared > squares[at + FAR_SQUARED]) {
                double strength = squares[at + MASS] / squared;
                sumX += strength * dx;
                sumY += strength * dy;
                square = after[square];
            } else {
                square++;
            }
        }
        forceX = sumX;
        forceY = sumY;
    }

    double forceX() {
        return forceX;
    }

    double forceY() {
        return forceY;
    }
}
