package spoor.standalone;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs until the process is told to stop, by SIGTERM or Ctrl-C; then it is closed, the last first. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    Running() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    synchronized <T extends AutoCloseable> T add(T part) {
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

    private synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) { // Whatever keeps one part from closing, the others close.
                LOG.error("{} did not stop cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
