package spoor.analysis.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuadTreeTest {
    @Test
    void forces_areAboutThoseBetweenAllPairs() {
        var random = new SplittableRandom(7);
        double[] x = random.doubles(500).map(each -> each * each).toArray();
        double[] y = random.doubles(500).toArray();
        double[] masses = random.doubles(500, 0.5, 3).toArray();
        var tree = new QuadTree(x, y, masses);
        tree.build();

        double error = 0;
        double strength = 0;
        for (int body = 0; body < x.length; body++) {
            tree.repel(body);
            double forceX = 0;
            double forceY = 0;
            for (int other = 0; other < x.length; other++) {
                double dx = x[body] - x[other];
                double dy = y[body] - y[other];
                double squared = dx * dx + dy * dy;
                forceX += other == body ? 0 : masses[other] * dx / squared;
                forceY += other == body ? 0 : masses[other] * dy / squared;
            }
            error += Math.hypot(tree.forceX() - forceX, tree.forceY() - forceY);
            strength += Math.hypot(forceX, forceY);
        }
        assertThat(error / strength).isLessThan(0.05);
    }

    @Test
    void twoBodies_repelEachOtherByTheOthersMassOverTheDistance() {
        var tree = new QuadTree(new double[] {0, 4}, new double[] {0, 3}, new double[] {1, 10});
        tree.build();

        tree.repel(0);
        assertThat(tree.forceX()).isCloseTo(-10 * 4 / 25.0, within(1e-12));
        assertThat(tree.forceY()).isCloseTo(-10 * 3 / 25.0, within(1e-12));
        tree.repel(1);
        assertThat(tree.forceX()).isCloseTo(4 / 25.0, within(1e-12));
    }

    @Test
    void bodiesAtOnePlace_areOneToTheOthersAndNothingToEachOther() {
        double[] x = {1, 1, 1, 3};
        double[] y = {1, 1, 1, 1};
        double[] masses = {1, 1, 1, 1};
        var tree = new QuadTree(x, y, masses);
        tree.build();

        tree.repel(3);
        assertThat(tree.forceX()).isCloseTo(1.5, within(1e-12));
        tree.repel(0);
        assertThat(tree.forceX()).isCloseTo(-0.5, within(1e-12));
        assertThat(tree.forceY()).isZero();
    }

    @Test
    void tree_canBeBuiltAgain() {
        double[] x = {0, 1};
        var tree = new QuadTree(x, new double[] {0, 0}, new double[] {1, 1});
        tree.build();
        x[1] = 2;
        tree.build();

        tree.repel(0);
        assertThat(tree.forceX()).isCloseTo(-0.5, within(1e-12));
        Arrays.fill(x, 0);
        tree.build();
        tree.repel(0);
        assertThat(tree.forceX()).isZero();
    }
}
