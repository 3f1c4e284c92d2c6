package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import spoor.request.StatsTest.Adjust.Correction;

/** Expected figures: R 4.2.2, {@code p.adjust}. */
class AdjustmentTest {
    private static final double[] P = {0.205, 0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.212, 0.216};

    @Test
    void bonferroni_agreesWithR() {
        assertThat(Adjustment.bonferroni(P))
                .containsExactly(new double[] {1, 0.01, 0.08, 0.39, 0.41, 0.42, 0.6, 0.74, 1, 1}, within(1e-12));
    }

    @Test
    void holm_agreesWithR() {
        assertThat(Adjustment.holm(P))
                .containsExactly(
                        new double[] {0.615, 0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615},
                        within(1e-12));
    }

    @Test
    void benjaminiHochberg_agreesWithR() {
        assertThat(Adjustment.benjaminiHochberg(P, P.length))
                .containsExactly(
                        new double[] {0.216, 0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714285714286, 0.216, 0.216},
                        within(1e-12));
    }

    @Test
    void hypothesesThatAreNotHere_countAsOne() {
        double[] all = {0.001, 0.02, 1, 1};

        assertThat(Adjustment.benjaminiHochberg(new double[] {0.001, 0.02}, 4))
                .containsExactly(Adjustment.benjaminiHochberg(all, 4)[0], Adjustment.benjaminiHochberg(all, 4)[1]);
    }

    @Test
    void none_areNone() {
        assertThat(Adjustment.of(List.of(), Correction.HOLM).parts()).isEmpty();
        assertThat(Adjustment.of(List.of(0.01, 0.9), Correction.BONFERRONI).interpretation())
                .isEqualTo("1 of 2 are below 0.05 after the correction");
    }

    @Test
    void whatIsNoProbability_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Adjustment.holm(new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> Adjustment.bonferroni(new double[] {1.1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adjustment.benjaminiHochberg(new double[] {0.5, -0.1}, 2));
    }
}
