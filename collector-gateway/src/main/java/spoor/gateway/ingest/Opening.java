package spoor.gateway.ingest;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import spoor.storage.StreamKey;

/**
 * What a session says when it opens.
 *
 * @param clock {@code tells} where the collector answers what its clock shows, {@code stamps} where that clock stamps all events, too
 */
record Opening(
        @Nullable String collector,
        @Nullable String dataset,
        @Nullable String token,
        @Nullable String stream,
        @Nullable Long shiftMillis,
        @Nullable String clock) {
    private static final String TELLS = "tells";
    private static final String STAMPS = "stamps";
    private static final int MAX_NAME = 200;
    private static final Duration LONGEST_SHIFT = Duration.ofDays(3_652_425);

    /** Where its events belong; {@link #fault} must be empty. */
    StreamKey key() {
        return new StreamKey(dataset == null ? "default" : dataset, String.valueOf(collector), String.valueOf(stream));
    }

    Duration shift() {
        return Duration.ofMillis(shiftMillis == null ? 0 : shiftMillis);
    }

    boolean tellsTime() {
        return clock != null;
    }

    boolean stampsEvents() {
        return STAMPS.equals(clock);
    }

    /** What keeps the session from opening, in words. */
    Optional<String> fault() {
        if (collector == null || stream == null) {
            return Optional.of("A session names its collector and its stream");
        }
        StreamKey key = key();
        return nameFault("dataset", key.dataset())
                .or(() -> nameFault("collector", key.collector()))
                .or(() -> nameFault("stream", key.stream()))
                .or(this::shiftFault)
                .or(this::clockFault);
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
        return shift().abs().compareTo(LONGEST_SHIFT) > 0
                ? Optional.of("Times move by 10,000 years at the most, not by %d ms".formatted(shiftMillis))
                : Optional.empty();
    }

    private Optional<String> clockFault() {
        return clock == null || clock.equals(TELLS) || clock.equals(STAMPS)
                ? Optional.empty()
                : Optional.of("The clock is '%s' or '%s', not '%s'".formatted(TELLS, STAMPS, clock));
    }
}
