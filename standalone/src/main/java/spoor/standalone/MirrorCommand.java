package spoor.standalone;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What concerns the mirror, each a command of its own. */
@Command(
        name = "mirror",
        description = "Looks after the mirror, from which questions are answered.",
        mixinStandardHelpOptions = true,
        subcommands = MirrorCommand.Check.class)
final class MirrorCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what is to be done: check.");
    }

    /** Compares a dataset in the mirror with the store's. */
    @Command(
            name = "check",
            description = {
                "Compares a dataset's events in the mirror with the database's, by day of receipt (UTC): how many, and a checksum of all",
                "that they say. Everything is read, while all else goes on; some hundred thousand events take a few seconds.",
                "A line for each day: DAY equal|DIFFERENT events N of N checksum X of X",
                "The last line is: mirror NAME days N different N. The exit code is 1 if any day is different."
            },
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        /** Months of events take hours. */
        private static final Duration PATIENCE = Duration.ofDays(1);

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Which.")
        private String dataset = "";

        @Mixin
        private ServerOptions server = new ServerOptions();

        @Override
        public Integer call() throws Exception {
            return server.ask(api -> {
                JsonNode days = api.ask("GET", "/mirror/check", Map.of("dataset", dataset), PATIENCE);
                int different = 0;
                for (JsonNode day : days) {
                    different += day.path("isEqual").asBoolean() ? 0 : 1;
                    spec.commandLine().getOut().println(line(day));
                }
                spec.commandLine()
                        .getOut()
                        .println("mirror %s days %d different %d".formatted(dataset, days.size(), different));
                return different == 0 ? 0 : 1;
            });
        }

        private static String line(JsonNode day) {
            return "%s %s events %d of %d checksum %s of %s"
                    .formatted(
                            day.path("day").asString(),
                            day.path("isEqual").asBoolean() ? "equal" : "DIFFERENT",
                            day.path("events").asLong(),
                            day.path("storedEvents").asLong(),
                            day.path("checksum").asString(),
                            day.path("storedChecksum").asString());
        }
    }
}
