package spoor.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the frames of one connection (Lumberjack 2, with frames of our own; see {@code docs/protocol.md}). What is incomplete
 * stays in the buffer, but for an oversized event, of which its head alone is kept. What came compressed is given out frame by frame, so
 * that who takes them can pause: a few hundred KiB may hold millions. Not thread-safe.
 */
public final class FrameDecoder {
    private static final int HEAD_BYTES = 6;
    private static final int MAX_OPEN_BYTES = 64 * 1024;
    private static final int MAX_COMPRESSED_BYTES = 10 << 20;
    private static final int MAX_INFLATED_BYTES = 64 << 20;
    private static final int MAX_RATIO = 256;

    private final int maxEventBytes;
    private ByteBuf inflated = Unpooled.EMPTY_BUFFER;
    private @Nullable Gathering oversized;
    private int oversizedSequence;
    private long missingBytes;

    /** @param maxEventBytes of which an event is kept whole, positive */
    public FrameDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Whether a connection that starts with these two bytes speaks frames; else it sends lines. */
    public static boolean speaksFrames(byte first, byte second) {
        return first == '2' && (second == 'W' || second == 'O' || second == 'C' || second == 'J');
    }

    /** Whether an oversized event has begun and not ended; what else is incomplete stays in the buffer. */
    public boolean isWithinOversized() {
        return oversized != null;
    }

    /** Kept here rather than in the buffer: what was compressed, or the beginning of an oversized event. */
    public int heldBytes() {
        return inflated.readableBytes() + (oversized == null ? 0 : oversized.heldBytes());
    }

    /** The next frame; {@code in} is read as far as that was decoded. After {@link Decoded.Corrupt} nothing more can be. */
    public Decoded<Frame> next(ByteBuf in) {
        while (true) {
            if (inflated.isReadable()) {
                return nextInflated();
            }
            if (oversized != null || !startsCompressed(in)) {
                return nextFrame(in);
            }
            switch (inflate(in)) {
                case Decoded.Complete<ByteBuf>(ByteBuf frames) -> inflated = frames;
                case Decoded.Incomplete<ByteBuf> _ -> {
                    return new Decoded.Incomplete<>();
                }
                case Decoded.Corrupt<ByteBuf>(String reason) -> {
                    return corrupt(reason);
                }
            }
        }
    }

    private static boolean startsCompressed(ByteBuf in) {
        return in.readableBytes() >= HEAD_BYTES
                && in.getByte(in.readerIndex()) == '2'
                && in.getByte(in.readerIndex() + 1) == 'C';
    }

    private Decoded<Frame> nextInflated() {
        Decoded<Frame> next = nextFrame(inflated);
        if (!inflated.isReadable()) {
            inflated = Unpooled.EMPTY_BUFFER;
        }
        return switch (next) {
            case Decoded.Incomplete<Frame> _ -> corrupt("A compressed frame ends within a frame");
            case Decoded.Complete<Frame>(Frame.Open _) ->
                corrupt("A session opens in a frame of its own, not in a compressed one");
            case Decoded.Complete<Frame> _, Decoded.Corrupt<Frame> _ -> next;
        };
    }

    private Decoded<Frame> nextFrame(ByteBuf in) {
        if (oversized != null) {
            return gather(oversized, in);
        }
        if (in.readableBytes() < HEAD_BYTES) {
            return new Decoded.Incomplete<>();
        }
        int start = in.readerIndex();
        byte version = in.getByte(start);
        char type = (char) (in.getByte(start + 1) & 0xff);
        long number = in.getUnsignedInt(start + 2);
        if (version != '2') {
            return corrupt("A frame starts with the version '2', not with byte %d".formatted(version));
        }
        return switch (type) {
            case 'W' -> number(in, new Frame.Window(number));
            case 'S' -> number(in, new Frame.Skipped(number));
            case 'T' -> clock(in);
            case 'J' -> json(in);
            case 'O' -> open(in, number);
            case 'C' -> corrupt("A compressed frame stands in another");
            default -> corrupt("There is no frame type %d; W, J, C, O, S and T are known".formatted((int) type));
        };
    }

    private static Decoded<Frame> number(ByteBuf in, Frame frame) {
        in.skipBytes(6);
        return new Decoded.Complete<>(frame);
    }

    private static Decoded<Frame> clock(ByteBuf in) {
        if (in.readableBytes() < HEAD_BYTES + Long.BYTES) {
            return new Decoded.Incomplete<>();
        }
        in.skipBytes(2);
        return new Decoded.Complete<>(new Frame.Clock(in.readInt(), in.readLong()));
    }

    private Decoded<Frame> json(ByteBuf in) {
        if (in.readableBytes() < 10) {
            return new Decoded.Incomplete<>();
        }
        int start = in.readerIndex();
        int sequence = in.getInt(start + 2);
        long length = in.getUnsignedInt(start + 6);
        if (length > maxEventBytes) {
            in.skipBytes(10);
            Gathering gathering = new Gathering(maxEventBytes);
            oversized = gathering;
            oversizedSequence = sequence;
            missingBytes = length;
            return gather(gathering, in);
        }
        if (in.readableBytes() - 10 < length) {
            return new Decoded.Incomplete<>();
        }
        in.skipBytes(10);
        return new Decoded.Complete<>(new Frame.Json(sequence, Payload.whole(bytes(in, length))));
    }

    private Decoded<Frame> gather(Gathering gathering, ByteBuf in) {
        int count = (int) Math.min(missingBytes, in.readableBytes());
        gathering.add(in, count);
        missingBytes -= count;
        if (missingBytes > 0) {
            return new Decoded.Incomplete<>();
        }
        oversized = null;
        return new Decoded.Complete<>(new Frame.Json(oversizedSequence, gathering.finish()));
    }

    private static Decoded<Frame> open(ByteBuf in, long length) {
        if (length > MAX_OPEN_BYTES) {
            return corrupt("An opening of %d bytes is longer than %d".formatted(length, MAX_OPEN_BYTES));
        }
        if (in.readableBytes() - 6 < length) {
            return new Decoded.Incomplete<>();
        }
        in.skipBytes(6);
        return new Decoded.Complete<>(new Frame.Open(bytes(in, length)));
    }

    private static Decoded<ByteBuf> inflate(ByteBuf in) {
        long length = in.getUnsignedInt(in.readerIndex() + 2);
        if (length > MAX_COMPRESSED_BYTES) {
            return corrupt("A compressed frame of %d bytes is longer than %d".formatted(length, MAX_COMPRESSED_BYTES));
        }
        if (in.readableBytes() - HEAD_BYTES < length) {
            return new Decoded.Incomplete<>();
        }
        in.skipBytes(HEAD_BYTES);
        byte[] deflated = bytes(in, length);
        long limit = Math.min(MAX_INFLATED_BYTES, Math.max(64 * 1024, (long) deflated.length * MAX_RATIO));
        byte[] frames = inflate(deflated, limit);
        return frames == null
                ? corrupt("A compressed frame is no zlib data, or holds more than %d bytes".formatted(limit))
                : new Decoded.Complete<>(Unpooled.wrappedBuffer(frames));
    }

    private static byte @Nullable [] inflate(byte[] deflated, long limit) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[64 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (out.size() + (long) count > limit || (count == 0 && !inflater.finished())) {
                    return null;
                }
                out.write(piece, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return null;
        }
    }

    private static byte[] bytes(ByteBuf in, long length) {
        return ByteBufUtil.getBytes(in.readSlice((int) length));
    }

    private static <T> Decoded<T> corrupt(String reason) {
        return new Decoded.Corrupt<>(reason);
    }
}
