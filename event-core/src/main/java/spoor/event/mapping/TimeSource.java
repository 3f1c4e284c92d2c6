package spoor.event.mapping;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.event.TimeRange;

/**
 * Where an event's time stands, and how it is written.
 *
 * @param localClock of {@link Format#LOCAL}: a field that the same shipper wrote in the same local time …
 * @param utcClock … and one that was written at about that moment in UTC; their difference is the zone
 */
record TimeSource(
        String field,
        Format format,
        @Nullable String localClock,
        @Nullable String utcClock) {
    private static final long ZONE_STEP_SECONDS = Duration.ofMinutes(15).toSeconds();

    enum Format {
        ISO,
        UTC,
        LOCAL,
        EPOCH_SECONDS
    }

    /** Every field that this looks at. */
    Set<String> sources() {
        return Stream.of(field, localClock, utcClock).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The time, or null where the field is absent or says something else, or a time that no event can have. */
    @Nullable
    Instant of(Map<String, Object> fields) {
        Instant time = said(fields);
        return time == null || !TimeRange.contains(time) ? null : time;
    }

    private @Nullable Instant said(Map<String, Object> fields) {
        Object value = fields.get(field);
        try {
            return switch (value) {
                case null -> null;
                case Number number -> format == Format.EPOCH_SECONDS ? ofSeconds(number.doubleValue()) : null;
                default -> ofText(value.toString(), fields);
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Instant ofText(String text, Map<String, Object> fields) {
        return switch (format) {
            case ISO -> plain(text, "Z", () -> OffsetDateTime.parse(text).toInstant());
            case UTC -> plain(text, "", () -> wallClock(text).toInstant(ZoneOffset.UTC));
            case LOCAL -> ofLocal(wallClock(text), fields);
            case EPOCH_SECONDS -> null;
        };
    }

    private @Nullable Instant ofLocal(LocalDateTime local, Map<String, Object> fields) {
        Object localNow = localClock == null ? null : fields.get(localClock);
        Object utcNow = utcClock == null ? null : fields.get(utcClock);
        if (localNow == null || utcNow == null) {
            return null;
        }
        long seconds = Duration.between(
                        OffsetDateTime.parse(utcNow.toString()).toInstant(),
                        wallClock(localNow.toString()).toInstant(ZoneOffset.UTC))
                .toSeconds();
        long zone = Math.round((double) seconds / ZONE_STEP_SECONDS) * ZONE_STEP_SECONDS;
        return local.toInstant(ZoneOffset.ofTotalSeconds(Math.toIntExact(zone)));
    }

    private static Instant plain(String text, String suffix, Supplier<Instant> otherwise) {
        Instant plain = PlainTime.parse(text, suffix);
        return plain == null ? otherwise.get() : plain;
    }

    private static LocalDateTime wallClock(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Instant ofSeconds(double seconds) {
        long micros = Math.round(seconds * 1e6);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
