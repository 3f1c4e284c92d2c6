package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static spoor.analysis.stats.Numbers.assertNumber;
import static spoor.analysis.stats.Numbers.number;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1, {@code stats.entropy(base=2)}, {@code spatial.distance.jensenshannon(base=2)}. */
class SpreadTest {
    private static final Map<String, Long> ONE = Map.of("a", 30L, "b", 12L, "c", 5L, "d", 3L);
    private static final Map<String, Long> OTHER = Map.of("a", 20L, "b", 22L, "d", 6L, "e", 2L);

    @Test
    void entropy_agreesWithSciPy() {
        Finding finding = Spread.entropy("field", ONE);

        assertNumber(finding, "entropy", 1.5120402727045308);
        assertNumber(finding, "evenness", 1.5120402727045308 / 2);
        assertNumber(finding, "distinct", 4);
    }

    @Test
    void divergence_agreesWithSciPy() {
        Finding finding = Spread.divergence("field", ONE, OTHER, 0.5);

        assertNumber(finding, "kullbackLeibler", 0.4118534169837878);
        assertNumber(finding, "kullbackLeiblerReverse", 0.3278054604678163);
        assertNumber(finding, "jensenShannon", 0.11341116786939039);
        assertNumber(finding, "jensenShannonDistance", 0.33676574628276906);
        assertThat(finding.parts().getFirst().name()).isEqualTo("c");
    }

    @Test
    void withoutSmoothing_whatTheOtherNeverHas_isInfinitelySurprising() {
        Finding finding = Spread.divergence("field", ONE, OTHER, 0);

        assertThat(number(finding, "kullbackLeibler")).isInfinite();
        assertThat(number(finding, "kullbackLeiblerReverse")).isInfinite();
        assertNumber(finding, "jensenShannon", 0.11341116786939039);
        assertThat(finding.warnings()).hasSize(2);
    }

    @Test
    void extremes_areZeroAndOne() {
        assertNumber(Spread.divergence("field", ONE, ONE, 0), "jensenShannon", 0);
        assertNumber(Spread.divergence("field", ONE, ONE, 0), "kullbackLeibler", 0);
        assertNumber(Spread.divergence("field", Map.of("x", 3L), ONE, 0), "jensenShannon", 1);
    }

    @Test
    void nothingAndOneValue_areSaid() {
        assertThat(Spread.entropy("field", Map.of()).warnings()).containsExactly("No event has a value in field");
        assertThat(Spread.divergence("field", ONE, Map.of(), 1).numbers()).isEmpty();
        Finding one = Spread.entropy("field", Map.of("a", 7L));
        assertNumber(one, "entropy", 0);
        assertThat(number(one, "evenness")).isNaN();
    }
}
