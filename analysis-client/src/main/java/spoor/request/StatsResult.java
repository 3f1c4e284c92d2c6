package spoor.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a statistical procedure found.
 *
 * @param test its name
 * @param interpretation one plain sentence
 * @param n how many values it was computed from
 * @param events how many events the selections hold
 * @param sampled whether it was computed from a part of the values, chosen by chance but always the same
 * @param numbers by name; one that can't be computed, or is infinite, is not there, and a warning says why
 * @param parts of the same shape each, such as a regression's terms
 * @param warnings what to mind
 * @param watermark at which it was computed
 * @param elapsedMillis how long it took
 */
public record StatsResult(
        String test,
        String interpretation,
        long n,
        long events,
        boolean sampled,
        Map<String, Double> numbers,
        List<Part> parts,
        List<String> warnings,
        long watermark,
        long elapsedMillis) {
    public StatsResult {
        numbers = finite(numbers);
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /** Numbers of one thing of several, such as a term, a distribution or a value. */
    public record Part(String name, Map<String, Double> numbers) {
        public Part {
            numbers = finite(numbers);
        }
    }

    /** JSON has no other numbers. */
    private static Map<String, Double> finite(Map<String, Double> numbers) {
        Map<String, Double> finite = new LinkedHashMap<>(numbers);
        finite.values().removeIf(number -> !Double.isFinite(number));
        return Collections.unmodifiableMap(finite);
    }
}
