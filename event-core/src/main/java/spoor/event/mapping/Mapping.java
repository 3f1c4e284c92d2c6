package spoor.event.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            @Nullable Map<String, List<String>> when,
            @Nullable Map<String, String> set,
            @Nullable Map<String, List<ValueSource>> fields) {
        boolean matches(Map<String, Object> source) {
            return when == null
                    || when.entrySet().stream()
                            .allMatch(condition -> has(source, condition.getKey(), condition.getValue()));
        }
    }

    private boolean isFrom(@Nullable String origin, Map<String, Object> source) {
        return origin == null
                || origins.getOrDefault(origin, Map.of()).entrySet().stream()
                        .filter(sign -> source.containsKey(sign.getKey()))
                        .findFirst()
                        .filter(sign -> has(source, sign.getKey(), sign.getValue()))
                        .isPresent();
    }

    private static boolean has(Map<String, Object> source, String field, List<String> values) {
        Object value = source.get(field);
        return value != null && values.contains(value.toString());
    }

    boolean recognises(Map<String, Object> source) {
        return requires.stream().allMatch(group -> group.stream().anyMatch(source::containsKey));
    }

    /** What the event tells of its time, or null where it tells nothing that can be read. */
    TimeSource.@Nullable Told told(Map<String, Object> source) {
        TimeSource.Told unset = null;
        for (TimeSource time : occurredAt) {
            TimeSource.Told told = time.of(source);
            if (told != null && !told.isOfAnUnsetClock()) {
                return told;
            }
            unset = unset == null ? told : unset;
        }
        return unset;
    }

    /** The mapped fields first, then the source's own. */
    Map<String, Object> apply(Map<String, Object> source) {
        var mapped = new LinkedHashMap<String, Object>();
        for (Kind kind : kinds) {
            if (kind.matches(source) && isFrom(kind.origin(), source)) {
                if (kind.set() != null) {
                    mapped.putAll(kind.set());
                }
                if (kind.fields() != null) {
                    kind.fields().forEach((name, sources) -> put(mapped, name, sources, source));
                }
            }
        }
        fields.forEach((name, sources) -> {
            if (!mapped.containsKey(name)) {
                put(mapped, name, sources, source);
            }
        });
        source.forEach(mapped::putIfAbsent);
        return mapped;
    }

    private static void put(
            Map<String, Object> mapped, String name, List<ValueSource> sources, Map<String, Object> source) {
        for (ValueSource candidate : sources) {
            Object value = candidate.of(source);
            if (value != null) {
                mapped.put(name, value);
                return;
            }
        }
    }
}
