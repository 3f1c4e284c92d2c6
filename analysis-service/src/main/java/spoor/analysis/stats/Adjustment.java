package spoor.analysis.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import spoor.request.StatsTest;

/**
 * p-values corrected for that m hypotheses are tested; none becomes larger than 1, and their order stays. With p₍₁₎ ≤ … ≤ p₍m₎:
 *
 * <ul>
 *   <li>{@code bonferroni}: m · p (Dunn 1961, doi:10.1080/01621459.1961.10482090).
 *   <li>{@code holm}: the largest of (m − j + 1) · p₍ⱼ₎ over j ≤ i (Holm 1979, Scand. J. Statist. 6:65–70).
 *   <li>{@code benjaminiHochberg}: the smallest of m/j · p₍ⱼ₎ over j ≥ i (Benjamini and Hochberg 1995,
 *       doi:10.1111/j.2517-6161.1995.tb02031.x).
 * </ul>
 *
 * <p>O(m log m). None of none. A NaN is refused.
 */
public final class Adjustment {
    private Adjustment() {}

    public static Finding of(List<Double> pValues, StatsTest.Adjust.Correction method) {
        double[] p = pValues.stream().mapToDouble(Double::doubleValue).toArray();
        double[] adjusted = switch (method) {
            case BONFERRONI -> bonferroni(p);
            case HOLM -> holm(p);
            case BENJAMINI_HOCHBERG -> benjaminiHochberg(p, p.length);
        };
        Finding.Draft draft = new Finding.Draft(p.length);
        long below = 0;
        for (int i = 0; i < p.length; i++) {
            below += Words.isBelowUsualAlpha(adjusted[i]) ? 1 : 0;
            draft.part(String.valueOf(i), Map.of("pValue", p[i], "adjusted", adjusted[i]));
        }
        return draft.number("belowFivePercent", below)
                .saying("%d of %d are below 0.05 after the correction".formatted(below, p.length));
    }

    static double[] bonferroni(double[] p) {
        double[] adjusted = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            adjusted[i] = Math.min(1, checked(p[i]) * p.length);
        }
        return adjusted;
    }

    static double[] holm(double[] p) {
        int[] order = order(p);
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int i = 0; i < p.length; i++) {
            most = Math.max(most, Math.min(1, (p.length - i) * p[order[i]]));
            adjusted[order[i]] = most;
        }
        return adjusted;
    }

    /**
     * q-values.
     *
     * @param tested how many hypotheses were tested in all; the p-values that are not here count as 1
     */
    public static double[] benjaminiHochberg(double[] p, long tested) {
        int[] order = order(p);
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int i = p.length - 1; i >= 0; i--) {
            least = Math.min(least, p[order[i]] * tested / (i + 1));
            adjusted[order[i]] = least;
        }
        return adjusted;
    }

    private static int[] order(double[] p) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            checked(p[i]);
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> p[i]));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double checked(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("A p-value lies between 0 and 1, not " + p);
        }
        return p;
    }
}
