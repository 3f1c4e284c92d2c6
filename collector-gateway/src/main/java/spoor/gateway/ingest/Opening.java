package spoor.gateway.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.storage.StreamKey;
import spoor.storage.StreamState;
import tools.jackson.databind.JsonNode;

/**
 * What a session says when it opens ({@code docs/protocol.md}). Nothing is taken for something else: half a millisecond or a number in
 * quotes is a fault, however easily it could be made to fit.
 *
 * @param said any JSON; what is not an object says nothing
 */
record Opening(JsonNode said) {
    private static final String COLLECTOR = "collector";
    private static final String DATASET = "dataset";
    private static final String TOKEN = "token";
    private static final String STREAM = "stream";
    private static final String SHIFT = "shiftMillis";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String CLOCK = "clock";

    private static final List<String> TEXTS = List.of(COLLECTOR, DATASET, TOKEN, STREAM, CLOCK);
    private static final List<String> NUMBERS = List.of(SHIFT, ACKNOWLEDGED);

    private static final String TELLS = "tells";
    private static final String STAMPS = "stamps";
    private static final int MAX_NAME = 200;
    private static final int LONGEST_QUOTE = 40;

    /** Where its events belong; {@link #fault} must be empty. */
    StreamKey key() {
        return new StreamKey(
                text(DATASET).orElse("default"),
                text(COLLECTOR).orElseThrow(),
                text(STREAM).orElseThrow());
    }

    @Nullable
    String token() {
        return text(TOKEN).orElse(null);
    }

    Duration shift() {
        return Duration.ofMillis(number(SHIFT));
    }

    /** How many of the stream's events the collector knows to be stored. */
    long acknowledgedEvents() {
        return number(ACKNOWLEDGED);
    }

    /** Whether the collector answers what its clock shows. */
    boolean tellsTime() {
        return text(CLOCK).isPresent();
    }

    /** Whether that clock stamps all its events, too. */
    boolean stampsEvents() {
        return text(CLOCK).filter(STAMPS::equals).isPresent();
    }

    /** What keeps the session from opening, in words. */
    Optional<String> fault() {
        if (!said.isObject()) {
            return Optional.of("The opening is a JSON object, not " + quoted(said));
        }
        return Stream.concat(
                        TEXTS.stream()
                                .flatMap(name ->
                                        typeFault(name, "text", value(name).filter(v -> !v.isString()))),
                        NUMBERS.stream()
                                .flatMap(name -> typeFault(
                                        name,
                                        "a whole number of 64 bits",
                                        value(name).filter(v -> !isWhole(v)))))
                .findFirst()
                .or(this::namesFault)
                .or(this::shiftFault)
                .or(this::acknowledgedFault)
                .or(this::clockFault);
    }

    private static Stream<String> typeFault(String name, String expected, Optional<JsonNode> wrong) {
        return wrong.map(value -> "'%s' is %s, not %s".formatted(name, expected, quoted(value))).stream();
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private Optional<String> namesFault() {
        if (text(COLLECTOR).isEmpty() || text(STREAM).isEmpty()) {
            return Optional.of("A session names its collector and its stream");
        }
        return Stream.of(DATASET, COLLECTOR, STREAM)
                .flatMap(name -> text(name).flatMap(text -> nameFault(name, text)).stream())
                .findFirst();
    }

    private static Optional<String> nameFault(String what, String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            return Optional.of(
                    "The %s has a name of 1 to %d characters, not of %d".formatted(what, MAX_NAME, name.length()));
        }
        return name.codePoints().anyMatch(Opening::isUnwritable)
                ? Optional.of(
                        "The name of the %s holds a control character or half of a surrogate pair".formatted(what))
                : Optional.empty();
    }

    private static boolean isUnwritable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private Optional<String> shiftFault() {
        return StreamState.isShift(shift())
                ? Optional.empty()
                : Optional.of("Times move by 10,000 years at the most, not by %d ms".formatted(number(SHIFT)));
    }

    private Optional<String> acknowledgedFault() {
        return acknowledgedEvents() >= 0
                ? Optional.empty()
                : Optional.of("'%s' counts events, and is not %d".formatted(ACKNOWLEDGED, acknowledgedEvents()));
    }

    private Optional<String> clockFault() {
        return text(CLOCK)
                .filter(clock -> !clock.equals(TELLS) && !clock.equals(STAMPS))
                .map(clock -> "The clock is '%s' or '%s', not '%s'".formatted(TELLS, STAMPS, shortened(clock)));
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(said.get(name)).filter(value -> !value.isNull());
    }

    private Optional<String> text(String name) {
        return value(name).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private long number(String name) {
        return value(name).filter(Opening::isWhole).map(JsonNode::longValue).orElse(0L);
    }

    private static String quoted(JsonNode value) {
        return shortened(value.toString());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
