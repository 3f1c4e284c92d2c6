package spoor.storage.postgres;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import spoor.event.Micros;

/**
 * What is known of a batch's events beside their bytes, as one zstd frame. With a {@link RawBlock} it gives the batch back, so that
 * nobody has to look for its rows among the day's (ADR 6).
 *
 * <p>Inside, in big-endian numbers: how many collectors, and each one's name in UTF-8 after its length; how many events; then, of 64 bits
 * an event, six columns of steps from one event to the next, which compress to some 1 to 2 bytes an event: ordinals; the collectors'
 * places among the names; times of receipt in microseconds since 1970; 1 where the source told a time, else 0; that time, or that of
 * receipt again; and what the corrected time is ahead of that.
 */
final class HeadBlock {
    private static final int LEVEL = 1;
    private static final int COLUMNS = 6;

    private HeadBlock() {}

    /** One event's. */
    record Head(
            int ordinal,
            String collector,
            Instant time,
            @Nullable Instant occurredAt,
            Instant receivedAt) {
        /** What the source's clock said, or else ours. */
        private Instant firstKnown() {
            return Objects.requireNonNullElse(occurredAt, receivedAt);
        }
    }

    static byte[] pack(List<Head> heads) {
        Map<String, Integer> places = new LinkedHashMap<>();
        heads.forEach(head -> places.putIfAbsent(head.collector(), places.size()));
        List<byte[]> names = places.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int nameBytes = names.stream().mapToInt(name -> name.length).sum();
        ByteBuffer plain = ByteBuffer.allocate(
                Integer.BYTES * (names.size() + 2) + nameBytes + Long.BYTES * COLUMNS * heads.size());
        plain.putInt(names.size());
        names.forEach(name -> plain.putInt(name.length).put(name));
        plain.putInt(heads.size());
        putSteps(plain, heads, Head::ordinal);
        putSteps(plain, heads, head -> places.getOrDefault(head.collector(), 0));
        putSteps(plain, heads, head -> Micros.of(head.receivedAt()));
        putSteps(plain, heads, head -> head.occurredAt() == null ? 0 : 1);
        putSteps(plain, heads, head -> Micros.of(head.firstKnown()));
        putSteps(plain, heads, head -> Micros.of(head.time()) - Micros.of(head.firstKnown()));
        return Zstd.compress(plain.array(), LEVEL);
    }

    static List<Head> unpack(byte[] block) {
        ByteBuffer plain = ByteBuffer.wrap(Zstd.decompress(block, Math.toIntExact(Zstd.getFrameContentSize(block))));
        var names = new ArrayList<String>();
        for (int left = plain.getInt(); left > 0; left--) {
            byte[] name = new byte[plain.getInt()];
            plain.get(name);
            names.add(new String(name, StandardCharsets.UTF_8));
        }
        int events = plain.getInt();
        long[] ordinals = steps(plain, events);
        long[] places = steps(plain, events);
        long[] received = steps(plain, events);
        long[] told = steps(plain, events);
        long[] known = steps(plain, events);
        long[] ahead = steps(plain, events);
        var heads = new ArrayList<Head>(events);
        for (int i = 0; i < events; i++) {
            heads.add(new Head(
                    Math.toIntExact(ordinals[i]),
                    names.get(Math.toIntExact(places[i])),
                    Micros.instant(known[i] + ahead[i]),
                    told[i] == 0 ? null : Micros.instant(known[i]),
                    Micros.instant(received[i])));
        }
        return heads;
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
