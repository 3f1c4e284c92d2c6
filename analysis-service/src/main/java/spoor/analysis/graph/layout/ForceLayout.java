package spoor.analysis.graph.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import spoor.analysis.graph.IntGraph;

/**
 * Vertices as bodies that repel each other, edges as springs that pull their ends together, until they rest: what is densely linked lies
 * together, whatever the directions and weights.
 *
 * <p>Two at a distance d repel each other with 0.2/d, neighbours attract each other with d² (Fruchterman and Reingold 1991,
 * doi:10.1002/spe.4380211102). From a random start these forces get stuck in a tangle, and need many rounds to be so much as that. So the
 * graph is first made coarser, again and again: a vertex of many neighbours and these become one body, as heavy as they together. The
 * coarsest is drawn first, and each finer one starts from the one before (Walshaw 2003, doi:10.7155/jgaa.00070; Hu 2005, The Mathematica
 * Journal 10:37–71). Forces between all bodies are those of a {@link QuadTree}. In each round a body moves as its force wants, but at most
 * a step that shrinks from round to round.
 *
 * <p>Parts that nothing links are drawn by themselves, and packed. Chance comes of a fixed seed. There are the fewer rounds, the more
 * vertices there are, from 150 to 20 for each level: the time is O((V + E) log V), of a second for 5,000 vertices and 20,000 edges, and is
 * bounded by numbers, not by the clock, so that the same graph is always drawn alike. Memory O(V + E).
 */
final class ForceLayout {
    private static final long SEED = 7;
    private static final double REPULSION = 0.2;

    /** How much of the way to where its force is zero a body goes in a round, while the others go theirs. */
    private static final double EAGERNESS = 0.3;

    /** So that a body that lies upon its only neighbour moves at all. */
    private static final double SOFTEST = 1e-9;

    private static final int MOST_ROUNDS = 150;
    private static final int FEWEST_ROUNDS = 20;

    /** How often all bodies of a level may be moved, together. */
    private static final int MOVES = 600_000;

    /** Steps, in edges as long as they are on the average. */
    private static final double FIRST_STEP = 1;

    private static final double LAST_STEP = 0.02;

    /** A coarser graph that has more than this of the vertices is not worth it. */
    private static final double COARSER = 0.9;

    private final Runnable check;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private ForceLayout(Runnable check) {
        this.check = check;
    }

    static Positions of(IntGraph graph, Runnable check) {
        return Parts.drawn(graph.undirected().simple(), (part, _) -> new ForceLayout(check).drawn(part));
    }

    /**
     * A graph at one of its levels.
     *
     * @param graph each of whose edges weighs as much as there are of the finest between its ends
     * @param masses of the bodies: how many of the finest each is
     */
    private record Level(IntGraph graph, double[] masses) {}

    private Positions drawn(IntGraph part) {
        double[] ones = new double[part.vertices()];
        Arrays.fill(ones, 1);
        List<Level> levels = new ArrayList<>(List.of(new Level(part, ones)));
        List<int[]> bodies = new ArrayList<>();
        while (levels.getLast().graph().vertices() > 1) {
            check.run();
            Level fine = levels.getLast();
            int[] body = gathered(fine.graph());
            Level coarse = coarser(fine, body);
            if (coarse.graph().vertices() > COARSER * fine.graph().vertices()) {
                break;
            }
            levels.add(coarse);
            bodies.add(body);
        }
        Positions positions = scattered(levels.getLast());
        rest(levels.getLast(), positions);
        for (int i = bodies.size() - 1; i >= 0; i--) {
            positions = finer(bodies.get(i), levels.get(i + 1).masses(), positions);
            rest(levels.get(i), positions);
        }
        return positions;
    }

    /** The body of each vertex: that of the one with most neighbours among those that it stands beside and that are not taken yet. */
    private static int[] gathered(IntGraph graph) {
        int[] body = new int[graph.vertices()];
        Arrays.fill(body, -1);
        long[] byDegree = new long[graph.vertices()];
        Arrays.setAll(byDegree, vertex -> ((long) -graph.out().size(vertex) << Integer.SIZE) + vertex);
        Arrays.sort(byDegree);
        int bodies = 0;
        for (long entry : byDegree) {
            int vertex = (int) entry;
            if (body[vertex] >= 0) {
                continue;
            }
            body[vertex] = bodies;
            for (int at = graph.out().offsets()[vertex]; at < graph.out().offsets()[vertex + 1]; at++) {
                int neighbour = graph.out().neighbours()[at];
                if (body[neighbour] < 0) {
                    body[neighbour] = bodies;
                }
            }
            bodies++;
        }
        return body;
    }

