package spoor.standalone;

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

    Path data() {
        return data;
    }

    /** @throws ParameterException if they can't be ports */
    Ports ports() {
        try {
            return new Ports(http, ingest);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
