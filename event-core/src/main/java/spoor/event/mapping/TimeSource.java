package spoor.event.mapping;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spoor.event.TimeRange;
import spoor.event.YearlessTime;

/**
 * Where an event's time stands, and how it is written.
 *
 * @param zone of {@link Format#RFC3164}: in which the source's clock stands; UTC is assumed where nobody says
 * @param localClock of {@link Format#LOCAL}: a field that the same shipper wrote in the same local time …
 * @param utcClock … and one that was written at about that moment in UTC; their difference is the zone
 */
record TimeSource(
        String field,
        Format format,
        @Nullable ZoneId zone,
        @Nullable String localClock,
        @Nullable String utcClock) {
    private static final long ZONE_STEP_SECONDS = Duration.ofMinutes(15).toSeconds();
    private static final Pattern SPACES = Pattern.compile(" +");

    /** {@code Oct 11 22:14:15}, the day with or without a space or zero before it, the second with or without a fraction. */
    private static final DateTimeFormatter RFC3164 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendText(
                    ChronoField.MONTH_OF_YEAR,
                    Map.ofEntries(
                            Map.entry(1L, "Jan"),
                            Map.entry(2L, "Feb"),
                            Map.entry(3L, "Mar"),
                            Map.entry(4L, "Apr"),
                            Map.entry(5L, "May"),
                            Map.entry(6L, "Jun"),
                            Map.entry(7L, "Jul"),
                            Map.entry(8L, "Aug"),
                            Map.entry(9L, "Sep"),
                            Map.entry(10L, "Oct"),
                            Map.entry(11L, "Nov"),
                            Map.entry(12L, "Dec")))
            .appendPattern(" d HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    enum Format {
        ISO,
        UTC,
        LOCAL,
        EPOCH_SECONDS,
        RFC3164
    }

    /** Every field that this looks at. */
    Set<String> sources() {
        return Stream.of(field, localClock, utcClock).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * What an event tells of its time: an instant, or one in some year.
     *
     * @param assumed what it leaves out and is assumed, in words, or null where it says everything
     */
    record Told(
            @Nullable Instant instant,
            @Nullable YearlessTime yearless,
            @Nullable String assumed) {
        boolean isOfAnUnsetClock() {
            return instant != null && TimeRange.isUnset(instant);
        }
    }

    /** What the event tells, or null where the field is absent or says something else, or a time that no event can have. */
    @Nullable
    Told of(Map<String, Object> fields) {
        Object value = fields.get(field);
        try {
            return switch (value) {
                case null -> null;
                case Number number -> format == Format.EPOCH_SECONDS ? told(ofSeconds(number.doubleValue())) : null;
                default -> ofText(value.toString(), fields);
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Told ofText(String text, Map<String, Object> fields) {
        return switch (format) {
            case ISO -> told(plain(text, "Z", () -> OffsetDateTime.parse(text).toInstant()));
            case UTC -> told(plain(text, "", () -> wallClock(text).toInstant(ZoneOffset.UTC)));
            case LOCAL -> told(ofLocal(wallClock(text), fields));
            case EPOCH_SECONDS -> null;
            case RFC3164 -> ofRfc3164(text);
        };
    }

    private static @Nullable Told told(@Nullable Instant instant) {
        return instant == null || !TimeRange.contains(instant) ? null : new Told(instant, null, null);
    }

    private Told ofRfc3164(String text) {
        TemporalAccessor time = RFC3164.parse(SPACES.matcher(text.strip()).replaceAll(" "));
        var yearless =
                new YearlessTime(MonthDay.from(time), LocalTime.from(time), zone == null ? ZoneOffset.UTC : zone);
        return new Told(null, yearless, zone == null ? "year and zone" : "year");
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
        long offset = Math.round((double) seconds / ZONE_STEP_SECONDS) * ZONE_STEP_SECONDS;
        return local.toInstant(ZoneOffset.ofTotalSeconds(Math.toIntExact(offset)));
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
