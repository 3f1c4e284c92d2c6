package spoor.standalone;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the platform keeps its data and where it listens. */
final class PlatformOptions {
    @Spec(Spec.Target.MIXEE)
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

    /**
     * Starts the platform that they describe.
     *
     * @throws ParameterException if a port can't be one
     * @throws IOException if the data folder can't be used, a port is taken, or PostgreSQL does not start
     */
    Platform start(Running running) throws IOException {
        return Platform.start(running, data, ports());
    }

    private Ports ports() {
        try {
            return new Ports(http, ingest);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
