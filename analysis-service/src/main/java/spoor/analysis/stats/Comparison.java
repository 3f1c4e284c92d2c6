package spoor.analysis.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import spoor.request.CompareResult;

/**
 * What is different about a selection of events: each value's share of the events that have its field, in the selection and in a baseline
 * that has no event of it.
 *
 * <p>How large a difference is, and how sure: of a of A events and b of B, the ratio of the shares is log₂ ((a + ½)/(A + ½))/((b + ½)/(B +
 * ½)), its variance in natural logarithms 1/(a + ½) − 1/(A + ½) + 1/(b + ½) − 1/(B + ½) (Pettigrew, Gart and Thomas 1986,
 * doi:10.1093/biomet/73.2.425), so that what occurs once is neither infinitely often nor important. The <em>sure effect</em> is the end of
 * the 95 % interval that lies nearer to 0, or 0 if the interval holds it. That orders what is beyond chance: first what the selection has
 * more of, then what it has less of, which is often only the other side of it. The rest is ordered by p.
 *
 * <p>p is that of {@link Shares}. The false-discovery rate is controlled over
 * all values of all fields and all edges together (Benjamini and Hochberg, see {@link Adjustment}); values that were counted but not given,
 * whose shares differ least, count as p = 1.
 *
 * <p>A field's divergence is Jensen's and Shannon's less (k − 1)/(8 ln 2) · (1/A + 1/B), about what k values that do not differ show by
 * chance, and not below 0. Nothing is compared where either side has no events, nor tested where a field has one value only. O(m log m) of
 * m values.
 */
public final class Comparison {
    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
    private static final int FEW = 30;
    private static final Comparator<Ranked> RANK = Comparator.comparingInt(Ranked::tier)
            .thenComparingDouble(ranked -> ranked.isSignificant() ? -ranked.sureEffect() : ranked.effect.pValue())
            .thenComparingDouble(ranked -> ranked.effect.pValue())
            .thenComparingDouble(ranked -> -Math.abs(ranked.effect.log2Ratio()))
            .thenComparing(Ranked::field)
            .thenComparing(ranked -> ranked.count.value())
            .thenComparing(Ranked::target);

    private final double rate;
    private final List<Ranked> ranked = new ArrayList<>();
    private long tested;

    private Comparison(double rate) {
        this.rate = rate;
    }

    /**
     * What to tell of it.
     *
     * @param values at most so many of each field
     * @param limit at most so many in all, and at most so many edges
     */
    public record Limits(int values, int limit) {}

    /**
     * A comparison, without watermark and time taken.
     *
     * @param selected how many events the selection holds
     * @param baseline how many events the baseline holds
     * @param edges from a process to what it started; null where events tell none
     * @param falseDiscoveryRate up to which q-value a value counts as different
     */
    public static CompareResult of(
            long selected,
            long baseline,
            List<Tally> fields,
            @Nullable Tally edges,
            List<CompareResult.LeftOut> leftOut,
            double falseDiscoveryRate,
            Limits limits) {
        var comparison = new Comparison(falseDiscoveryRate);
        fields.forEach(comparison::add);
        if (edges != null) {
            comparison.add(edges);
        }
        comparison.correct();
        return comparison.result(selected, baseline, fields, leftOut, limits);
    }

    private static final class Ranked {
        private final Tally tally;
        private final Tally.Count count;
        private final double rate;
        private CompareResult.Effect effect;

        Ranked(Tally tally, Tally.Count count, double rate) {
            this.tally = tally;
            this.count = count;
            this.rate = rate;
            effect = effect(count.selected(), tally.selected(), count.baseline(), tally.baseline());
        }

        String field() {
            return tally.name();
        }

        boolean isSignificant() {
            return effect.qValue() <= rate;
        }

        /** What the selection has more of, has less of, and may have by chance. */
        int tier() {
            return isSignificant() ? effect.log2Ratio() > 0 ? 0 : 1 : 2;
        }

