package spoor.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import spoor.gateway.sender.Lines;
import spoor.gateway.sender.Report;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.demo.OfficeDay;

/** Runs the platform with something to look at. */
@Command(
        name = "demo",
        description = {
            "Runs the whole platform with this machine's events and a sample.",
            "dataset 'default': what this machine's processes and files do, live;",
            "dataset 'sample': a generated office day in which something happens after 17:00."
        },
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final long SEED = 2016;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() throws Exception {
        try (var running = Running.untilTold()) {
            Platform platform = options.start(running);
            sendSample(platform);
            running.start(() -> CollectorProcess.start(platform.ingestPort(), platform.data()));
            return running.serve(platform.readyLine(), spec.commandLine().getOut());
        }
    }

    /** A folder that holds the sample already takes it as duplicates. */
    static void sendSample(Platform platform) throws IOException {
        var session = new Session("generated", "sample", platform.data().token(), "office-day-" + SEED, Duration.ZERO);
        Report report = new Sender(platform.ingestAddress(), session, 0).send(Lines.of(OfficeDay.lines(SEED)));
        LOG.info("The sample is there: {} events, {} of them from before", report.acknowledged(), report.duplicate());
    }
}
