package spoor.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whom a command asks: the platform that runs on a folder, or a server somewhere. */
final class ServerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "The folder of the platform (default: ${DEFAULT-VALUE}).",
                "Where none runs on it, one is started for as long as the command takes."
            })
    private Path data = Path.of("data");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Another platform's address, such as http://127.0.0.1:8080; needs --token-file.")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the access token (default: DIR/access-token).")
    private @Nullable Path tokenFile;

    /** A command's work. */
    interface Work {
        int with(ServerApi api) throws IOException, InterruptedException;
    }

    /** Does the work with the platform that is meant, and gives its exit code. */
    int ask(Work work) throws IOException, InterruptedException {
        if (server != null) {
            if (tokenFile == null) {
                throw new ParameterException(spec.commandLine(), "--server needs --token-file.");
            }
            return work.with(new ServerApi(server, token(tokenFile)));
        }
        if (!Files.isDirectory(data)) {
            throw new IOException(
                    "There is no folder %s. Name the platform's with --data, or a --server.".formatted(data));
        }
        if (DataFolder.isTaken(data)) {
            return work.with(new ServerApi(DataFolder.address(data), token(DataFolder.tokenFile(data))));
        }
        spec.commandLine().getErr().println("spoor: nothing runs on " + data + "; it is started for this command");
        try (var running = Running.untilTold()) {
            Platform platform = Platform.start(running, data, Ports.ANY);
            return work.with(new ServerApi(platform.address(), platform.data().token()));
        }
    }

    private static String token(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("The token's file " + file + " does not exist.", e);
        }
    }
}
