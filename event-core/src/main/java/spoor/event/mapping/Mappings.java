package spoor.event.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import spoor.event.EventReading;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.Schema;
import spoor.event.codec.FieldSelection;
import spoor.event.codec.JsonFlattener;
import spoor.event.codec.MalformedJsonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads events of all known sources: JSON to flat fields, then the first mapping that recognises them. Promoted fields are
 * given the {@link Schema}'s type where that loses nothing, and are text elsewhere. Immutable.
 */
public final class Mappings implements EventReading {
    private static final int VERSION = 3;

    /** What a source leaves out of its times and is assumed. */
    private static final String ASSUMED = "event.time_assumed";

    /** In the order in which they are tried; the last recognises everything. */
    private static final List<String> BUNDLED = List.of("windows", "ecs");

    /** The names of the promoted fields that are columns. */
    private static final Set<String> COLUMNS =
            Schema.COLUMNS.stream().map(Schema.Promoted::name).collect(Collectors.toUnmodifiableSet());

    private final Scope whole;
    private final Scope columns;

    private Mappings(List<Mapping> mappings) {
        whole = Scope.of(mappings, _ -> true, _ -> FieldSelection.ALL);
        columns = Scope.of(mappings, COLUMNS::contains, sources -> {
            sources.addAll(COLUMNS);
            return FieldSelection.of(sources);
        });
    }

    /** A reading of some of the fields. */
    private record Scope(List<MappingPlan> plans, FieldSelection sources, Predicate<String> isWanted) {
        static Scope of(
                List<Mapping> mappings, Predicate<String> isWanted, Function<Set<String>, FieldSelection> selection) {
            List<MappingPlan> plans = mappings.stream()
                    .map(mapping -> new MappingPlan(mapping, isWanted))
                    .toList();
            Set<String> sources = new HashSet<>();
            plans.forEach(plan -> sources.addAll(plan.sources()));
            return new Scope(plans, selection.apply(sources), isWanted);
        }

        Reading read(byte[] raw) {
            Map<String, Object> source;
            try {
                source = JsonFlattener.flatten(raw, sources);
            } catch (MalformedJsonException e) {
                return new Reading.Malformed(String.valueOf(e.getMessage()), e.byteOffset());
            }
            MappingPlan plan = recognise(source);
            var fields = new Fields.Builder();
            plan.apply(source, fields);
            source.forEach((name, value) -> {
                if (isWanted.test(name) && !fields.has(name)) {
                    fields.put(name, PromotedValue.of(PromotedValue.type(name), value));
                }
            });
            TimeSource.Told told = plan.told(source);
            if (told == null) {
                return new Reading.Read(null, fields.build());
            }
            if (told.assumed() != null && isWanted.test(ASSUMED)) {
                fields.put(ASSUMED, told.assumed());
            }
            return new Reading.Read(told.instant(), told.yearless(), fields.build());
        }

        private MappingPlan recognise(Map<String, Object> source) {
            for (MappingPlan plan : plans) {
                if (plan.recognises(source)) {
                    return plan;
                }
            }
            throw new IllegalStateException("The last mapping recognises everything");
        }
    }

    /** The mappings that Spoor brings along. */
    public static Mappings bundled() {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        return new Mappings(BUNDLED.stream().map(name -> load(yaml, name)).toList());
    }

    @Override
    public Reading read(byte[] raw) {
        return whole.read(raw);
    }

    @Override
    public Reading readColumns(byte[] raw) {
        return columns.read(raw);
    }

    @Override
    public int version() {
        return VERSION;
    }

    private static Mapping load(YAMLMapper yaml, String name) {
        try (InputStream file = Mappings.class.getResourceAsStream("/spoor/mappings/" + name + ".yml")) {
            if (file == null) {
                throw new IllegalStateException("The mapping file " + name + ".yml is missing");
            }
            return yaml.readValue(file, Mapping.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
