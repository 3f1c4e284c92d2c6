package spoor.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import spoor.gateway.server.GatewayService;
import spoor.standalone.SpoorProcess;
import spoor.standalone.bench.ServiceProcess;
import spoor.standalone.postgres.EmbeddedPostgres;

/** A gateway in a process of its own on a given PostgreSQL, that can be killed and started again at the same address. */
final class TestedGateway implements AutoCloseable {
    static final String TOKEN = "secret of the fault tests";
    private static final String HEAP = "-Xmx512m";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The gateway's program is made without Spring Security, which these tests have on their class path. */
    private static final List<String> NOT_ITS_OWN = Stream.of(
                    "web.servlet.ServletWebSecurity",
                    "web.servlet.SecurityFilter",
                    "actuate.web.servlet.ManagementWebSecurity")
            .map("org.springframework.boot.security.autoconfigure.%sAutoConfiguration"::formatted)
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedPostgres postgres;
    private final Path log;
    private final List<String> settings;
    private final int port = freePort();
    private final int httpPort = freePort();
    private ServiceProcess process;

    private TestedGateway(EmbeddedPostgres postgres, Path log, List<String> settings) throws IOException {
        this.postgres = postgres;
        this.log = log;
        this.settings = settings;
        this.process = launch();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param settings beyond those that it needs to run, such as {@code --spoor.gateway.max-bytes=1000}
     */
    static TestedGateway start(EmbeddedPostgres postgres, Path folder, String... settings) throws IOException {
        var gateway = new TestedGateway(postgres, folder.resolve("gateway.log"), List.of(settings));
        gateway.awaitReady();
        return gateway;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Kills it (SIGKILL) and starts it again; gives how long it took until it was ready. */
    Duration killAndStart() throws IOException, InterruptedException {
        process.kill();
        return restart();
    }

    /** Stops it (SIGTERM) and gives how long that took; {@link #restart} starts it again. */
    Duration terminate() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(process.terminate(PATIENCE)).as("the gateway ends").isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration restart() throws IOException {
        long start = System.nanoTime();
        process = launch();
        awaitReady();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void awaitReady() {
        await().atMost(PATIENCE).alias("the gateway is ready").until(this::isReady);
    }

    /** Whether it says that it can take events. */
    boolean isReady() {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A figure that it publishes, the sum over its labels; of a name that it does not publish 0. */
    double metric(String name) throws IOException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How much of the machine's memory it takes now. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** What its Java machine holds after a collection of garbage, buffers outside of the heap included. */
    long liveBytes() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
        return (long) (metric("jvm_memory_used_bytes") + metric("jvm_buffer_memory_used_bytes"));
    }

    @Override
    public void close() {
        process.close();
    }

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private ServiceProcess launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.autoconfigure.exclude=" + String.join(",", NOT_ITS_OWN),
                "--server.address=127.0.0.1",
                "--server.port=" + httpPort,
                "--spoor.storage.url=" + postgres.url(),
                "--spoor.storage.user=" + postgres.user(),
                "--spoor.storage.password=" + postgres.password(),
                "--spoor.gateway.host=127.0.0.1",
                "--spoor.gateway.port=" + port,
                "--spoor.gateway.token=" + TOKEN));
        arguments.addAll(settings);
        List<String> options = new ArrayList<>(SpoorProcess.QUICK_TO_START);
        options.add(HEAP);
        return ServiceProcess.start(GatewayService.class, options, log, arguments);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
