package spoor.analysis.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import spoor.analysis.graph.GoldenPaths.Golden;
import spoor.request.GraphRequest.Around.Direction;

class AroundTest {
    /** 0 → 1 → 2 → 3, 3 → 3, 4 apart. */
    private static final IntGraph CHAIN =
            IntGraph.of(5, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 3}, new double[4], true);

    @ParameterizedTest
    @EnumSource(Direction.class)
    void hops_areThoseOfNetworkX(Direction direction) throws IOException {
        for (Golden golden : GoldenPaths.all()) {
            int[] expected = new int[golden.vertices()];
            Arrays.fill(expected, Around.BEYOND);
            for (List<Integer> entry : golden.around().get(direction)) {
                expected[entry.get(0)] = entry.get(1);
            }

            assertThat(Around.hops(golden.graph(), new int[] {golden.source()}, 2, direction))
                    .isEqualTo(expected);
        }
    }

    @Test
    void severalCentres_countFromTheNearest() {
        assertThat(Around.hops(CHAIN, new int[] {0, 2, 0}, 1, Direction.out)).containsExactly(0, 1, 0, 1, -1);
    }

    @Test
    void manyHops_areAllThatIsReached() {
        assertThat(Around.hops(CHAIN, new int[] {3}, Integer.MAX_VALUE, Direction.in))
                .containsExactly(3, 2, 1, 0, -1);
    }

    @Test
    void noHopOrNoCentre_reachesNothingElse() {
        assertThat(Around.hops(CHAIN, new int[] {1}, 0, Direction.both)).containsExactly(-1, 0, -1, -1, -1);
        assertThat(Around.hops(CHAIN, new int[] {}, 9, Direction.both)).containsOnly(-1);
    }
}
