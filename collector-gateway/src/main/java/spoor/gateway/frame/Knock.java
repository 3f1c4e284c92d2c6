package spoor.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * {@code 2H} and the protocol's version, 1: what a collector may say first of all, to learn whether a gateway listens before it
 * says its token, and what a gateway answers. No event starts like this, and no server for browsers takes it for a request.
 */
public final class Knock {
    public static final int BYTES = 6;

    private static final ByteBuf KNOCK = Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer(new byte[] {'2', 'H', 0, 0, 0, 1}).asReadOnly());

    private Knock() {}

    /** Whether {@code in} begins with a knock, or, where it is shorter, with the beginning of one. */
    public static boolean begins(ByteBuf in) {
        int compared = Math.min(BYTES, in.readableBytes());
        return ByteBufUtil.equals(in, in.readerIndex(), KNOCK, 0, compared);
    }

    /** The knock's bytes. */
    public static ByteBuf bytes() {
        return KNOCK.duplicate();
    }
}
