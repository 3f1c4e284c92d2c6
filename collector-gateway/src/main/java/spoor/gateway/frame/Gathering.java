package spoor.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A payload that arrives in pieces. Past the limit its head is kept and the rest only measured and hashed. */
final class Gathering {
    private static final int HEAD_BYTES = 64 * 1024;

    private final int maxBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private byte[] head = new byte[0];
    private @Nullable MessageDigest digest;
    private long length;

    Gathering(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(ByteBuf in, int count) {
        byte[] piece = ByteBufUtil.getBytes(in.readSlice(count));
        length += count;
        if (digest == null && length > maxBytes) {
            digest = sha256();
            byte[] before = kept.toByteArray();
            kept.reset();
            digest.update(before);
            byte[] start = Arrays.copyOf(before, Math.min(before.length + piece.length, HEAD_BYTES));
            if (before.length < start.length) {
                System.arraycopy(piece, 0, start, before.length, start.length - before.length);
            }
            head = start;
        }
        if (digest == null) {
            kept.writeBytes(piece);
        } else {
            digest.update(piece);
        }
    }

    /** Kept of what was added. */
    int heldBytes() {
        return kept.size() + head.length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Everything added since the last call. */
    Payload finish() {
        Payload payload = digest == null
                ? Payload.whole(kept.toByteArray())
                : new Payload(head, length, HexFormat.of().formatHex(digest.digest()));
        kept.reset();
        head = new byte[0];
        digest = null;
        length = 0;
        return payload;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
