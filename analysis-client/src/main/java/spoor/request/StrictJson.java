package spoor.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads properties of JSON objects. What is wrong is noted with its place and a stand-in is read instead, so that one reading finds every
 * fault; {@link #refuseFaults} then ends it. A property that is {@code null} counts as left out. Places are written {@code
 * steps[1].group.by[0]}, the whole as an empty text. Not thread-safe.
 */
final class StrictJson {
    private static final int MAX_LIMIT = 1_000_000;

    private final List<Problem> faults = new ArrayList<>();
    private ErrorCode code = ErrorCode.INVALID_REQUEST;

    /** Notes a fault. */
    void fault(ErrorCode code, Problem problem) {
        if (faults.isEmpty()) {
            this.code = code;
        }
        faults.add(problem);
    }

    void fault(String at, String message) {
        fault(ErrorCode.INVALID_REQUEST, Problem.at(at, message));
    }

    /** @throws RequestException with every fault, and the first one's code, if there is any */
    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new RequestException(code, faults);
        }
    }

    /** Whether {@code json} is an object; one with any other property than {@code names} is a faulty one. */
    boolean isObject(JsonNode json, String at, Set<String> names) {
        if (!json.isObject()) {
            fault(at, "Expected an object in { }");
            return false;
        }
        for (String name : json.propertyNames()) {
            if (!names.contains(name)) {
                fault(place(at, name), "There is no property '" + name + "' here");
            }
        }
        return true;
    }

    /** The values of a list; none where it is left out. */
    List<JsonNode> list(JsonNode json, String in, String name) {
        return list(json, in, name, Integer.MAX_VALUE);
    }

    /** The values of a list of {@code max} at the most. */
    List<JsonNode> list(JsonNode json, String in, String name, int max) {
        return property(json, name)
                .filter(value -> holds(value.isArray(), place(in, name), () -> "'" + name + "' is a list in [ ]"))
                .filter(values -> holds(
                        values.size() <= max,
                        place(in, name),
                        () -> "'" + name + "' holds at most " + max + ", not " + values.size()))
                .map(values -> List.copyOf(values.values()))
                .orElse(List.of());
    }

    List<String> texts(JsonNode json, String in, String name) {
        return texts(json, in, name, Integer.MAX_VALUE);
    }

    List<String> texts(JsonNode json, String in, String name, int max) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(json, in, name, max)) {
            texts.add(text(value, place(in, name) + "[" + texts.size() + "]").orElse(""));
        }
        return texts;
    }

    /** Texts by their names, in their order; none where the property is left out. */
    Map<String, String> textsByName(JsonNode json, String in, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        property(json, name)
                .filter(value -> holds(value.isObject(), place(in, name), () -> "Expected an object in { }"))
                .ifPresent(values -> values.properties()
                        .forEach(entry -> texts.put(
                                entry.getKey(),
                                text(entry.getValue(), place(place(in, name), entry.getKey()))
                                        .orElse(""))));
        return texts;
    }

    /** Text that must be there. */
    String text(JsonNode json, String in, String name) {
        return required(json, in, name)
                .flatMap(value -> text(value, place(in, name)))
                .orElse("");
    }

    String text(JsonNode json, String in, String name, String otherwise) {
        return property(json, name)
                .flatMap(value -> text(value, place(in, name)))
                .orElse(otherwise);
    }

    /** A property that must be there. */
    Optional<JsonNode> required(JsonNode json, String in, String name) {
        Optional<JsonNode> value = property(json, name);
        if (value.isEmpty()) {
            fault(place(in, name), "'" + name + "' is missing");
        }
        return value;
    }

    /** A time with its offset from UTC (ISO 8601), or null where it is left out. */
    @Nullable
    Instant time(JsonNode json, String name) {
        return property(json, name)
                .flatMap(value -> text(value, name))
                .flatMap(text -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(text).toInstant());
                    } catch (DateTimeException e) {
                        fault(name, "'" + text + "' is no time; write one as 2020-05-02T02:55:00Z");
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    /** A duration (ISO 8601) from {@code shortest} to {@code longest}, that must be there. */
    Duration duration(JsonNode json, String in, String name, Duration shortest, Duration longest) {
        String at = place(in, name);
        return required(json, in, name)
                .flatMap(value -> text(value, at))
                .map(text -> {
                    try {
                        Duration duration = Duration.parse(text);
                        holds(
                                duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0,
                                at,
                                () -> "A bucket lasts from " + shortest + " to " + longest + ", not " + text);
                        return duration;
                    } catch (DateTimeException e) {
                        fault(at, "'" + text + "' is no duration; write one as PT1M, PT1H or P1D");
                        return shortest;
                    }
                })
                .orElse(shortest);
    }

    /** A watermark, or null where it is left out. */
    @Nullable
    Long watermark(JsonNode json, String name) {
        return property(json, name)
                .filter(value -> holds(
                        isWithin(value, Long.MAX_VALUE),
                        name,
                        () -> "A watermark is a whole number from 0, not " + value))
                .map(JsonNode::asLong)
                .orElse(null);
    }

    /** How many rows, vertices or edges, from 0 to 1,000,000, that must be there. */
    int limit(JsonNode json, String in, String name) {
        required(json, in, name);
        return limit(json, in, name, 0);
    }

    int limit(JsonNode json, String in, String name, int otherwise) {
        return property(json, name)
                .filter(value -> holds(
                        isWithin(value, MAX_LIMIT),
                        place(in, name),
                        () -> "A limit is a whole number from 0 to " + MAX_LIMIT + ", not " + value))
                .map(JsonNode::asInt)
                .orElse(otherwise);
    }

    private static Optional<JsonNode> property(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private Optional<String> text(JsonNode value, String at) {
        return holds(value.isString(), at, () -> "Expected text in quotes, not " + value)
                ? Optional.of(value.asString())
                : Optional.empty();
    }

    private static boolean isWithin(JsonNode value, long max) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0 && value.asLong() <= max;
    }

    private boolean holds(boolean isRight, String at, Supplier<String> message) {
        if (!isRight) {
            fault(at, message.get());
        }
        return isRight;
    }

    private static String place(String in, String name) {
        return in.isEmpty() ? name : in + "." + name;
    }
}
