package spoor.standalone.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import spoor.standalone.program.JavaProgram;

/** One of the services as a process of its own, as on a server. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration END = Duration.ofSeconds(15);

    private final ChildProcess child;

    private ServiceProcess(ChildProcess child) {
        this.child = child;
    }

    /**
     * Starts it; it may take some seconds before it answers.
     *
     * @param options of its JVM
     * @param log takes what it logs
     * @param arguments settings, such as {@code --spoor.gateway.port=5170}
     */
    public static ServiceProcess start(Class<?> service, List<String> options, Path log, List<String> arguments)
            throws IOException {
        List<String> command = JavaProgram.command(service.getName(), options);
        command.addAll(arguments);
        command.add("--logging.file.name=" + log);
        return new ServiceProcess(ChildProcess.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD),
                END));
    }

    /**
     * Waits until it takes connections.
     *
     * @throws IOException if it ends before, or does not within two minutes
     */
    void awaitListening(InetSocketAddress address) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (child.process().isAlive() && System.nanoTime() < deadline) {
            try (var socket = new Socket()) {
                socket.connect(address);
                return;
            } catch (ConnectException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new IOException("A service that should listen on port %d does not".formatted(address.getPort()));
    }

    CpuClock cpu() {
        return new CpuClock(child.process().pid());
    }

    public boolean isAlive() {
        return child.process().isAlive();
    }

    public long pid() {
        return child.process().pid();
    }

    /** Ends it at once (SIGKILL), and returns when it is gone. */
    public void kill() throws InterruptedException {
        child.process().destroyForcibly().waitFor();
    }

    /** Asks it to stop (SIGTERM); whether it has within {@code patience}. */
    public boolean terminate(Duration patience) throws InterruptedException {
        child.process().destroy();
        return child.process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        child.close();
    }
}
