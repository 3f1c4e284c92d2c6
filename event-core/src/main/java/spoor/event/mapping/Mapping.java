package spoor.event.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One mapping file: how the events of one kind of source are recognised and what their fields become.
 *
 * @param requires of each group, an event of this source has at least one field
 * @param origins the programs that write such events, by the mapping's own names for them: the values that show each, by field; the
 *     first of these fields that an event has decides
 * @param occurredAt the first that gives a time holds; that of a clock that was never set does only where there is no other
 * @param fields mapped for every event
 * @param kinds what more holds for some events; a kind's fields come before the general ones, a later kind's before an earlier one's
 */
record Mapping(
        List<List<String>> requires,
        Map<String, Map<String, List<String>>> origins,
        List<TimeSource> occurredAt,
        Map<String, List<ValueSource>> fields,
        List<Kind> kinds) {
    Mapping {
        for (Kind kind : kinds) {
            if (kind.origin() != null && !origins.containsKey(kind.origin())) {
                throw new IllegalArgumentException(
                        "A kind's origin is one of " + origins.keySet() + ", not '" + kind.origin() + "'");
            }
        }
    }

    /**
     * Some of a source's events.
     *
     * @param origin who writes them, or null for anyone
     * @param when the values that each named field may have, as text
     * @param set fields with a fixed value
     */
    record Kind(
            @Nullable String origin,
            Map<String, List<String>> when,
            Map<String, String> set,
            Map<String, List<ValueSource>> fields) {
        /** What a file leaves out is empty. */
        @JsonCreator
        static Kind of(
                @Nullable String origin,
                @Nullable Map<String, List<String>> when,
                @Nullable Map<String, String> set,
                @Nullable Map<String, List<ValueSource>> fields) {
            return new Kind(
                    origin,
                    Objects.requireNonNullElse(when, Map.of()),
                    Objects.requireNonNullElse(set, Map.of()),
                    Objects.requireNonNullElse(fields, Map.of()));
        }
    }
}