        double sureEffect() {
            return Math.max(0, Math.max(effect.log2RatioLow(), -effect.log2RatioHigh()));
        }

        String target() {
            return count.target() == null ? "" : count.target();
        }
    }

    private void add(Tally tally) {
        if (tally.selected() == 0 || tally.baseline() == 0 || tally.distinct() < 2) {
            return;
        }
        tested += tally.distinct();
        tally.counts().forEach(count -> ranked.add(new Ranked(tally, count, rate)));
    }

    private void correct() {
        double[] q = Adjustment.benjaminiHochberg(
                ranked.stream().mapToDouble(one -> one.effect.pValue()).toArray(), tested);
        for (int i = 0; i < q.length; i++) {
            CompareResult.Effect effect = ranked.get(i).effect;
            ranked.get(i).effect = new CompareResult.Effect(
                    effect.selected(),
                    effect.baseline(),
                    effect.selectedShare(),
                    effect.baselineShare(),
                    effect.log2Ratio(),
                    effect.log2RatioLow(),
                    effect.log2RatioHigh(),
                    effect.pValue(),
                    q[i],
                    effect.unseen());
        }
        ranked.sort(RANK);
    }

    /** With q = p, as of the only test. */
    static CompareResult.Effect effect(long a, long ofA, long b, long ofB) {
        double ratio = Math.log((a + 0.5) / (ofA + 0.5)) - Math.log((b + 0.5) / (ofB + 0.5));
        double reach = Z * Math.sqrt(Math.max(0, 1 / (a + 0.5) - 1 / (ofA + 0.5) + 1 / (b + 0.5) - 1 / (ofB + 0.5)));
        double p = Shares.of(a, ofA, b, ofB).p();
        return new CompareResult.Effect(
                a,
                b,
                (double) a / ofA,
                (double) b / ofB,
                ratio / Math.log(2),
                (ratio - reach) / Math.log(2),
                (ratio + reach) / Math.log(2),
                p,
                p,
                b == 0);
    }

    private CompareResult result(
            long selected, long baseline, List<Tally> tallies, List<CompareResult.LeftOut> leftOut, Limits limits) {
        List<CompareResult.ValueDifference> differences = new ArrayList<>();
        List<CompareResult.EdgeDifference> edges = new ArrayList<>();
        Map<String, Integer> told = new HashMap<>();
        Map<String, Long> significant = new HashMap<>();
        for (Ranked one : ranked) {
            significant.merge(one.field(), one.isSignificant() ? 1L : 0L, Long::sum);
            if (one.count.target() != null) {
                if (edges.size() < limits.limit()) {
                    edges.add(new CompareResult.EdgeDifference(
                            one.count.value(), one.count.target(), one.effect, explanation(one)));
                }
            } else if (differences.size() < limits.limit()
                    && told.merge(one.field(), 1, Integer::sum) <= limits.values()) {
                differences.add(new CompareResult.ValueDifference(
                        one.field(), one.count.value(), one.effect, explanation(one)));
            }
        }
        List<CompareResult.LeftOut> out = new ArrayList<>(leftOut);
        List<CompareResult.FieldDifference> fields = new ArrayList<>();
        for (Tally tally : tallies) {
            if (tally.selected() == 0 || tally.baseline() == 0) {
                out.add(new CompareResult.LeftOut(
                        tally.name(),
                        tally.baseline() > 0
                                ? "no event of the selection has it, and %d of the baseline's have"
                                        .formatted(tally.baseline())
                                : "no event of the baseline has it, and %d of the selection's have"
                                        .formatted(tally.selected())));
            } else {
                fields.add(new CompareResult.FieldDifference(
                        tally.name(),
                        tally.distinct(),
                        tally.selected(),
                        tally.baseline(),
                        significant.getOrDefault(tally.name(), 0L),
                        divergence(tally)));
            }
        }
        out.sort(Comparator.comparing(CompareResult.LeftOut::field));
        fields.sort(Comparator.comparingDouble(CompareResult.FieldDifference::divergence)
                .reversed()
                .thenComparing(CompareResult.FieldDifference::name));
        long beyond = significant.values().stream().mapToLong(Long::longValue).sum();
        return new CompareResult(
                interpretation(selected, baseline, beyond),
                selected,
                baseline,
                differences,
                edges,
                fields,
                out,
                tested,
                beyond,
                warnings(selected, baseline),
                0,
                0);
    }

