package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static spoor.analysis.stats.Numbers.part;
import static spoor.analysis.stats.Numbers.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spoor.request.StatsResult;
import spoor.request.StatsTest.Fit.Distribution;

/** Expected figures: SciPy 1.17.1, {@code fit(floc=0)}, {@code logpdf}, {@code kstest}. */
class FitsTest {
    /** SciPy's own maximum of the likelihood is no closer. */
    private static final double OF_PARAMETERS = 1e-4;

    private static final double OF_LIKELIHOOD = 1e-7;

    private static final Sample SAMPLE = sample(
            0.31, 1.22, 0.84, 2.55, 0.17, 3.9, 1.48, 0.66, 5.2, 1.05, 0.93, 2.1, 0.42, 1.75, 0.58, 7.3, 1.31, 0.75, 2.8,
            1.12);

    @Test
    void fits_agreeWithSciPyAndAreOrderedByAic() {
        Finding finding = Fits.of(SAMPLE, List.of());

        assertFit(
                finding,
                "normal",
                Map.of("mean", 1.822, "standardDeviation", 1.75953857587721),
                83.35960540337592,
                0.22705657413923);
        assertFit(
                finding,
                "logNormal",
                Map.of("mu", 0.1991162602, "sigma", 0.9127513723),
                65.07052154024231,
                0.0690376631281444);
        assertFit(finding, "exponential", Map.of("mean", 1.822), 65.99739195351067, 0.1226383747297014);
        assertFit(
                finding,
                "gamma",
                Map.of("shape", 1.3905481, "scale", 1.3102747),
                66.78296550522137,
                0.1304785193516925);
        assertFit(
                finding,
                "weibull",
                Map.of("shape", 1.1475277, "scale", 1.9238698),
                67.35488402012845,
                0.1270741926731823);
        assertFit(
                finding,
                "pareto",
                Map.of("shape", 0.507337855133017, "scale", 0.17),
                79.10777506790672,
                0.3134631679256421);
        assertThat(finding.parts())
                .extracting(StatsResult.Part::name)
                .containsExactly("logNormal", "exponential", "gamma", "weibull", "pareto", "normal");
        assertThat(finding.interpretation()).startsWith("Of 6 distributions the logNormal one fits x best (AIC 65.07)");
    }

    @Test
    void hugeNumbers_areFittedToo() {
        Sample bytes = new Sample(
                "bytes", Arrays.stream(SAMPLE.values()).map(x -> x * 1e12).toArray());

        Finding finding = Fits.of(bytes, List.of(Distribution.WEIBULL, Distribution.GAMMA));

        assertThat(part(finding, "weibull").get("shape")).isCloseTo(1.1475277, within(OF_PARAMETERS));
        assertThat(part(finding, "gamma").get("shape")).isCloseTo(1.3905481, within(OF_PARAMETERS));
    }

    @Test
    void zeroAndNegative_leaveOutWhatIsOfPositiveNumbers() {
        assertThat(Fits.of(sample(0, 1, 2, 5), List.of()).parts())
                .extracting(StatsResult.Part::name)
                .containsExactlyInAnyOrder("normal", "exponential");
        Finding none = Fits.of(sample(-1, 2, 3), List.of(Distribution.GAMMA, Distribution.LOG_NORMAL));
        assertThat(none.parts()).isEmpty();
        assertThat(none.warnings())
                .contains(
                        "Not fitted, since they are of positive numbers that do not all lie close together: gamma, logNormal");
    }

    @Test
    void nothingAndConstant_areSaid() {
        assertThat(Fits.of(sample(), List.of()).warnings()).containsExactly("No event has a number in x");
        assertThat(Fits.of(sample(3, 3, 3), List.of()).warnings())
                .containsExactly("All values of x are the same: no distribution can be fitted");
    }

    @Test
    void valuesThatLieCloseTogether_areFittedByWhatCanBe() {
        Finding finding =
                Fits.of(sample(1_600_000_000, 1_600_000_001, 1_600_000_003, 1_600_000_006, 1_600_000_010), List.of());

        assertThat(finding.parts()).extracting(StatsResult.Part::name).containsExactly("normal", "exponential");
    }

    private static void assertFit(Finding finding, String name, Map<String, Double> parameters, double aic, double d) {
        Map<String, Double> fitted = part(finding, name);
        parameters.forEach((parameter, value) ->
                assertThat(fitted.get(parameter)).as(name + " " + parameter).isCloseTo(value, within(OF_PARAMETERS)));
        assertThat(fitted.get("aic")).as(name + " AIC").isCloseTo(aic, within(OF_LIKELIHOOD));
        assertThat(fitted.get("d")).as(name + " D").isCloseTo(d, within(OF_PARAMETERS));
    }
}
