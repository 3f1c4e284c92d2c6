package spoor.analysis.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import spoor.request.StatsResult;

/**
 * What a procedure found.
 *
 * @param n how many values it was computed from
 * @param numbers by name; NaN or infinite where there is none
 * @param parts of the same shape each, such as a regression's terms
 * @param warnings what to mind
 * @param interpretation one plain sentence
 */
public record Finding(
        long n,
        Map<String, Double> numbers,
        List<StatsResult.Part> parts,
        List<String> warnings,
        String interpretation) {
    public Finding {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /** One that is not there for a reason, which is a warning and the sentence too. */
    static Finding none(long n, String reason) {
        return new Finding(n, Map.of(), List.of(), List.of(reason), reason);
    }

    /** Collects what is found. Not thread-safe. */
    static final class Draft {
        private final long n;
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        private final List<StatsResult.Part> parts = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Draft(long n) {
            this.n = n;
        }

        Draft number(String name, double value) {
            numbers.put(name, value);
            return this;
        }

        Draft number(String name, long value) {
            return number(name, (double) value);
        }

        Draft part(String name, Map<String, Double> of) {
            parts.add(new StatsResult.Part(name, of));
            return this;
        }

        Draft warnIf(boolean isSo, String warning) {
            if (isSo) {
                warnings.add(warning);
            }
            return this;
        }

        Finding saying(String interpretation) {
            return new Finding(n, numbers, parts, warnings, interpretation);
        }
    }
}
