package spoor.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;

/** Where a command sends events, and as whom. */
final class GatewayOptions {
    private static final Path USUAL_TOKEN_FILE = Path.of("data/access-token");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "The gateway (default: ${DEFAULT-VALUE}).")
    private String to = "127.0.0.1:5170";

    @Option(names = "--dataset", paramLabel = "NAME", description = "Where the events go (default: ${DEFAULT-VALUE}).")
    private String dataset = "default";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the access token (default: data/access-token).")
    private @Nullable Path tokenFile;

    String dataset() {
        return dataset;
    }

    /** The address that {@code --to} names. */
    InetSocketAddress address() {
        int colon = to.lastIndexOf(':');
        try {
            return new InetSocketAddress(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ParameterException(spec.commandLine(), "--to is HOST:PORT, not '" + to + "'", e);
        }
    }

    /** The access token, or nothing where none is at hand: the gateway says whether it needs one. */
    String token() throws IOException {
        if (tokenFile == null && !Files.exists(USUAL_TOKEN_FILE)) {
            return "";
        }
        Path file = tokenFile == null ? USUAL_TOKEN_FILE : tokenFile;
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("The token's file " + file + " does not exist.", e);
        }
    }

    /** Sends, and says where the token was looked for if the gateway misses it. */
    Report send(Sender sender, Lines lines) throws IOException {
        try {
            return sender.send(lines);
        } catch (Sender.RefusedException e) {
            if (!e.code().equals("unauthenticated") || tokenFile != null) {
                throw e;
            }
            Path looked = USUAL_TOKEN_FILE.toAbsolutePath();
            throw new IOException(
                    "%s. It was looked for in %s%s; name another file with --token-file FILE."
                            .formatted(e.getMessage(), looked, Files.exists(looked) ? "" : ", which does not exist"),
                    e);
        }
    }
}
