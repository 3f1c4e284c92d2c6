package spoor.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static spoor.analysis.stats.Numbers.assertClose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import spoor.request.CompareResult;

/** Expected figures: SciPy 1.17.1, {@code chi2_contingency(lambda_='log-likelihood')}, {@code fisher_exact}; NumPy 2.4.6 for the ratio. */
class ComparisonTest {
    @Test
    void effect_isTheRatioOfSharesWithItsInterval() {
        CompareResult.Effect effect = Comparison.effect(60, 100, 300, 1_000);

        assertClose(effect.selectedShare(), "share", 0.6);
        assertClose(effect.baselineShare(), "share", 0.3);
        assertClose(effect.log2Ratio(), "ratio", 1.0030958172902216);
        assertClose(effect.log2RatioLow(), "low", 1.0030958172902216 - 0.2668624504443894);
        assertClose(effect.log2RatioHigh(), "high", 1.0030958172902216 + 0.2668624504443894);
        assertClose(effect.pValue(), "p", 4.0995180518883124e-09);
    }

    @Test
    void tinyCounts_areTestedExactly() {
        assertClose(Comparison.effect(3, 100, 1, 900).pValue(), "p", 0.003608440371032757);
    }

    @Test
    void whatOccursOnce_isNewButMayBeChance() {
        CompareResult result = compare(tally("field", 100, 900, count("often", 99, 900), count("once", 1, 0)));

        CompareResult.ValueDifference once = difference(result, "once");
        assertThat(once.effect().unseen()).isTrue();
        assertThat(once.effect().log2Ratio()).isBetween(3.0, 6.0);
        assertThat(once.effect().log2RatioLow()).isLessThan(0.5);
        assertThat(once.effect().qValue()).isGreaterThan(0.05);
        assertThat(once.explanation())
                .isEqualTo(
                        "field is 'once' in 1 of 100 events (1.00 %), against none of 900 events in the baseline: new,"
                                + " but it may be chance (q = 0.1)");
    }

    @Test
    void sureEffects_comeFirstWhatThereIsMoreOfAhead() {
        CompareResult result = compare(
                tally("a", 1_000, 10_000, count("burst", 800, 100), count("rest", 200, 9_900)),
                tally("b", 1_000, 10_000, count("more", 200, 1_000), count("same", 800, 9_000), count("once", 1, 0)));

        assertThat(result.values())
                .extracting(CompareResult.ValueDifference::value)
                .containsExactly("burst", "more", "rest", "same", "once");
        assertThat(result.tested()).isEqualTo(5);
        assertThat(result.significant()).isEqualTo(4);
        assertThat(result.fields())
                .extracting(CompareResult.FieldDifference::name)
                .containsExactly("a", "b");
        assertThat(result.interpretation())
                .startsWith("4 of 5 values and edges differ beyond chance between 1000 events and 10000 others; most"
                        + " surely: a is 'burst' in 800 of 1000 events (80.0 %), against 100 of 10000 events (1.00 %) in the"
                        + " baseline: at least ");
    }

    @Test
    void edges_areListedApart() {
        CompareResult result = Comparison.of(
                100,
                1_000,
                List.of(),
                new Tally(
                        "edges",
                        2,
                        50,
                        500,
                        List.of(
                                new Tally.Count("winword.exe", "cmd.exe", 20, 0),
                                new Tally.Count("explorer.exe", "winword.exe", 30, 500))),
                List.of(),
                0.05,
                new Comparison.Limits(10, 100));

        assertThat(result.values()).isEmpty();
        assertThat(result.edges().getFirst().source()).isEqualTo("winword.exe");
        assertThat(result.edges().getFirst().explanation())
                .startsWith("winword.exe started cmd.exe in 20 of 50 process starts (40.0 %), against none of 500"
                        + " process starts in the baseline: new, at least ");
    }

    @Test
    void valuesThatAreNotGiven_countAmongTheTested() {
        Tally.Count count = new Tally.Count("v", null, 5, 0);
        Tally few = new Tally("field", 2, 100, 1_000, List.of(count));
        Tally many = new Tally("field", 1_000, 100, 1_000, List.of(count));

        double alone = compare(few).values().getFirst().effect().qValue();
        double among = compare(many).values().getFirst().effect().qValue();

        assertThat(among).isCloseTo(Math.min(1, 500 * alone), within(1e-12));
        assertThat(compare(many).tested()).isEqualTo(1_000);
    }

    @Test
    void order_doesNotDependOnTheGiven() {
        List<Tally> tallies = new ArrayList<>();
        for (String field : List.of("c", "a", "b")) {
            tallies.add(tally(field, 100, 1_000, count("x", 50, 10), count("y", 50, 990)));
        }
        CompareResult one = compare(tallies.toArray(Tally[]::new));
        Collections.reverse(tallies);
        CompareResult other = compare(tallies.toArray(Tally[]::new));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void limits_areKept() {
        Tally tally = tally("f", 100, 1_000, count("x", 50, 10), count("y", 25, 490), count("z", 25, 500));

        CompareResult perField =
                Comparison.of(100, 1_000, List.of(tally), null, List.of(), 0.05, new Comparison.Limits(1, 100));
        CompareResult inAll =
                Comparison.of(100, 1_000, List.of(tally), null, List.of(), 0.05, new Comparison.Limits(10, 2));

        assertThat(perField.values()).hasSize(1);
        assertThat(inAll.values()).hasSize(2);
        assertThat(inAll.fields().getFirst().distinct()).isEqualTo(3);
    }

    @Test
    void fieldOfOneSideOnly_isLeftOutAndSaid() {
        CompareResult result = compare(new Tally("f", 1, 7, 0, List.of(new Tally.Count("v", null, 7, 0))));

        assertThat(result.leftOut())
                .containsExactly(new CompareResult.LeftOut(
                        "f", "no event of the baseline has it, and 7 of the selection's have"));
        assertThat(result.tested()).isZero();
    }

    @Test
    void oneValue_isNotTested() {
        CompareResult result = compare(tally("f", 100, 1_000, count("x", 100, 1_000)));

        assertThat(result.tested()).isZero();
        assertThat(result.fields().getFirst().divergence()).isZero();
    }

    @Test
    void nothingToCompare_isSaid() {
        CompareResult nothing = Comparison.of(0, 5, List.of(), null, List.of(), 0.05, new Comparison.Limits(10, 100));

        assertThat(nothing.interpretation()).isEqualTo("The selection holds no events");
    }

    @Test
    void alike_nothingIsBeyondChance() {
        CompareResult result = compare(tally("f", 100, 1_000, count("x", 50, 500), count("y", 50, 500)));

        assertThat(result.significant()).isZero();
        assertThat(result.fields().getFirst().divergence()).isZero();
        assertThat(result.interpretation()).startsWith("None of 2 values and edges differs beyond chance");
    }

    private static CompareResult compare(Tally... tallies) {
        return Comparison.of(1_000, 10_000, List.of(tallies), null, List.of(), 0.05, new Comparison.Limits(10, 100));
    }

    private static CompareResult.ValueDifference difference(CompareResult result, String value) {
        return result.values().stream()
                .filter(difference -> difference.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static Tally tally(String field, long selected, long baseline, Tally.Count... counts) {
        return new Tally(field, counts.length, selected, baseline, List.of(counts));
    }

    private static Tally.Count count(String value, long selected, long baseline) {
        return new Tally.Count(value, null, selected, baseline);
    }
}
