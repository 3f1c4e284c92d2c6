package spoor.gateway.sender;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source's events, one after the other. */
public interface Lines extends AutoCloseable {
    /** The next line that is not empty, without its LF, or null after the last. */
    byte @Nullable [] next() throws IOException;

    @Override
    void close() throws IOException;
}
