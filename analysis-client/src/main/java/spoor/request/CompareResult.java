package spoor.request;

import java.util.List;

/**
 * What is different about a selection: values, and edges from a process to those it started. Shares are of the events that have the
 * field.
 *
 * @param interpretation one plain sentence
 * @param selected how many events the selection holds
 * @param baseline how many events it is compared with; none of them is in the selection
 * @param values first those that are beyond chance (the {@link Effect#qValue} is at most the rate asked for) and that the selection has
 *     more of, then those that it has less of, the largest sure effect first; then the others, the least likely first
 * @param edges likewise
 * @param fields that were compared, by divergence descending, then by name
 * @param leftOut fields that were not, by name
 * @param tested how many values and edges were tested, and the false-discovery rate is controlled over
 * @param significant how many of them are beyond chance
 * @param warnings what to mind
 * @param watermark at which it was computed
 * @param elapsedMillis how long it took
 */
public record CompareResult(
        String interpretation,
        long selected,
        long baseline,
        List<ValueDifference> values,
        List<EdgeDifference> edges,
        List<FieldDifference> fields,
        List<LeftOut> leftOut,
        long tested,
        long significant,
        List<String> warnings,
        long watermark,
        long elapsedMillis) {
    public CompareResult {
        values = List.copyOf(values);
        edges = List.copyOf(edges);
        fields = List.copyOf(fields);
        leftOut = List.copyOf(leftOut);
        warnings = List.copyOf(warnings);
    }

    /**
     * How often something occurs in both.
     *
     * @param selected how many of the selection's events have it
     * @param baseline how many of the baseline's events have it
     * @param selectedShare of the selection's events that could have it; 0 where there are none
     * @param baselineShare likewise
     * @param log2Ratio of the shares, as if each count were ½ more: 1 is twice as often, −1 half as often
     * @param log2RatioLow lower end of its 95 % confidence interval
     * @param log2RatioHigh upper end
     * @param pValue of no difference
     * @param qValue the least false-discovery rate at which it counts as different
     * @param unseen whether the baseline never has it
     */
    public record Effect(
            long selected,
            long baseline,
            double selectedShare,
            double baselineShare,
            double log2Ratio,
            double log2RatioLow,
            double log2RatioHigh,
            double pValue,
            double qValue,
            boolean unseen) {}

    /** A value. */
    public record ValueDifference(String field, String value, Effect effect, String explanation) {}

    /** A process that started another. */
    public record EdgeDifference(String source, String target, Effect effect, String explanation) {}

    /**
     * A field.
     *
     * @param distinct how many different values it has in both together
     * @param selected how many of the selection's events have it
     * @param baseline how many of the baseline's events have it
     * @param significant how many of its values are beyond chance
     * @param divergence of Jensen and Shannon, in bits, less what chance alone makes of so few events: from 0, all alike, to 1, nothing in
     *     common
     */
    public record FieldDifference(
            String name, long distinct, long selected, long baseline, long significant, double divergence) {}

    /** A field that was not compared, and why. */
    public record LeftOut(String field, String reason) {}
}
