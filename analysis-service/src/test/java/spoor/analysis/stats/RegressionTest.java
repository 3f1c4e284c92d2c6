package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static spoor.analysis.stats.Numbers.assertClose;
import static spoor.analysis.stats.Numbers.assertNumber;
import static spoor.analysis.stats.Numbers.part;
import static spoor.analysis.stats.Numbers.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected figures: R 4.2.2, {@code lm}, {@code glm(family = binomial, control = glm.control(epsilon = 1e-14))}. */
class RegressionTest {
    private static final Sample SIZE =
            new Sample("size", new double[] {100, 220, 150, 90, 310, 180, 260, 120, 140, 330, 200, 280});
    private static final boolean[] OUTCOME = {
        false, false, false, true, false, true, false, true, true, true, false, true
    };

    @Test
    void linear_agreesWithR() {
        Finding finding = Regression.linear(Numbers.y(), List.of(Numbers.x(), SIZE), 0.95);

        assertNumber(finding, "rSquared", 0.863849371881539);
        assertNumber(finding, "adjustedRSquared", 0.833593676744104);
        assertNumber(finding, "residualStandardError", 0.771144008202526);
        assertNumber(finding, "f", 28.551628642393666);
        assertNumber(finding, "pValue", 0.000126790998402879);
        assertTerm(part(finding, "(intercept)"), 0.2440451291133693, 0.7384410393350487, 0.7485956214849023);
        assertTerm(part(finding, "x"), 0.7818502664174468, 0.10478913015585861, 0.000038465695184657);
        assertTerm(part(finding, "size"), 0.000740488789129661, 0.00284993359995744, 0.8008436534906757);
        assertClose(part(finding, "x").get("low"), "low", 0.5448007850519778);
        assertClose(part(finding, "x").get("high"), "high", 1.0188997477829158);
    }

    @Test
    void collinearConstantAndTooFew_areSaid() {
        Sample doubled = new Sample(
                "doubled",
                Arrays.stream(Numbers.x().values()).map(x -> 2 * x + 1).toArray());

        assertThat(Regression.linear(Numbers.y(), List.of(Numbers.x(), doubled), 0.95)
                        .warnings())
                .singleElement()
                .asString()
                .endsWith("follows from the other fields: leave it out");
        assertThat(Regression.linear(sample(1, 2, 3, 4), List.of(new Sample("c", new double[4])), 0.95)
                        .warnings())
                .containsExactly("All values of c are the same: nothing can depend on it");
        assertThat(Regression.linear(sample(1, 1, 1, 1), List.of(sample(1, 2, 3, 4)), 0.95)
                        .warnings())
                .containsExactly("All values of x are the same: there is nothing to explain");
        assertThat(Regression.linear(sample(1, 2), List.of(sample(1, 2)), 0.95).warnings())
                .containsExactly("2 events have all fields; 2 terms need more");
    }

    @Test
    void logistic_agreesWithR() {
        Finding finding = LogisticRegression.of("it", OUTCOME, List.of(Numbers.x(), SIZE), 0.95);

        assertNumber(finding, "deviance", 8.03386078362386);
        assertNumber(finding, "nullDeviance", 16.63553233343869);
        assertNumber(finding, "aic", 14.03386078362386);
        assertNumber(finding, "converged", 1);
        assertNumber(finding, "separated", 0);
        assertTerm(part(finding, "(intercept)"), -3.3450306984135896, 2.748447740812701, 0.223580711195599);
        assertTerm(part(finding, "x"), 1.8486907158868306, 1.190619311802050, 0.120491588226097);
        assertTerm(part(finding, "size"), -0.0215615973881531, 0.020961068748405, 0.303644307456828);
        assertClose(part(finding, "x").get("low"), "low", -0.4848802545430519);
        assertClose(part(finding, "x").get("high"), "high", 4.182261686316713);
    }

    @Test
    void hugeNumbers_doNotDisturb() {
        Sample bytes = new Sample(
                "bytes", Arrays.stream(SIZE.values()).map(x -> x * 1e9 + 1e13).toArray());

        Finding finding = LogisticRegression.of("it", OUTCOME, List.of(Numbers.x(), bytes), 0.95);

        assertThat(finding.numbers().get("deviance")).isCloseTo(8.03386078362386, within(1e-9));
        assertThat(part(finding, "bytes").get("estimate")).isCloseTo(-0.0215615973881531e-9, within(1e-16));
    }

    @Test
    void separation_isTold() {
        boolean[] outcome = {false, false, false, true, true, true};
        Finding whole = LogisticRegression.of("it", outcome, List.of(sample(1, 2, 3, 4, 5, 6)), 0.95);
        Finding edge = LogisticRegression.of("it", outcome, List.of(sample(1, 2, 3, 3, 5, 6)), 0.95);

        assertNumber(whole, "separated", 1);
        assertThat(whole.interpretation()).isEqualTo("x tells without fail whether an event matches it");
        assertNumber(edge, "separated", 1);
        assertThat(edge.warnings()).anyMatch(warning -> warning.contains("on their way to infinity"));
    }

    @Test
    void outcomesThatCantBeExplained_areSaid() {
        boolean[] never = new boolean[4];
        boolean[] sometimes = {true, false, true, false};

        assertThat(LogisticRegression.of("it", never, List.of(sample(1, 2, 3, 4)), 0.95)
                        .warnings())
                .containsExactly("0 of 4 events match it: some must, and some not");
        assertThat(LogisticRegression.of("it", new boolean[0], List.of(sample()), 0.95)
                        .warnings())
                .containsExactly("0 events have all fields; 2 terms need more");
        assertThat(LogisticRegression.of("it", sometimes, List.of(sample(1, 1, 1, 1)), 0.95)
                        .warnings())
                .containsExactly("All values of x are the same: nothing can depend on it");
        assertThat(LogisticRegression.of("it", sometimes, List.of(sample(1, 2, 3, 5), sample(2, 4, 6, 10)), 0.95)
                        .warnings())
                .containsExactly("A field of x follows from the others: leave it out");
    }

    private static void assertTerm(Map<String, Double> term, double estimate, double error, double p) {
        assertClose(term.get("estimate"), "estimate", estimate);
        assertClose(term.get("standardError"), "standardError", error);
        assertClose(term.get("pValue"), "pValue", p);
    }
}
