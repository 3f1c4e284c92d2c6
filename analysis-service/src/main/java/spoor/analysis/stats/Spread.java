package spoor.analysis.stats;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How counts are spread over values, and how differently two such spreads are, in bits.
 *
 * <ul>
 *   <li>Entropy H = −Σ p·log₂ p (Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x), by relative frequencies; {@code evenness} is its
 *       share of what as many values have at most, {@code perplexity} 2^H, as how many equally frequent values it is.
 *   <li>Kullback and Leibler's divergence Σ p·log₂(p/q) (1951, doi:10.1214/aoms/1177729694), of the selection from the other one: how
 *       surprising it is to who expects the other. Infinite where the other never has a value that the selection has: so {@code smoothing}
 *       is added to each count of the values that occur in either; 0 leaves them.
 *   <li>Jensen and Shannon's divergence (Lin 1991, doi:10.1109/18.61115), half the sum of both spreads' divergences from their mean: from
 *       0, alike, to 1, nothing in common; always finite, never smoothed. Its root is a distance.
 * </ul>
 *
 * <p>A field without events has no spread: NaN.
 */
public final class Spread {
    private static final int PARTS = 20;

    private Spread() {}

    public static Finding entropy(String field, Map<String, Long> counts) {
        double total = total(counts);
        if (total == 0) {
            return Finding.none(0, "No event has a value in " + field);
        }
        double entropy = 0;
        for (long count : new TreeMap<>(counts).values()) {
            entropy += count == 0 ? 0 : -count / total * log2(count / total);
        }
        long distinct = counts.values().stream().filter(count -> count > 0).count();
        double evenness = distinct < 2 ? Double.NaN : entropy / log2((double) distinct);
        return new Finding.Draft((long) total)
                .number("entropy", entropy)
                .number("evenness", evenness)
                .number("perplexity", Math.pow(2, entropy))
                .number("distinct", distinct)
                .warnIf(distinct < 2, "There is one value only: evenness means nothing")
                .warnIf(distinct > total / 2, "Most values occur once or twice: the entropy comes out too small")
                .saying("%s has %d values and %s bits of entropy, as %s equally frequent values had"
                        .formatted(field, distinct, Words.number(entropy), Words.number(Math.pow(2, entropy))));
    }

    /**
     * How much the counts of a selection differ from those of another.
     *
     * @param smoothing from 0
     */
    public static Finding divergence(
            String field, Map<String, Long> counts, Map<String, Long> others, double smoothing) {
        double total = total(counts);
        double otherTotal = total(others);
        if (total == 0 || otherTotal == 0) {
            return Finding.none(
                    (long) (total + otherTotal), "Each selection must have an event with a value in " + field);
        }
        double from = kullbackLeibler(counts, others, smoothing);
        double to = kullbackLeibler(others, counts, smoothing);
        double jensenShannon = jensenShannon(counts, others);
        Finding.Draft draft = new Finding.Draft((long) (total + otherTotal))
                .number("jensenShannon", jensenShannon)
                .number("jensenShannonDistance", Math.sqrt(jensenShannon))
                .number("kullbackLeibler", from)
                .number("kullbackLeiblerReverse", to)
                .number("smoothing", smoothing)
                .number("selected", total)
                .number("other", otherTotal)
                .warnIf(
                        Double.isInfinite(from),
                        "kullbackLeibler is infinite: the other selection never has a value that this one has; a 'smoothing' above 0 avoids that")
                .warnIf(
                        Double.isInfinite(to),
                        "kullbackLeiblerReverse is infinite: this selection never has a value that the other one has; a 'smoothing' above 0 avoids that");
        record Value(String value, double p, double q, double contribution) {}
        List<Value> values = union(counts, others).stream()
                .map(value -> {
                    double p = counts.getOrDefault(value, 0L) / total;
                    double q = others.getOrDefault(value, 0L) / otherTotal;
                    return new Value(value, p, q, contribution(p, q));
                })
                .sorted(Comparator.comparingDouble(Value::contribution)
                        .reversed()
                        .thenComparing(Value::value))
                .limit(PARTS)
                .toList();
        for (Value value : values) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("share", value.p());
            numbers.put("otherShare", value.q());
            numbers.put("contribution", value.contribution());
            draft.part(value.value(), numbers);
        }
        return draft.saying("%s differs by %s bits of 1 (Jensen-Shannon), most of all in '%s': %s against %s"
                .formatted(
                        field,
                        Words.number(jensenShannon),
                        values.getFirst().value(),
                        Words.percent(values.getFirst().p()),
                        Words.percent(values.getFirst().q())));
    }

    static double kullbackLeibler(Map<String, Long> counts, Map<String, Long> others, double smoothing) {
        SortedSet<String> values = union(counts, others);
        double total = total(counts) + smoothing * values.size();
        double otherTotal = total(others) + smoothing * values.size();
        double sum = 0;
        for (String value : values) {
            double p = (counts.getOrDefault(value, 0L) + smoothing) / total;
            double q = (others.getOrDefault(value, 0L) + smoothing) / otherTotal;
            sum += p == 0 ? 0 : p * log2(p / q);
        }
        return Math.max(0, sum);
    }

    static double jensenShannon(Map<String, Long> counts, Map<String, Long> others) {
        double total = total(counts);
        double otherTotal = total(others);
        double sum = 0;
        for (String value : union(counts, others)) {
            sum += contribution(counts.getOrDefault(value, 0L) / total, others.getOrDefault(value, 0L) / otherTotal);
        }
        return Math.min(1, sum);
    }

    /** Of one value to Jensen and Shannon's divergence. */
    private static double contribution(double p, double q) {
        double mean = (p + q) / 2;
        return (p == 0 ? 0 : p * log2(p / mean) / 2) + (q == 0 ? 0 : q * log2(q / mean) / 2);
    }

    /** In the order of the values, so that sums are always the same. */
    private static SortedSet<String> union(Map<String, Long> counts, Map<String, Long> others) {
        TreeSet<String> values = new TreeSet<>(counts.keySet());
        values.addAll(others.keySet());
        return values;
    }

    private static double total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
