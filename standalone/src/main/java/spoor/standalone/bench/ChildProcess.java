package spoor.standalone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that a benchmark starts: it ends with the benchmark, also where somebody ends that in the middle. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Duration patience;

    private ChildProcess(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-child"));
    }

    /** @param patience that it is given to stop by itself, before it is killed */
    static ChildProcess start(ProcessBuilder command, Duration patience) throws IOException {
        return new ChildProcess(command.start(), patience);
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
