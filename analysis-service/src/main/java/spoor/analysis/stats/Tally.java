package spoor.analysis.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often the values of a field, or of a pair of fields, occur in a selection and in its baseline.
 *
 * @param name of the field
 * @param distinct how many values there are
 * @param selected how many of the selection's events have the field
 * @param baseline how many of the baseline's events have it
 * @param counts of the values, or of those whose shares differ most
 */
public record Tally(String name, long distinct, long selected, long baseline, List<Count> counts) {
    public Tally {
        counts = List.copyOf(counts);
    }

    /**
     * Of one value.
     *
     * @param target of an edge; null for a field's value
     */
    public record Count(String value, @Nullable String target, long selected, long baseline) {}
}
