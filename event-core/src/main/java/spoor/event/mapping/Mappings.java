package spoor.event.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import spoor.event.EventReading;
import spoor.event.FieldType;
import spoor.event.Fields;
import spoor.event.Reading;
import spoor.event.Schema;
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

    /** Below, each whole number is a double of its own. */
    private static final long EXACT_DOUBLES = 1L << 53;

    /** In the order in which they are tried; the last recognises everything. */
    private static final List<String> BUNDLED = List.of("windows", "ecs");

    private final List<Mapping> mappings;

    private Mappings(List<Mapping> mappings) {
        this.mappings = mappings;
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
        Map<String, Object> source;
        try {
            source = JsonFlattener.flatten(raw);
        } catch (MalformedJsonException e) {
            return new Reading.Malformed(String.valueOf(e.getMessage()), e.byteOffset());
        }
        Mapping mapping = mappings.stream()
                .filter(candidate -> candidate.recognises(source))
                .findFirst()
                .orElseThrow();
        Map<String, Object> fields = mapping.apply(source);
        Schema.PROMOTED.forEach(
                field -> fields.computeIfPresent(field.name(), (_, value) -> typed(field.type(), value)));
        TimeSource.Told told = mapping.told(source);
        if (told == null) {
            return new Reading.Read(null, Fields.of(fields));
        }
        if (told.assumed() != null) {
            fields.put(ASSUMED, told.assumed());
        }
        return new Reading.Read(told.instant(), told.yearless(), Fields.of(fields));
    }

    @Override
    public int version() {
        return VERSION;
    }

    private static Object typed(FieldType type, Object value) {
        if (type == FieldType.TEXT) {
            return value.toString();
        }
        return switch (value) {
            case Long number -> number;
            case Double number
            when number.longValue() == number && Math.abs(number) < EXACT_DOUBLES -> number.longValue();
            default -> {
                Object number = Operator.NUMBER.apply(value.toString());
                yield number == null ? value.toString() : number;
            }
        };
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
