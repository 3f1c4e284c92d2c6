package spoor.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the platform until it is told to stop. */
@Command(
        name = "start",
        description = "Runs the whole platform on an embedded PostgreSQL that keeps its data in a folder.",
        mixinStandardHelpOptions = true)
final class Start implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() throws Exception {
        try (var running = Running.untilTold()) {
            Platform platform = options.start(running);
            return running.serve(platform.readyLine(), spec.commandLine().getOut());
        }
    }
}
