package spoor.storage.postgres;

import com.github.luben.zstd.Zstd;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Bytes as one zstd frame (RFC 8878). A damaged one is told from a whole one before memory is taken for what it claims to hold. */
final class Block {
    private static final int LEVEL = 1;

    /** A block within a zstd frame has a header of 3 bytes, and holds 128 KiB at the most (RFC 8878, 3.1.1.2). */
    private static final long MAX_BYTES_PER_BYTE = 128 * 1024 / 3 + 1;

    /** No batch is larger, for an event has a greatest size and a batch ends soon after it. */
    private static final long MOST_BYTES = 256L << 20;

    private Block() {}

    static byte[] pack(byte[] plain) {
        return Zstd.compress(plain, LEVEL);
    }

    /**
     * What {@code reading} makes of the bytes, of which it must take every one.
     *
     * @throws DamagedBlockException if {@code block} is no frame, or not one that {@code reading} can read
     */
    static <T> T unpack(byte[] block, Function<ByteBuffer, T> reading) {
        try {
            ByteBuffer plain = ByteBuffer.wrap(plain(block));
            T value = reading.apply(plain);
            require(!plain.hasRemaining());
            return value;
        } catch (RuntimeException e) { // Whatever a reading of damaged bytes ends with.
            throw new DamagedBlockException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A number of things that follow, of which each takes so many bytes at the least. */
    static int count(ByteBuffer plain, int bytesEach) {
        int count = plain.getInt();
        require(count >= 0 && count <= plain.remaining() / bytesEach);
        return count;
    }

    /** The next bytes. */
    static byte[] bytes(ByteBuffer plain, int length) {
        require(length >= 0 && length <= plain.remaining());
        byte[] bytes = new byte[length];
        plain.get(bytes);
        return bytes;
    }

    private static byte[] plain(byte[] block) {
        long length = Zstd.getFrameContentSize(block);
        require(length >= 0 && length <= MAX_BYTES_PER_BYTE * block.length && length <= MOST_BYTES);
        return Zstd.decompress(block, Math.toIntExact(length));
    }

    private static void require(boolean isWhole) {
        if (!isWhole) {
            throw new BufferUnderflowException();
        }
    }
}