    private static Level coarser(Level fine, int[] body) {
        double[] masses = new double[Arrays.stream(body).max().orElseThrow() + 1];
        for (int vertex = 0; vertex < body.length; vertex++) {
            masses[body[vertex]] += fine.masses()[vertex];
        }
        IntGraph graph = fine.graph();
        int[] sources = new int[graph.edges()];
        int[] targets = new int[graph.edges()];
        double[] weights = new double[graph.edges()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            sources[edge] = body[graph.source(edge)];
            targets[edge] = body[graph.target(edge)];
            weights[edge] = graph.weight(edge);
        }
        return new Level(
                IntGraph.of(masses.length, sources, targets, weights, false).simple(), masses);
    }

    private Positions scattered(Level level) {
        Positions positions = Positions.unset(level.masses().length);
        double side = Math.sqrt(Arrays.stream(level.masses()).sum());
        for (int body = 0; body < positions.size(); body++) {
            positions.x()[body] = random.nextDouble(side);
            positions.y()[body] = random.nextDouble(side);
        }
        return positions;
    }

    /** Each around where its body was, within the area that is due to that. */
    private Positions finer(int[] body, double[] masses, Positions before) {
        Positions positions = Positions.unset(body.length);
        for (int vertex = 0; vertex < body.length; vertex++) {
            double reach = Math.sqrt(masses[body[vertex]]) / 2;
            positions.x()[vertex] = before.x()[body[vertex]] + random.nextDouble(-reach, reach);
            positions.y()[vertex] = before.y()[body[vertex]] + random.nextDouble(-reach, reach);
        }
        return positions;
    }

    private void rest(Level level, Positions positions) {
        IntGraph graph = level.graph();
        if (graph.edges() == 0) {
            return;
        }
        double[] x = positions.x();
        double[] y = positions.y();
        double[] movesX = new double[x.length];
        double[] movesY = new double[x.length];
        var tree = new QuadTree(x, y, level.masses());
        int rounds = Math.clamp(MOVES / x.length, FEWEST_ROUNDS, MOST_ROUNDS);
        double shrinking = Math.pow(LAST_STEP / FIRST_STEP, 1.0 / rounds);
        double relative = FIRST_STEP;
        for (int round = 0; round < rounds; round++) {
            check.run();
            double step = relative * averageLength(graph, positions);
            relative *= shrinking;
            tree.build();
            for (int body : tree.bodies()) {
                tree.repel(body);
                double repulsion = REPULSION * level.masses()[body];
                double forceX = repulsion * tree.forceX();
                double forceY = repulsion * tree.forceY();
                double stiffness = 0;
                for (int at = graph.out().offsets()[body]; at < graph.out().offsets()[body + 1]; at++) {
                    int neighbour = graph.out().neighbours()[at];
                    double dx = x[neighbour] - x[body];
                    double dy = y[neighbour] - y[body];
                    double pull = graph.weight(graph.out().edges()[at]) * Math.sqrt(dx * dx + dy * dy);
                    forceX += pull * dx;
                    forceY += pull * dy;
                    stiffness += pull;
                }
                double eagerness = EAGERNESS / Math.max(stiffness, SOFTEST);
                double wanted = eagerness * Math.sqrt(forceX * forceX + forceY * forceY);
                double share = wanted > step ? eagerness * step / wanted : eagerness;
                movesX[body] = share * forceX;
                movesY[body] = share * forceY;
            }
            for (int body = 0; body < x.length; body++) {
                x[body] += movesX[body];
                y[body] += movesY[body];
            }
        }
    }

    private static double averageLength(IntGraph graph, Positions positions) {
        double sum = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            double dx = positions.x()[graph.source(edge)] - positions.x()[graph.target(edge)];
            double dy = positions.y()[graph.source(edge)] - positions.y()[graph.target(edge)];
            sum += Math.sqrt(dx * dx + dy * dy);
        }
        return sum / graph.edges();
    }
}
