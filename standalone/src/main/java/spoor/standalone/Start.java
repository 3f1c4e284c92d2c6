package spoor.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the platform until it is told to stop. */
@Command(
        name = "start",
        description = "Runs the whole platform on an embedded PostgreSQL that keeps its data in a folder.",
        mixinStandardHelpOptions = true)
final class Start implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "For the browser; 0 = any free one (default: ${DEFAULT-VALUE}).")
    private int http = 8080;

    @Option(
            names = "--ingest",
            paramLabel = "PORT",
            description = "For collectors; 0 = any free one (default: ${DEFAULT-VALUE}).")
    private int ingest = 5170;

    @Override
    public Integer call() throws Exception {
        Platform platform = Platform.start(data, http, ingest);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(platform), "shutdown"));
        spec.commandLine().getOut().println(platform.readyLine());
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void close(Platform platform) {
        try {
            platform.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(Start.class).error("The platform did not stop cleanly", e);
        }
    }
}
