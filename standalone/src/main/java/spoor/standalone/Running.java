package spoor.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in this process: started one after the other, closed the last first, however far it came. An end that comes while
 * something starts waits for it, so that nothing is left behind. Thread-safe.
 */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean isEnding;
    private boolean isClean = true;

    /** How a part is started. */
    @FunctionalInterface
    interface Start<T extends AutoCloseable> {
        T start() throws IOException;
    }

    /** Closes everything when the process is told to stop, by SIGTERM or Ctrl-C; it ends with 0 if everything stopped cleanly. */
    static Running untilTold() {
        var running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::endProcess, "shutdown"));
        return running;
    }

    /**
     * Starts a part.
     *
     * @throws IOException if it does not start, or the end has come
     */
    synchronized <T extends AutoCloseable> T start(Start<T> start) throws IOException {
        if (isEnding) {
            throw new IOException("It was told to stop while it was starting.");
        }
        T part = start.start();
        parts.push(part);
        return part;
    }

    /** Says that everything listens, and waits for the end. */
    int serve(String readyLine, PrintWriter out) throws InterruptedException {
        out.println(readyLine);
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    @Override
    public void close() {
        isEnding = true;
        closeParts();
    }

    private synchronized void closeParts() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) { // Whatever keeps one part from closing, the others close.
                isClean = false;
                LOG.error("{} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    /** A process that a signal ends would say so with its exit code, however cleanly it stopped. One that ends by itself says its own. */
    private void endProcess() {
        boolean isTold = !isEnding;
        close();
        if (isTold) {
            Runtime.getRuntime().halt(isClean ? 0 : 1);
        }
    }
}
