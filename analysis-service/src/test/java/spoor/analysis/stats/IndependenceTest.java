package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static spoor.analysis.stats.Numbers.assertClose;
import static spoor.analysis.stats.Numbers.assertNumber;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spoor.request.StatsResult;

/**
 * Expected figures: SciPy 1.17.1 ({@code chi2_contingency(correction=False)}, {@code contingency.association}, {@code fisher_exact}, {@code
 * contingency.odds_ratio(kind='sample')}) and R 4.2.2 ({@code chisq.test()$stdres}).
 */
class IndependenceTest {
    private static final Contingency TABLE = Contingency.of(List.of(
            new Contingency.Cell("one", "a", 12),
            new Contingency.Cell("one", "b", 5),
            new Contingency.Cell("one", "c", 7),
            new Contingency.Cell("two", "a", 3),
            new Contingency.Cell("two", "b", 9),
            new Contingency.Cell("two", "c", 14)));

    @Test
    void chiSquare_agreesWithSciPy() {
        Finding finding = Independence.chiSquare("row", "column", TABLE);

        assertThat(finding.n()).isEqualTo(50);
        assertNumber(finding, "chiSquare", 8.810286935286934);
        assertNumber(finding, "degreesOfFreedom", 2);
        assertNumber(finding, "pValue", 0.012214353924559529);
        assertNumber(finding, "cramersV", 0.41976867284939057);
        assertNumber(finding, "leastExpected", 6.72);
        assertThat(finding.warnings()).isEmpty();
        assertThat(finding.interpretation()).isEqualTo("row depends on column (Cramér's V 0.4198, p = 0.01221)");
    }

    @Test
    void parts_areTheCellsThatDeviateMost() {
        Finding finding = Independence.chiSquare("row", "column", TABLE);

        assertThat(finding.parts())
                .extracting(StatsResult.Part::name)
                .containsExactly("one · a", "two · a", "one · c", "two · c", "one · b", "two · b");
        Map<String, Double> first = finding.parts().getFirst().numbers();
        assertClose(first.get("events"), "events", 12);
        assertClose(first.get("expected"), "expected", 7.2);
        assertClose(first.get("residual"), "residual", 2.9649972666444);
    }

    @Test
    void gTest_agreesWithSciPy() {
        Finding finding = Independence.gTest("row", "column", TABLE);

        assertNumber(finding, "g", 9.239845221634088);
        assertNumber(finding, "pValue", 0.009853558590529648);
    }

    @Test
    void smallExpectedCounts_areAWarning() {
        Finding finding = Independence.chiSquare(
                "row",
                "column",
                Contingency.of(List.of(
                        new Contingency.Cell("one", "a", 3),
                        new Contingency.Cell("two", "a", 1),
                        new Contingency.Cell("two", "b", 2))));

        assertThat(finding.warnings())
                .containsExactly("4 of 4 cells expect fewer than 5 events: p can't be trusted; 'fisher' is exact");
    }

    @Test
    void oneRow_isNoTable() {
        Contingency table = Contingency.of(List.of(
                new Contingency.Cell("one", "a", 3),
                new Contingency.Cell("one", "b", 3),
                new Contingency.Cell("two", "b", 0)));

        assertThat(Independence.chiSquare("row", "column", table).warnings())
                .containsExactly("row has 1 values and column has 2: a test needs two of each");
        assertThat(Independence.gTest("row", "column", Contingency.of(List.of()))
                        .numbers())
                .isEmpty();
    }

    @Test
    void fisher_agreesWithSciPy() {
        Finding finding = Independence.fisher("r", "c", 8, 2, 1, 5, 0.95);

        assertNumber(finding, "oddsRatio", 20);
        assertNumber(finding, "oddsRatioLow", 1.4161851393939529);
        assertNumber(finding, "oddsRatioHigh", 282.44894602634895);
        assertNumber(finding, "pValue", 0.034965034965034975);
        assertNumber(Independence.fisher("r", "c", 0, 10, 12, 4, 0.95), "pValue", 0.00020087598496536444);
        assertThat(Independence.fisher("r", "c", 120, 40, 30, 9000, 0.95)
                        .numbers()
                        .get("pValue"))
                .isCloseTo(8.984183116112485e-208, withinPercentage(1e-6));
    }

    @Test
    void emptyCell_hasAnIntervalAndAWarning() {
        Finding finding = Independence.fisher("r", "c", 10, 0, 4, 12, 0.95);

        assertThat(finding.numbers().get("oddsRatio")).isInfinite();
        assertThat(finding.numbers().get("oddsRatioLow")).isGreaterThan(1);
        assertThat(finding.warnings()).containsExactly("The odds ratio is infinite: no event is in one of the cells");
    }

    @Test
    void emptyMargin_isNoTable() {
        assertThat(Independence.fisher("r", "c", 0, 0, 4, 12, 0.95).numbers()).isEmpty();
        assertThat(Independence.fisher("r", "c", 4, 0, 12, 0, 0.95).numbers()).isEmpty();
    }
}
