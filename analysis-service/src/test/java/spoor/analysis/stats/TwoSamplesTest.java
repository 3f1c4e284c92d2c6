package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static spoor.analysis.stats.Numbers.assertNumber;
import static spoor.analysis.stats.Numbers.sample;

import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1, {@code ttest_ind}, {@code mannwhitneyu}, {@code ks_2samp}. */
class TwoSamplesTest {
    /** As y, without a value that x has. */
    private static final Sample UNTIED = sample(1.25, 2.95, 2.25, 4.15, 5.05, 6.65, 2.45, 3.15, 7.75, 4.95);

    @Test
    void student_agreesWithSciPy() {
        Finding finding = TwoSamples.student(Numbers.x(), Numbers.z(), 0.95);

        assertThat(finding.n()).isEqualTo(22);
        assertNumber(finding, "t", -5.846598467364489);
        assertNumber(finding, "degreesOfFreedom", 20);
        assertNumber(finding, "pValue", 1.0157653283631623e-05);
        assertNumber(finding, "differenceLow", -16.10048450890908);
        assertNumber(finding, "differenceHigh", -7.632848824424254);
        assertNumber(finding, "cohensD", -2.5033639035787982); // NumPy 2.4.6, by its formula
        assertThat(finding.warnings()).contains("The selections vary very differently: 'welch' allows for that");
    }

    @Test
    void welch_agreesWithSciPy() {
        Finding finding = TwoSamples.welch(Numbers.x(), Numbers.z(), 0.95);

        assertNumber(finding, "t", -5.416966011480071);
        assertNumber(finding, "degreesOfFreedom", 10.713785455022323);
        assertNumber(finding, "pValue", 0.00023149514805542574);
        assertNumber(finding, "differenceLow", -16.704012661991783);
        assertNumber(finding, "differenceHigh", -7.029320671341551);
        assertThat(finding.interpretation())
                .isEqualTo("The mean of x is smaller by 11.87 in the selection: 4.733 against 16.6 (p = 0.0002315)");
    }

    @Test
    void mannWhitney_agreesWithSciPy() {
        Finding exact = TwoSamples.mannWhitney(Numbers.x(), UNTIED);
        Finding tied = TwoSamples.mannWhitney(Numbers.tiedX(), Numbers.tiedY());

        assertNumber(exact, "u", 71);
        assertNumber(exact, "pValue", 0.49650658938584646);
        assertNumber(exact, "superiority", 71 / 120.0);
        assertNumber(tied, "u", 48);
        assertNumber(tied, "pValue", 0.908126028798736);
        assertThat(tied.warnings()).contains("There are equal values: p is by an approximation that allows for them");
    }

    @Test
    void kolmogorovSmirnov_agreesWithSciPy() {
        Finding alike = TwoSamples.kolmogorovSmirnov(Numbers.x(), UNTIED);
        Finding apart = TwoSamples.kolmogorovSmirnov(Numbers.x(), Numbers.z());

        assertNumber(alike, "d", 0.25);
        assertNumber(alike, "pValue", 0.7955589302338527);
        assertNumber(apart, "d", 1);
        assertNumber(apart, "pValue", 3.0928823498482945e-06);
    }

    @Test
    void tooFew_areSaid() {
        assertThat(TwoSamples.student(sample(1), sample(1, 2), 0.95).warnings())
                .containsExactly("Each selection must have 2 values of x at least; they have 1 and 2");
        assertThat(TwoSamples.welch(sample(), sample(), 0.95).numbers()).isEmpty();
        assertThat(TwoSamples.mannWhitney(sample(), sample(1)).numbers()).isEmpty();
        assertThat(TwoSamples.kolmogorovSmirnov(sample(1), sample(1)).numbers()).isEmpty();
    }

    @Test
    void constants_haveNoTButADifference() {
        Finding finding = TwoSamples.welch(sample(1, 1, 1), sample(3, 3), 0.95);

        assertNumber(finding, "difference", -2);
        assertThat(finding.numbers()).doesNotContainKey("pValue");
        assertThat(finding.warnings()).anyMatch(warning -> warning.startsWith("All values of each selection"));
    }

    @Test
    void allEqual_isNoDifference() {
        assertNumber(TwoSamples.mannWhitney(sample(1, 1, 1), sample(1, 1)), "pValue", 1);
        assertNumber(TwoSamples.mannWhitney(sample(1), sample(2)), "pValue", 1);
        assertNumber(TwoSamples.kolmogorovSmirnov(sample(1, 1, 1), sample(1, 1)), "pValue", 1);
    }
}