    /** Values that are not given count as one, so it is no larger than it is. */
    private static double divergence(Tally tally) {
        Map<String, Long> selected = new HashMap<>();
        Map<String, Long> baseline = new HashMap<>();
        long otherSelected = tally.selected();
        long otherBaseline = tally.baseline();
        for (Tally.Count count : tally.counts()) {
            selected.put("=" + count.value(), count.selected());
            baseline.put("=" + count.value(), count.baseline());
            otherSelected -= count.selected();
            otherBaseline -= count.baseline();
        }
        selected.put("others", otherSelected);
        baseline.put("others", otherBaseline);
        double byChance =
                (tally.distinct() - 1) / (8 * Math.log(2)) * (1.0 / tally.selected() + 1.0 / tally.baseline());
        return Math.max(0, Spread.jensenShannon(selected, baseline) - byChance);
    }

    private static String explanation(Ranked one) {
        String target = one.count.target();
        String what = target == null
                ? "%s is '%s'".formatted(one.field(), one.count.value())
                : "%s started %s".formatted(one.count.value(), target);
        String of = target == null ? "events" : "process starts";
        CompareResult.Effect effect = one.effect;
        return "%s in %s, against %s in the baseline: %s"
                .formatted(
                        what,
                        share(effect.selected(), one.tally.selected(), of),
                        share(effect.baseline(), one.tally.baseline(), of),
                        verdict(one));
    }

    private static String share(long count, long total, String of) {
        return count == 0
                ? "none of %d %s".formatted(total, of)
                : "%d of %d %s (%s)".formatted(count, total, of, Words.percent((double) count / total));
    }

    private static String verdict(Ranked one) {
        String q = "q" + Words.p(one.effect.qValue()).substring(1);
        if (!one.isSignificant()) {
            return (one.effect.unseen() ? "new, but it may be chance" : "it may be chance") + " (" + q + ")";
        }
        String times = Words.number(Math.pow(2, one.sureEffect()));
        boolean isMore = one.effect.log2Ratio() > 0;
        String by = one.sureEffect() == 0
                ? isMore ? "more often" : "less often"
                : isMore ? "at least " + times + " times as often" : "at most 1/" + times + " as often";
        return (one.effect.unseen() ? "new, " : "") + by + " (" + q + ")";
    }

    private String interpretation(long selected, long baseline, long beyond) {
        if (selected == 0 || baseline == 0) {
            return selected == 0 ? "The selection holds no events" : "There are no other events to compare with";
        }
        if (beyond == 0) {
            return "None of %d values and edges differs beyond chance between %d events and %d others"
                    .formatted(tested, selected, baseline);
        }
        return "%d of %d values and edges differ beyond chance between %d events and %d others; most surely: %s"
                .formatted(
                        beyond,
                        tested,
                        selected,
                        baseline,
                        explanation(Collections.max(ranked, Comparator.comparingDouble(this::sureness))));
    }

    private double sureness(Ranked one) {
        return one.isSignificant() ? one.sureEffect() : -1;
    }

    private static List<String> warnings(long selected, long baseline) {
        List<String> warnings = new ArrayList<>();
        if (selected > 0 && selected < FEW) {
            warnings.add("The selection holds only %d events: little can be told from chance".formatted(selected));
        }
        if (baseline > 0 && baseline < FEW) {
            warnings.add("The baseline holds only %d events: little can be told from chance".formatted(baseline));
        }
        return warnings;
    }
}
