package spoor.gateway.frame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docs/protocol.md} says of bytes, read all at once: the frames in words, then {@code corrupt}, or how many bytes are left that
 * wait for more. For tests, to compare {@link FrameDecoder} with.
 */
final class ReferenceFrames {
    private static final int HEAD_BYTES = 6;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final long MAX_OPEN_BYTES = 64 * 1024;
    private static final long MAX_COMPRESSED_BYTES = 10 << 20;
    private static final long MAX_INFLATED_BYTES = 64 << 20;

    private final int maxEventBytes;
    private final List<String> words = new ArrayList<>();

    private ReferenceFrames(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Every frame in words, and how it ends. */
    static List<String> words(byte[] bytes, int maxEventBytes) {
        var frames = new ReferenceFrames(maxEventBytes);
        int left = frames.read(ByteBuffer.wrap(bytes), false);
        frames.words.add(left < 0 ? "corrupt" : left + " bytes wait");
        return frames.words;
    }

    /** What {@link #words} says of a decoder's frame. */
    static String word(Frame frame) {
        return switch (frame) {
            case Frame.Window(long events) -> "window " + events;
            case Frame.Skipped(long events) -> "skipped " + events;
            case Frame.Clock(int question, long micros) -> "clock " + question + " " + micros;
            case Frame.Open(byte[] json) -> "open " + hex(json);
            case Frame.Json(int sequence, Payload payload) ->
                "event %d of %d: %s %s".formatted(sequence, payload.length(), hex(payload.bytes()), payload.sha256());
        };
    }

    /** How many bytes are left; negative where they are corrupt. */
    private int read(ByteBuffer in, boolean isCompressed) {
        while (in.remaining() >= HEAD_BYTES) {
            int start = in.position();
            byte version = in.get();
            byte type = in.get();
            long number = Integer.toUnsignedLong(in.getInt());
            boolean isKnown = "WSTJOC".indexOf(type) >= 0;
            boolean isTooLong =
                    (type == 'O' && number > MAX_OPEN_BYTES) || (type == 'C' && number > MAX_COMPRESSED_BYTES);
            if (version != '2' || !isKnown || isTooLong || (isCompressed && (type == 'C' || type == 'O'))) {
                return -1;
            }
            boolean isWhole = switch (type) {
                case 'W' -> words.add("window " + number);
                case 'S' -> words.add("skipped " + number);
                case 'T' -> in.remaining() >= 8 && words.add("clock " + (int) number + " " + in.getLong());
                case 'J' -> event(in, (int) number);
                case 'O' -> in.remaining() >= number && words.add("open " + hex(bytes(in, number)));
                default -> in.remaining() >= number;
            };
            if (!isWhole) {
                in.position(start);
                return isCompressed ? -1 : in.remaining();
            }
            if (type == 'C' && !compressed(bytes(in, number))) {
                return -1;
            }
        }
        return isCompressed && in.hasRemaining() ? -1 : in.remaining();
    }

    private boolean event(ByteBuffer in, int sequence) {
        if (in.remaining() < 4) {
            return false;
        }
        long length = Integer.toUnsignedLong(in.getInt());
        if (in.remaining() < length) {
            return false;
        }
        byte[] whole = bytes(in, length);
        boolean isKept = length <= maxEventBytes;
        return words.add("event %d of %d: %s %s"
                .formatted(
                        sequence,
                        length,
                        hex(isKept ? whole : Arrays.copyOf(whole, Math.min(whole.length, KEPT_BYTES))),
                        isKept ? "" : sha256(whole)));
    }

    private boolean compressed(byte[] deflated) {
        byte[] frames = inflated(deflated);
        return frames != null && read(ByteBuffer.wrap(frames), true) >= 0;
    }

    private static byte @Nullable [] inflated(byte[] deflated) {
        long limit = Math.min(MAX_INFLATED_BYTES, Math.max(64 * 1024, 256L * deflated.length));
        try (var inflater = new Inflater();
                var in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            byte[] frames = in.readNBytes((int) limit + 1);
            return frames.length > limit || !inflater.finished() ? null : frames;
        } catch (IOException e) {
            return null;
        }
    }

    private static byte[] bytes(ByteBuffer in, long length) {
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
