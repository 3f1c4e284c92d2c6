package spoor.gateway.sender;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are read by a thread of their own, some ahead, so that whoever sends them is never held up by a source that is
 * silent. One reader and one taker.
 */
final class Lookahead implements AutoCloseable {
    private static final int LINES = 1_024;

    private final BlockingQueue<Read> queue = new ArrayBlockingQueue<>(LINES);
    private final Thread reader;
    private boolean isAtEnd;

    private sealed interface Read {
        record Line(byte[] bytes) implements Read {}

        record End() implements Read {}

        record Failure(Exception cause) implements Read {}
    }

    Lookahead(Lines lines) {
        reader = Thread.ofPlatform().name("lines").daemon().start(() -> read(lines));
    }

    /**
     * The next line, or nothing if there is none yet after {@code patience}, or none will come.
     *
     * @throws SourceException if the lines can't be read
     */
    Optional<byte[]> poll(Duration patience) throws SourceException {
        if (isAtEnd) {
            return Optional.empty();
        }
        try {
            @Nullable Read next = queue.poll();
            if (next == null && patience.isPositive()) {
                next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
            return switch (next) {
                case null -> Optional.empty();
                case Read.Line(byte[] bytes) -> Optional.of(bytes);
                case Read.End() -> {
                    isAtEnd = true;
                    yield Optional.empty();
                }
                case Read.Failure(Exception cause) -> throw new SourceException(cause);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(e);
        }
    }

    /** Whether the last line has been taken. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void read(Lines lines) {
        try {
            try {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    queue.put(new Read.Line(line));
                }
                queue.put(new Read.End());
            } catch (IOException | RuntimeException e) {
                queue.put(new Read.Failure(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody takes any more.
        }
    }

    /** The source can't be read; no other attempt mends that. */
    static final class SourceException extends IOException {
        private static final long serialVersionUID = 1;

        SourceException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
