package spoor.gateway.frame;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Splits a connection's bytes at LF. A CR stays, empty lines are left out, an oversized line keeps its head alone. What is
 * incomplete is taken out of the buffer and kept here. Not thread-safe.
 */
public final class LineSplitter {
    private final Gathering line;

    /** @param maxLineBytes of which a line is kept whole, without its LF, positive */
    public LineSplitter(int maxLineBytes) {
        line = new Gathering(maxLineBytes);
    }

    /** The next line without its LF, complete or incomplete; never corrupt. */
    public Decoded<Payload> next(ByteBuf in) {
        while (in.isReadable()) {
            int length = in.bytesBefore((byte) '\n');
            line.add(in, length < 0 ? in.readableBytes() : length);
            if (length < 0) {
                break;
            }
            in.skipBytes(1);
            if (!line.isEmpty()) {
                return new Decoded.Complete<>(line.finish());
            }
        }
        return new Decoded.Incomplete<>();
    }

    /** Whether a line has begun and not ended. */
    public boolean isWithinLine() {
        return !line.isEmpty();
    }

    /** Kept of the line that has begun. */
    public int heldBytes() {
        return line.heldBytes();
    }

    /** What stands after the last LF when the peer has closed. */
    public Optional<Payload> rest() {
        return line.isEmpty() ? Optional.empty() : Optional.of(line.finish());
    }
}
