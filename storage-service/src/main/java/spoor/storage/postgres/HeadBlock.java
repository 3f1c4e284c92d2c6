package spoor.storage.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import spoor.event.Correction;
import spoor.event.Micros;

/**
 * What is known of a batch's entries beside their bytes, as one zstd frame. With a {@link RawBlock} it gives the batch back, so that
 * nobody has to look for its rows among the day's (ADR 6).
 *
 * <p>Inside, in big-endian numbers: {@value #FORMAT}; how many origins, and of each the collector's name in UTF-8 after its length, and
 * the correction as a byte (0 none, 1 shift, 2 clock, 3 clock that stamps) and two numbers of 64 bits, the shift or offset and the
 * uncertainty in microseconds; how many entries; then, of 64 bits an entry, six columns of steps from one entry to the next, which
 * compress to some 1 to 2 bytes an entry: ordinals; places among the origins; times of receipt in microseconds since 1970; 0 where
 * the source told no time, 1 where it did, 2 of what could not be read; that time, or that of receipt again; and what the corrected time is ahead of that. A block that
 * begins with a number of 0 or more has so many collectors' names and no corrections: it holds events alone, whose times were told or shifted.
 */
final class HeadBlock {
    private static final int FORMAT = -2;
    private static final int UNREAD = 2;
    private static final int COLUMNS = 6;
    private static final int CORRECTION_BYTES = 1 + 2 * Long.BYTES;

    private HeadBlock() {}

    /**
     * One entry's.
     *
     * @param isEvent whether it was read; what was not has the time of its receipt
     */
    record Head(
            int ordinal,
            Origin origin,
            boolean isEvent,
            Instant time,
            @Nullable Instant occurredAt,
            Instant receivedAt) {
        /** Of an event of which no correction is kept: what its time is ahead of what the source told, it was shifted. */
        static Head of(int ordinal, String collector, Instant time, @Nullable Instant occurredAt, Instant receivedAt) {
            Correction correction =
                    occurredAt == null ? Correction.none() : Correction.shift(Duration.between(occurredAt, time));
            return new Head(ordinal, new Origin(collector, correction), true, time, occurredAt, receivedAt);
        }

        /** What the source's clock said, or else ours. */
        private Instant firstKnown() {
            return Objects.requireNonNullElse(occurredAt, receivedAt);
        }
    }

    static byte[] pack(List<Head> heads) {
        Map<Origin, Integer> places = new LinkedHashMap<>();
        heads.forEach(head -> places.putIfAbsent(head.origin(), places.size()));
        List<byte[]> origins = places.keySet().stream().map(HeadBlock::pack).toList();
        int originBytes = origins.stream().mapToInt(origin -> origin.length).sum();
        ByteBuffer plain = ByteBuffer.allocate(3 * Integer.BYTES + originBytes + Long.BYTES * COLUMNS * heads.size());
        plain.putInt(FORMAT).putInt(origins.size());
        origins.forEach(plain::put);
        plain.putInt(heads.size());
        putSteps(plain, heads, Head::ordinal);
        putSteps(plain, heads, head -> places.getOrDefault(head.origin(), 0));
        putSteps(plain, heads, head -> Micros.of(head.receivedAt()));
        putSteps(plain, heads, head -> head.isEvent() ? head.occurredAt() == null ? 0 : 1 : UNREAD);
        putSteps(plain, heads, head -> Micros.of(head.firstKnown()));
        putSteps(plain, heads, head -> Micros.of(head.time()) - Micros.of(head.firstKnown()));
        return Block.pack(plain.array());
    }

    /** @throws DamagedBlockException if it is not what {@link #pack} gave */
    static List<Head> unpack(byte[] block) {
        return Block.unpack(block, HeadBlock::heads);
    }

    private static List<Head> heads(ByteBuffer plain) {
        int first = plain.getInt();
        boolean hasCorrections = first == FORMAT;
        var origins = new ArrayList<Origin>();
        for (int left = hasCorrections ? plain.getInt() : first; left > 0; left--) {
            String collector = text(plain);
            origins.add(new Origin(collector, hasCorrections ? correction(plain) : Correction.none()));
        }
        int events = Block.count(plain, COLUMNS * Long.BYTES);
        long[] ordinals = steps(plain, events);
        long[] places = steps(plain, events);
        long[] received = steps(plain, events);
        long[] told = steps(plain, events);
        long[] known = steps(plain, events);
        long[] ahead = steps(plain, events);
        var heads = new ArrayList<Head>(events);
        for (int i = 0; i < events; i++) {
            int ordinal = Math.toIntExact(ordinals[i]);
            Origin origin = origins.get(Math.toIntExact(places[i]));
            Instant time = Micros.instant(known[i] + ahead[i]);
            Instant occurredAt = told[i] == 1 ? Micros.instant(known[i]) : null;
            Instant receivedAt = Micros.instant(received[i]);
            heads.add(
                    hasCorrections
                            ? new Head(ordinal, origin, told[i] != UNREAD, time, occurredAt, receivedAt)
                            : Head.of(ordinal, origin.collector(), time, occurredAt, receivedAt));
        }
        return heads;
    }

    private static byte[] pack(Origin origin) {
        byte[] name = origin.collector().getBytes(StandardCharsets.UTF_8);
        ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES + name.length + CORRECTION_BYTES)
                .putInt(name.length)
                .put(name);
        switch (origin.correction()) {
            case Correction.None() -> put(packed, 0, Duration.ZERO, Duration.ZERO);
            case Correction.Shift(Duration by) -> put(packed, 1, by, Duration.ZERO);
            case Correction.Clock(Duration offset, Duration uncertainty, boolean isStamp) ->
                put(packed, isStamp ? 3 : 2, offset, uncertainty);
        }
        return packed.array();
    }

    private static void put(ByteBuffer packed, int kind, Duration move, Duration uncertainty) {
        packed.put((byte) kind).putLong(Tables.micros(move)).putLong(Tables.micros(uncertainty));
    }

    private static Correction correction(ByteBuffer plain) {
        byte kind = plain.get();
        Duration move = Tables.span(plain.getLong());
        Duration uncertainty = Tables.span(plain.getLong());
        return switch (kind) {
            case 0 -> Correction.none();
            case 1 -> Correction.shift(move);
            case 2, 3 -> new Correction.Clock(move, uncertainty, kind == 3);
            default -> throw new IllegalStateException("There is no correction of kind " + kind);
        };
    }

    private static String text(ByteBuffer plain) {
        return new String(Block.bytes(plain, plain.getInt()), StandardCharsets.UTF_8);
    }

    private static void putSteps(ByteBuffer plain, List<Head> heads, ToLongFunction<Head> column) {
        long before = 0;
        for (Head head : heads) {
            long value = column.applyAsLong(head);
            plain.putLong(value - before);
            before = value;
        }
    }

    private static long[] steps(ByteBuffer plain, int events) {
        long[] column = new long[events];
        long before = 0;
        for (int i = 0; i < events; i++) {
            before += plain.getLong();
            column[i] = before;
        }
        return column;
    }
}
