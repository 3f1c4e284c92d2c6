package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spoor.standalone.program.JavaProgram;
import tools.jackson.databind.JsonNode;

/** The command line in a process of its own, as a user starts it; killed where a test leaves it running. */
public final class SpoorProcess implements AutoCloseable {
    /** Options of its JVM: most of what a test sees of a process is its start, which the thorough compiler only makes longer. */
    public static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1");

    /** The same where nobody measures memory: garbage that one thread collects is a sixth less to do on two cores. */
    private static final List<String> OPTIONS = List.of(QUICK_TO_START.getFirst(), "-XX:+UseSerialGC");

    private static final Pattern READY =
            Pattern.compile("ready (http://127\\.0\\.0\\.1:\\d+)/\\?token=(\\S+) ingest 127\\.0\\.0\\.1:(\\d+)");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path err;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final Thread reader;
    private PlatformClient client;

    private SpoorProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.reader = Thread.ofVirtual()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(output::add));
    }

    /** Starts a command; its standard error goes to a file beside {@code folder}. */
    public static SpoorProcess run(Path folder, String... arguments) throws IOException {
        Path err = Files.createTempFile(folder, arguments[0], ".err");
        List<String> command = JavaProgram.command(Spoor.class.getName(), OPTIONS);
        command.addAll(List.of(arguments));
        return new SpoorProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(err.toFile())
                        .start(),
                err);
    }

    /** Waits until {@code start} or {@code demo} says that everything listens; where it does not, it is ended. */
    public SpoorProcess awaitReady() throws InterruptedException {
        String line = output.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Matcher ready = READY.matcher(String.valueOf(line));
        if (!ready.matches()) {
            close();
            throw new AssertionError("Not ready, but: " + line + "\n" + errors());
        }
        client = new PlatformClient(ready.group(1), ready.group(2), Integer.parseInt(ready.group(3)));
        return this;
    }

    /** Of what is ready. */
    public PlatformClient client() {
        return client;
    }

    int ingestPort() {
        return client.ingestPort();
    }

    /** Of the HTTP interface. */
    String address() {
        return client.origin();
    }

    /** Types into its standard input. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Which files it has mapped into its memory, as the system tells it. */
    Path mappings() {
        return Path.of("/proc", Long.toString(process.pid()), "maps");
    }

    void terminate() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Those that it has started, and those that these have. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    int exitCode() throws InterruptedException {
        return exitCode(PATIENCE_SECONDS);
    }

    /** @param patience that it is given, in seconds */
    int exitCode(long patience) throws InterruptedException {
        assertThat(process.waitFor(patience, TimeUnit.SECONDS))
                .as(() -> errors())
                .isTrue();
        return process.exitValue();
    }

    /** What it wrote to standard output, the ready line excepted, after its end. */
    String output() throws InterruptedException {
        reader.join();
        return String.join("\n", output);
    }

    String errors() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The answer of the HTTP interface, below {@code /api/v1}. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return client.get(path);
    }

    /** Whatever stands at a path. */
    String text(String path) throws IOException, InterruptedException {
        return client.text(path);
    }

    /** The status with which {@link #get} would be answered. */
    int status(String path) throws IOException, InterruptedException {
        return client.call(path, null).statusCode();
    }

    /** How many events a dataset holds; 0 where there is none. */
    long events(String dataset) throws IOException, InterruptedException {
        for (JsonNode summary : get("/datasets")) {
            if (summary.path("name").asString().equals(dataset)) {
                return summary.path("events").asLong();
            }
        }
        return 0;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
