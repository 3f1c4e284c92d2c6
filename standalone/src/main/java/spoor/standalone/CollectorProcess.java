package spoor.standalone;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spoor.standalone.program.JavaProgram;

/** {@code spoor collect} as a process of its own, which ends with this one. */
final class CollectorProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorProcess.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private volatile boolean isClosing;

    private CollectorProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("collector").start(this::attend);
    }

    private void attend() {
        process.onExit().join();
        if (!isClosing) {
            LOG.warn("The collector ended with exit code {}; no more live events come", process.exitValue());
        }
    }

    /** Starts it; it streams to the gateway on this machine, and leaves the platform's own folder out. */
    static CollectorProcess start(int ingestPort, DataFolder data) throws IOException {
        List<String> words = JavaProgram.command(
                Spoor.class.getName(), List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of(
                "collect",
                "--with-parent",
                "--to",
                "127.0.0.1:" + ingestPort,
                "--token-file",
                data.tokenFile().toString(),
                "--without",
                data.path().toString()));
        var command = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return new CollectorProcess(command.start());
    }

    @Override
    public void close() {
        isClosing = true;
        process.destroy();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
