package spoor.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the platform keeps its data and where it listens. */
final class PlatformOptions {
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

    Path data() {
        return data;
    }

    int http() {
        return http;
    }

    int ingest() {
        return ingest;
    }
}
