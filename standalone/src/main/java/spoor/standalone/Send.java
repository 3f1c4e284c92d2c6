package spoor.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import spoor.gateway.sender.FileSource;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;

/** Sends files of events with acknowledgement. */
@Command(
        name = "send",
        description =
                "Sends files of NDJSON (.zip and .gz are opened) with acknowledgement; what is there already is not stored again.",
        mixinStandardHelpOptions = true)
final class Send implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "The gateway (default: ${DEFAULT-VALUE}).")
    private String to = "127.0.0.1:5170";

    @Option(names = "--dataset", paramLabel = "NAME", description = "Where the events go (default: ${DEFAULT-VALUE}).")
    private String dataset = "default";

    @Option(names = "--collector", paramLabel = "NAME", description = "Who sends them (default: ${DEFAULT-VALUE}).")
    private String collector = "send";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the access token (default: ${DEFAULT-VALUE}).")
    private Path tokenFile = Path.of("data/access-token");

    @Option(names = "--rate", paramLabel = "N", description = "Events a second at the most; 0 = no limit.")
    private long rate = 0;

    @Option(names = "--stream", paramLabel = "NAME", description = "The stream's name, which standard input needs.")
    private @Nullable String stream;

    @Override
    public Integer call() throws IOException {
        String token = Files.exists(tokenFile) ? Files.readString(tokenFile).strip() : "";
        Report sum = new Report(0, 0, 0, 0, 0, 0);
        for (String file : files) {
            sum = plus(sum, send(file, token));
        }
        spec.commandLine()
                .getOut()
                .println("sent %d acknowledged %d duplicate %d rejected %d malformed %d"
                        .formatted(sum.sent(), sum.acknowledged(), sum.duplicate(), sum.rejected(), sum.malformed()));
        return sum.sent() == sum.acknowledged() ? 0 : 1;
    }

    private Report send(String file, String token) throws IOException {
        boolean isStandardInput = file.equals("-");
        if (isStandardInput && stream == null) {
            throw new ParameterException(
                    spec.commandLine(), "Standard input needs a name for its stream: --stream NAME");
        }
        String id = stream != null ? stream : new FileSource(Path.of(file)).stream();
        var sender = new Sender(gateway(), new Session(collector, dataset, token, id, Duration.ZERO), rate);
        try (Lines lines = isStandardInput ? FileSource.lines(System.in) : new FileSource(Path.of(file)).open()) {
            return sender.send(lines);
        }
    }

    private InetSocketAddress gateway() {
        int colon = to.lastIndexOf(':');
        try {
            return new InetSocketAddress(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ParameterException(spec.commandLine(), "--to is HOST:PORT, not '" + to + "'", e);
        }
    }

    private static Report plus(Report a, Report b) {
        return new Report(
                a.sent() + b.sent(),
                a.acknowledged() + b.acknowledged(),
                a.stored() + b.stored(),
                a.duplicate() + b.duplicate(),
                a.rejected() + b.rejected(),
                a.malformed() + b.malformed());
    }
}
