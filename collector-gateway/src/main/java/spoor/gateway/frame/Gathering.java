package spoor.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A payload that arrives in pieces. Past the limit its head is kept and the rest only measured and hashed. */
final class Gathering {
    private static final int HEAD_BYTES = 64 * 1024;

    private final int maxBytes;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
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
            digest.update(before);
            kept = new ByteArrayOutputStream();
            keepHead(before);
        }
        if (digest == null) {
            kept.writeBytes(piece);
        } else {
            digest.update(piece);
            keepHead(piece);
        }
    }

    /** Kept of what was added. */
    int heldBytes() {
        return kept.size();
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Everything added since the last call. */
    Payload finish() {
        Payload payload = digest == null
                ? Payload.whole(kept.toByteArray())
                : new Payload(kept.toByteArray(), length, HexFormat.of().formatHex(digest.digest()));
        kept.reset();
        digest = null;
        length = 0;
        return payload;
    }

    /** INVARIANT: what is kept does not depend on how the payload was cut on its way. */
    private void keepHead(byte[] piece) {
        kept.write(piece, 0, Math.min(piece.length, HEAD_BYTES - kept.size()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
