package spoor.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import spoor.client.Expression;

/**
 * A short run of everything, made once by the build for those that come after it: it unpacks PostgreSQL's programs, and the JVM keeps
 * the classes that it needed, linked, in {@code spoor.aot}, with which {@code ./spoor start} is ready in half the time. Where it fails
 * the build goes on, since all runs without.
 */
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Rehearsal() {}

    static void main() throws IOException {
        Path folder = Files.createTempDirectory("spoor-rehearsal");
        Spoor.commandLine().execute("start", "--help");
        try (var running = new Running()) {
            perform(Platform.start(running, folder, new Ports(0, 0)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("Spoor will start without what a rehearsal would have given it: " + e);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void perform(Platform platform) throws IOException, InterruptedException {
        Demo.sendSample(platform);
        var api = new ServerApi(platform.address(), platform.data().token());
        Map<String, String> sample = Map.of("dataset", "sample");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api.ask("GET", "/fields", sample).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
        }
        api.ask("GET", "/events", sample);
        try (var client = spoor.client.Spoor.connect(
                platform.address().toString(), platform.data().token())) {
            client.events("sample")
                    .where("event.action:*")
                    .groupBy("event.action")
                    .agg(Expression.count())
                    .fetch();
        }
    }
}
