package spoor.gateway.sender;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source's events, one after the other. */
@FunctionalInterface
public interface Lines extends AutoCloseable {
    /** Lines that are there already. */
    static Lines of(List<byte[]> lines) {
        Iterator<byte[]> rest = lines.iterator();
        return () -> rest.hasNext() ? rest.next() : null;
    }

    /** The next line that is not empty, without its LF, or null after the last. */
    byte @Nullable [] next() throws IOException;

    /** Closes what it reads from, if that is to be closed. */
    @Override
    default void close() throws IOException {}
}
