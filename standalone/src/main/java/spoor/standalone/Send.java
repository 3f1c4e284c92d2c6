package spoor.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
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
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; - is standard input.")
    private List<String> files = List.of();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--collector", paramLabel = "NAME", description = "Who sends them (default: ${DEFAULT-VALUE}).")
    private String collector = "send";

    @Option(names = "--rate", paramLabel = "N", description = "Events a second at the most; 0 = no limit.")
    private long rate = 0;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "The stream's name, which standard input needs (default: the content's SHA-256).")
    private @Nullable String stream;

    @Option(
            names = "--time",
            paramLabel = "shift|keep",
            description = "shift: all times move alike, so that a file's last event is now; its bytes stay"
                    + " (default: ${DEFAULT-VALUE}).")
    private Time time = Time.keep;

    /** In the spelling of the command line. */
    enum Time {
        shift,
        keep
    }

    @Override
    public Integer call() throws IOException {
        check();
        String token = gateway.token();
        var progress = new ProgressLine(spec.commandLine().getErr());
        Report sum = new Report(0, 0, 0, 0, 0, 0);
        for (String file : files) {
            sum = sum.plus(send(file, token, progress));
        }
        progress.end();
        spec.commandLine()
                .getOut()
                .println("sent %d acknowledged %d duplicate %d rejected %d malformed %d"
                        .formatted(sum.sent(), sum.acknowledged(), sum.duplicate(), sum.rejected(), sum.malformed()));
        return sum.sent() == sum.acknowledged() ? 0 : 1;
    }

    private void check() {
        gateway.address();
        if (rate < 0) {
            throw wrong("--rate is a number of events a second, 0 or more, not " + rate);
        }
        if (stream != null && files.size() > 1) {
            throw wrong("--stream names one stream, but there are " + files.size() + " files. Send them one by one.");
        }
        if (files.contains(STANDARD_INPUT) && stream == null) {
            throw wrong("Standard input needs a name for its stream: --stream NAME");
        }
        if (files.contains(STANDARD_INPUT) && time == Time.shift) {
            throw wrong("--time shift needs to know the last event first, so it needs a file and not standard input.");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Report send(String file, String token, ProgressLine progress) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return send(String.valueOf(stream), Duration.ZERO, token, FileSource.lines(System.in), progress);
        }
        FileSource source = new FileSource(Path.of(file));
        String id = stream == null ? source.stream() : stream;
        Duration shift = time == Time.shift ? shiftToNow(source) : Duration.ZERO;
        return send(id, shift, token, source.open(), progress);
    }

    private Report send(String id, Duration shift, String token, Lines lines, ProgressLine progress)
            throws IOException {
        var session = new Session(collector, gateway.dataset(), token, id, shift);
        try (lines) {
            return gateway.send(new Sender(gateway.address(), session, rate, progress), lines);
        }
    }

    /** By how much the times of a file must move so that its last event is now; the gateway keeps it with the stream. */
    private static Duration shiftToNow(FileSource source) throws IOException {
        Mappings mappings = Mappings.bundled();
        Instant now = Instant.now();
        Instant last = Instant.MIN;
        try (Lines lines = source.open()) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Instant occurredAt = mappings.read(line) instanceof Reading.Read read ? read.occurredAt(now) : null;
                if (occurredAt != null && occurredAt.isAfter(last)) {
                    last = occurredAt;
                }
            }
        }
        return last.equals(Instant.MIN) ? Duration.ZERO : Duration.between(last, Instant.now());
    }
}
