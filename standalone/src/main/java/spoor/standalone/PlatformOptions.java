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
     * Starts the platform that they describe. What this process puts aside lies in the data folder too, from where the next one
     * removes it if this one is killed: DuckDB's library alone takes 71 MB.
     *
     * @throws ParameterException if a port can't be one
     * @throws IOException if the data folder can't be used, a port is taken, or PostgreSQL does not start
     */
    Platform start(Running running) throws IOException {
        Ports ports = ports();
        DataFolder folder = running.start(() -> DataFolder.take(data));
        System.setProperty("java.io.tmpdir", folder.temporary().toString());
        return Platform.start(running, folder, ports);
    }

    private Ports ports() {
        try {
            return new Ports(http, ingest);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
