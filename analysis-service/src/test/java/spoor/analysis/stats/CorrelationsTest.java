package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static spoor.analysis.stats.Numbers.assertNumber;
import static spoor.analysis.stats.Numbers.number;
import static spoor.analysis.stats.Numbers.sample;

import org.junit.jupiter.api.Test;

/** Expected figures: SciPy 1.17.1, {@code pearsonr}, {@code spearmanr}, {@code kendalltau(method='asymptotic')}. */
class CorrelationsTest {
    @Test
    void pearson_agreesWithSciPy() {
        Finding finding = Correlations.pearson(Numbers.x(), Numbers.y(), 0.95);

        assertNumber(finding, "coefficient", 0.9288854032332933);
        assertNumber(finding, "pValue", 1.2701690592738835e-05);
        assertNumber(finding, "low", 0.7602812114626852);
        assertNumber(finding, "high", 0.9802347952716662);
        assertThat(finding.interpretation()).isEqualTo("The larger x, the larger y (Pearson's r 0.9289, p < 0.0001)");
    }

    @Test
    void ties_agreeWithSciPy() {
        Finding pearson = Correlations.pearson(Numbers.tiedX(), Numbers.tiedY(), 0.95);
        Finding spearman = Correlations.spearman(Numbers.tiedX(), Numbers.tiedY(), 0.95);
        Finding kendall = Correlations.kendall(Numbers.tiedX(), Numbers.tiedY());

        assertNumber(pearson, "coefficient", 0.8017837257372733);
        assertNumber(pearson, "pValue", 0.005276107935870716);
        assertNumber(spearman, "coefficient", 0.8375163579011119);
        assertNumber(spearman, "pValue", 0.002494158878890565);
        assertNumber(kendall, "coefficient", 0.7161039575709525);
        assertNumber(kendall, "pValue", 0.007035373692241179);
        assertNumber(kendall, "z", 2.695165217018); // R 4.2.2, cor.test(method="kendall", exact=FALSE)
    }

    @Test
    void ranks_agreeWithSciPy() {
        Finding spearman = Correlations.spearman(Numbers.x(), Numbers.y(), 0.95);
        Finding kendall = Correlations.kendall(Numbers.x(), Numbers.y());

        assertNumber(spearman, "coefficient", 0.8671328671328673);
        assertNumber(spearman, "pValue", 0.00025981184986148103);
        assertNumber(kendall, "coefficient", 0.7272727272727272);
        assertNumber(kendall, "pValue", 0.0009966088437560216);
    }

    @Test
    void perfect_isCertain() {
        Finding finding = Correlations.pearson(sample(1, 2, 3, 4), sample(-2, -4, -6, -8), 0.95);

        assertNumber(finding, "coefficient", -1);
        assertNumber(finding, "pValue", 0);
        assertThat(finding.interpretation()).contains("the smaller");
    }

    @Test
    void constant_hasNoCorrelation() {
        for (Finding finding : new Finding[] {
            Correlations.pearson(sample(1, 1, 1), sample(1, 2, 3), 0.95),
            Correlations.spearman(sample(1, 1, 1), sample(1, 2, 3), 0.95),
            Correlations.kendall(sample(1, 1, 1), sample(1, 2, 3))
        }) {
            assertThat(number(finding, "coefficient")).isNaN();
            assertThat(number(finding, "pValue")).isNaN();
            assertThat(finding.warnings()).contains("All values of x are the same");
        }
    }

    @Test
    void nothingAndOnePair_haveNoCorrelation() {
        for (Sample sample : new Sample[] {sample(), sample(1)}) {
            assertThat(number(Correlations.pearson(sample, sample, 0.95), "coefficient"))
                    .isNaN();
            assertThat(number(Correlations.spearman(sample, sample, 0.95), "coefficient"))
                    .isNaN();
            assertThat(number(Correlations.kendall(sample, sample), "coefficient"))
                    .isNaN();
        }
    }

    @Test
    void twoPairs_haveACoefficientAndNoP() {
        Finding finding = Correlations.pearson(sample(1, 2), sample(1, 3), 0.95);

        assertNumber(finding, "coefficient", 1);
        assertThat(number(finding, "pValue")).isNaN();
        assertThat(number(Correlations.kendall(sample(1, 2), sample(1, 3)), "pValue"))
                .isNaN();
    }
}
