package spoor.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
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
        return texts(json, in, name, 0, Integer.MAX_VALUE);
    }

    /** Texts, from {@code min} to {@code max} of them; none where the property is left out. */
    List<String> texts(JsonNode json, String in, String name, int min, int max) {
        return property(json, name)
                .or(() -> min == 0 ? Optional.empty() : required(json, in, name))
                .map(value -> texts(value, place(in, name), min, max))
                .orElse(List.of());
    }

    /** The texts of a list. */
    List<String> texts(JsonNode list, String at) {
        return texts(list, at, 0, Integer.MAX_VALUE);
    }

    List<String> texts(JsonNode list, String at, int min, int max) {
        List<String> texts = new ArrayList<>();
        if (isList(list, at, min, max)) {
            for (JsonNode value : list.values()) {
                texts.add(textOf(value, at + "[" + texts.size() + "]").orElse(""));
            }
        }
        return texts;
    }

    /** From 1 to 100 numbers from 0 to 1 that must be there. */
    List<Double> probabilities(JsonNode json, String in, String name) {
        String at = place(in, name);
        List<Double> numbers = new ArrayList<>();
        required(json, in, name).filter(list -> isList(list, at, 1, 100)).ifPresent(list -> {
            for (JsonNode value : list.values()) {
                boolean isOne = holds(
                        value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1,
                        at + "[" + numbers.size() + "]",
                        () -> "Expected a number from 0 to 1, not " + value);
                numbers.add(isOne ? value.asDouble() : 0);
            }
        });
        return numbers;
    }

    private boolean isList(JsonNode value, String at, int min, int max) {
        return holds(value.isArray(), at, () -> "Expected a list in [ ]")
                && holds(
                        value.size() >= min && value.size() <= max,
                        at,
                        () -> "It holds "
                                + (max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max) + ", not "
                                + value.size());
    }

    /** Texts by their names, in their order; none where the property is left out. */
    Map<String, String> textsByName(JsonNode json, String in, String name) {
        return property(json, name)
                .map(value -> textsByName(value, place(in, name)))
                .orElse(Map.of());
    }

    /** The texts of an object by their names, in their order. */
    Map<String, String> textsByName(JsonNode object, String at) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (holds(object.isObject(), at, () -> "Expected an object in { }")) {
            object.properties()
                    .forEach(entry -> texts.put(
                            entry.getKey(),
                            textOf(entry.getValue(), place(at, entry.getKey())).orElse("")));
        }
        return texts;
    }

    /** Whether a property is there. */
    static boolean has(JsonNode json, String name) {
        return property(json, name).isPresent();
    }

    /** The truth value of a property, {@code otherwise} where it is left out. */
    boolean truth(JsonNode json, String in, String name, boolean otherwise) {
        return property(json, name)
                .filter(value ->
                        holds(value.isBoolean(), place(in, name), () -> "Expected true or false, not " + value))
                .map(JsonNode::asBoolean)
                .orElse(otherwise);
    }

    /** The object that a property is, with no others of its own than {@code names}; empty where it is left out, or none. */
    Optional<JsonNode> object(JsonNode json, String in, String name, Set<String> names) {
        return property(json, name).filter(value -> isObject(value, place(in, name), names));
    }

    /** One of an enum's words; {@code otherwise} where it is left out. */
    <E extends Enum<E>> E word(JsonNode json, String in, String name, E otherwise) {
        String at = place(in, name);
        E[] words = otherwise.getDeclaringClass().getEnumConstants();
        String text = text(json, in, name, otherwise.name());
        return Arrays.stream(words)
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    List<String> names = Arrays.stream(words).map(Enum::name).toList();
                    String message = "'" + text + "' is none of " + String.join(", ", names);
                    fault(ErrorCode.INVALID_REQUEST, new Problem(at, null, null, message, Nearest.to(text, names)));
                    return otherwise;
                });
    }

    /** The text that a value is. */
    String text(JsonNode value, String at) {
        return textOf(value, at).orElse("");
    }

    /** Text that must be there. */
    String text(JsonNode json, String in, String name) {
        return required(json, in, name)
                .flatMap(value -> textOf(value, place(in, name)))
                .orElse("");
    }

    String text(JsonNode json, String in, String name, String otherwise) {
        return property(json, name)
                .flatMap(value -> textOf(value, place(in, name)))
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
    Instant time(JsonNode json, String in, String name) {
        String at = place(in, name);
        return property(json, name)
                .flatMap(value -> textOf(value, at))
                .flatMap(text -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(text).toInstant());
                    } catch (DateTimeException e) {
                        fault(at, "'" + text + "' is no time; write one as 2020-05-02T02:55:00Z");
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    /** A duration (ISO 8601) from {@code shortest} to {@code longest}, that must be there. */
    Duration duration(JsonNode json, String in, String name, Duration shortest, Duration longest) {
        String at = place(in, name);
        return required(json, in, name)
                .flatMap(value -> textOf(value, at))
                .map(text -> {
                    try {
                        Duration duration = Duration.parse(text);
                        holds(
                                duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0,
                                at,
                                () -> "A duration is from " + shortest + " to " + longest + " here, not " + text);
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
                .map(value -> wholeNumber(value, name, 0, Long.MAX_VALUE, 0))
                .orElse(null);
    }

    /** A whole number that must be there. */
    int wholeNumber(JsonNode json, String in, String name, int min, int max) {
        return required(json, in, name)
                .map(value -> wholeNumber(value, place(in, name), min, max))
                .orElse(min);
    }

    /** The whole number that a value is. */
    int wholeNumber(JsonNode value, String at, int min, int max) {
        return (int) wholeNumber(value, at, min, max, min);
    }

    /** A whole number, {@code otherwise} where it is left out. */
    long wholeNumber(JsonNode json, String in, String name, long min, long max, long otherwise) {
        return property(json, name)
                .map(value -> wholeNumber(value, place(in, name), min, max, otherwise))
                .orElse(otherwise);
    }

    /** A number from {@code least} to {@code most}. */
    double number(JsonNode json, String in, String name, double least, double most, double otherwise) {
        return property(json, name)
                .map(value -> number(value, place(in, name), least, most))
                .orElse(otherwise);
    }

    double number(JsonNode value, String at, double least, double most) {
        boolean isRight = holds(
                value.isNumber() && value.asDouble() >= least && value.asDouble() <= most,
                at,
                () -> "Expected a number from " + least + " to " + most + ", not " + value);
        return isRight ? value.asDouble() : least;
    }

    private long wholeNumber(JsonNode value, String at, long min, long max, long otherwise) {
        boolean isOne = value.isIntegralNumber() && value.canConvertToLong();
        return holds(
                        isOne && value.asLong() >= min && value.asLong() <= max,
                        at,
                        () -> "Expected a whole number from " + min + " to " + max + ", not " + value)
                ? value.asLong()
                : otherwise;
    }

    private static Optional<JsonNode> property(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private Optional<String> textOf(JsonNode value, String at) {
        return holds(value.isString(), at, () -> "Expected text in quotes, not " + value)
                ? Optional.of(value.asString())
                : Optional.empty();
    }

    private boolean holds(boolean isRight, String at, Supplier<String> message) {
        if (!isRight) {
            fault(at, message.get());
        }
        return isRight;
    }

    static String place(String in, String name) {
        return in.isEmpty() ? name : in + "." + name;
    }
}
