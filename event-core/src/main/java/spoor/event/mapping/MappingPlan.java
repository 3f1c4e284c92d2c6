package spoor.event.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.event.FieldType;
import spoor.event.Fields;

/**
 * A {@link Mapping} made ready for many events: of its kinds, the few that can hold for an event are found by one look-up of the field
 * that most of them ask for, such as the event's number; and what nobody wants is left out beforehand. Immutable.
 */
final class MappingPlan {
    private final Mapping mapping;
    private final List<Target> general;

    /** The field that most kinds ask for; empty where none asks for any. */
    private final String key;

    /** In the mapping's order, by the key's value; what asks for no key is everywhere. */
    private final Map<String, List<Kind>> byKey = new HashMap<>();

    private final List<Kind> withoutKey;

    /** A field and where its value may come from. */
    private record Target(String name, @Nullable FieldType type, List<ValueSource> sources) {
        Target(String name, List<ValueSource> sources) {
            this(name, PromotedValue.type(name), sources);
        }

        void put(Map<String, Object> source, Fields.Builder into) {
            for (ValueSource candidate : sources) {
                Object value = candidate.of(source);
                if (value != null) {
                    into.put(name, PromotedValue.of(type, value));
                    return;
                }
            }
        }
    }

    private record Kind(Mapping.Kind declared, List<Map.Entry<String, Object>> set, List<Target> targets) {}

    /** @param isWanted of the names that fields are mapped to */
    MappingPlan(Mapping mapping, Predicate<String> isWanted) {
        this.mapping = mapping;
        general = targets(mapping.fields(), isWanted);
        key = mapping.kinds().stream()
                .flatMap(kind -> kind.when().keySet().stream())
                .distinct()
                .max((a, b) -> Long.compare(asking(a), asking(b)))
                .orElse("");
        List<Kind> kinds = mapping.kinds().stream()
                .map(kind -> new Kind(kind, wanted(kind.set(), isWanted), targets(kind.fields(), isWanted)))
                .filter(kind -> !kind.set().isEmpty() || !kind.targets().isEmpty())
                .toList();
        withoutKey = kinds.stream().filter(kind -> values(kind).isEmpty()).toList();
        kinds.stream()
                .flatMap(kind -> values(kind).stream())
                .distinct()
                .forEach(value -> byKey.put(
                        value,
                        kinds.stream()
                                .filter(kind ->
                                        values(kind).isEmpty() || values(kind).contains(value))
                                .toList()));
    }

    /** Every field that this looks at. */
    Set<String> sources() {
        Set<String> names = new HashSet<>();
        mapping.requires().forEach(names::addAll);
        mapping.origins().values().forEach(signs -> names.addAll(signs.keySet()));
        mapping.occurredAt().forEach(time -> names.addAll(time.sources()));
        Stream<Kind> kinds = Stream.concat(byKey.values().stream().flatMap(List::stream), withoutKey.stream());
        Stream.concat(general.stream(), kinds.flatMap(kind -> {
                    names.addAll(kind.declared().when().keySet());
                    return kind.targets().stream();
                }))
                .flatMap(target -> target.sources().stream())
                .forEach(source -> names.add(source.field()));
        return names;
    }

    boolean recognises(Map<String, Object> source) {
        for (List<String> group : mapping.requires()) {
            if (!hasOne(source, group)) {
                return false;
            }
        }
        return true;
    }

    /** What the event tells of its time, or null where it tells nothing that can be read. */
    TimeSource.@Nullable Told told(Map<String, Object> source) {
        TimeSource.Told unset = null;
        for (TimeSource time : mapping.occurredAt()) {
            TimeSource.Told told = time.of(source);
            if (told != null && !told.isOfAnUnsetClock()) {
                return told;
            }
            unset = unset == null ? told : unset;
        }
        return unset;
    }

    /** Puts the mapped fields; the source's own are left alone. */
    void apply(Map<String, Object> source, Fields.Builder into) {
        for (Kind kind : candidates(source)) {
            if (holds(kind.declared(), source)) {
                for (Map.Entry<String, Object> fixed : kind.set()) {
                    into.put(fixed.getKey(), fixed.getValue());
                }
                for (Target target : kind.targets()) {
                    target.put(source, into);
                }
            }
        }
        for (Target target : general) {
            if (!into.has(target.name())) {
                target.put(source, into);
            }
        }
    }

    private List<Kind> candidates(Map<String, Object> source) {
        Object value = source.get(key);
        return value == null ? withoutKey : byKey.getOrDefault(value.toString(), withoutKey);
    }

    private boolean holds(Mapping.Kind kind, Map<String, Object> source) {
        for (Map.Entry<String, List<String>> condition : kind.when().entrySet()) {
            Object value = source.get(condition.getKey());
            if (value == null || !condition.getValue().contains(value.toString())) {
                return false;
            }
        }
        return kind.origin() == null || isFrom(kind.origin(), source);
    }

    /** The first sign that the event has decides. */
    private boolean isFrom(String origin, Map<String, Object> source) {
        for (Map.Entry<String, List<String>> sign :
                mapping.origins().getOrDefault(origin, Map.of()).entrySet()) {
            Object value = source.get(sign.getKey());
            if (value != null) {
                return sign.getValue().contains(value.toString());
            }
        }
        return false;
    }

    private long asking(String field) {
        return mapping.kinds().stream()
                .filter(kind -> kind.when().containsKey(field))
                .count();
    }

    private List<String> values(Kind kind) {
        return kind.declared().when().getOrDefault(key, List.of());
    }

    private static boolean hasOne(Map<String, Object> source, List<String> names) {
        for (String name : names) {
            if (source.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<Map.Entry<String, Object>> wanted(Map<String, String> set, Predicate<String> isWanted) {
        return set.entrySet().stream()
                .filter(fixed -> isWanted.test(fixed.getKey()))
                .map(fixed -> Map.entry(
                        fixed.getKey(), PromotedValue.of(PromotedValue.type(fixed.getKey()), fixed.getValue())))
                .toList();
    }

    private static List<Target> targets(Map<String, List<ValueSource>> fields, Predicate<String> isWanted) {
        List<Target> targets = new ArrayList<>();
        fields.forEach((name, sources) -> {
            if (isWanted.test(name)) {
                targets.add(new Target(name, sources));
            }
        });
        return targets;
    }
}
