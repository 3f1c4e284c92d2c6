package spoor.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Has a dataset removed. */
@Command(
        name = "purge",
        description = {
            "Removes a dataset without a trace: events, bytes, malformed entries, positions, ledger and names, in the database and in"
                    + " the mirror.",
            "What PostgreSQL's write-ahead log holds of it stays until the log is recycled; see docs/operations.md.",
            "The last line is: purged NAME"
        },
        mixinStandardHelpOptions = true)
final class Purge implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Which.")
    private String dataset = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isSure;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        return server.ask(api -> {
            if (!isSure && !isConfirmed(api)) {
                spec.commandLine().getErr().println("spoor: nothing was purged");
                return 1;
            }
            var progress = new ProgressLine(spec.commandLine().getErr());
            JsonNode task = api.await(
                    api.ask("DELETE", "/datasets", Map.of("dataset", dataset)),
                    now -> progress.show(() -> "purging… " + now.path("message").asString("")));
            progress.end();
            if (!task.path("state").asString().equals("done")) {
                throw new IOException(task.path("message").asString());
            }
            spec.commandLine().getOut().println("purged " + dataset);
            return 0;
        });
    }

    /** Has the name typed once more. */
    private boolean isConfirmed(ServerApi api) throws IOException, InterruptedException {
        long events = 0;
        for (JsonNode one : api.ask("GET", "/datasets", Map.of())) {
            if (one.path("name").asString().equals(dataset)) {
                events = one.path("events").asLong();
            }
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "Dataset '%s' with its %,d events will be gone for ever. Type its name to go on: ",
                        dataset, events);
        spec.commandLine().getErr().flush();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return dataset.equals(in.readLine());
    }
}
