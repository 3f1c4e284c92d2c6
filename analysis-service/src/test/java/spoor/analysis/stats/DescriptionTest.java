package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static spoor.analysis.stats.Numbers.assertNumber;
import static spoor.analysis.stats.Numbers.number;
import static spoor.analysis.stats.Numbers.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expected figures: NumPy 2.4.6 ({@code quantile}, {@code std(ddof=1)}) and SciPy 1.17.1 ({@code skew(bias=False)}, {@code
 * kurtosis(bias=False)}, {@code t.interval}, {@code quantile_test(…).confidence_interval()}, {@code median_abs_deviation}).
 */
class DescriptionTest {
    @Test
    void sample_isDescribedAsByOtherTools() {
        Finding finding = Description.of(Numbers.x(), 0.95);

        assertThat(finding.n()).isEqualTo(12);
        assertNumber(finding, "mean", 4.733333333333333);
        assertNumber(finding, "meanLow", 3.312517419391242);
        assertNumber(finding, "meanHigh", 6.154149247275425);
        assertNumber(finding, "standardError", 0.6455363442263896);
        assertNumber(finding, "standardDeviation", 2.2362034926647576);
        assertNumber(finding, "variance", 5.000606060606061);
        assertNumber(finding, "skewness", 0.6008959441414008);
        assertNumber(finding, "kurtosis", -0.28658831377387806);
        assertNumber(finding, "sum", 56.8);
        assertNumber(finding, "min", 1.9);
        assertNumber(finding, "q05", 2.01);
        assertNumber(finding, "q25", 3.15);
        assertNumber(finding, "median", 4.6);
        assertNumber(finding, "medianLow", 2.7);
        assertNumber(finding, "medianHigh", 6.2);
        assertNumber(finding, "q75", 5.75);
        assertNumber(finding, "q95", 8.385);
        assertNumber(finding, "q99", 8.957);
        assertNumber(finding, "max", 9.1);
        assertNumber(finding, "medianAbsoluteDeviation", 1.45);
        assertThat(finding.interpretation())
                .isEqualTo("Half of x is below 4.6, and its mean is 4.733 (at 95 % between 3.313 and 6.154)");
    }

    @Test
    void lowerLevel_hasANarrowerInterval() {
        Finding finding = Description.of(Numbers.x(), 0.90);

        assertNumber(finding, "meanLow", 3.574024412815452);
        assertNumber(finding, "meanHigh", 5.892642253851214);
    }

    @Test
    void nothing_isSaid() {
        Finding finding = Description.of(sample(), 0.95);

        assertThat(finding.numbers()).isEmpty();
        assertThat(finding.warnings()).containsExactly("No event has a number in x");
    }

    @Test
    void oneValue_hasNoSpread() {
        Finding finding = Description.of(sample(3), 0.95);

        assertNumber(finding, "mean", 3);
        assertNumber(finding, "median", 3);
        assertThat(number(finding, "standardDeviation")).isNaN();
        assertThat(number(finding, "meanLow")).isNaN();
        assertThat(number(finding, "medianLow")).isNaN();
    }

    @Test
    void constant_hasASpreadOfZeroAndNoShape() {
        Finding finding = Description.of(sample(3, 3, 3, 3, 3, 3, 3), 0.95);

        assertNumber(finding, "standardDeviation", 0);
        assertNumber(finding, "meanLow", 3);
        assertThat(number(finding, "skewness")).isNaN();
        assertThat(finding.warnings()).contains("All values are the same");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFinite_isRefused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> sample(1, value));
    }
}
