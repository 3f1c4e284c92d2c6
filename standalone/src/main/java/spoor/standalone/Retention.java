package spoor.standalone;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Sets or shows for how long a dataset is kept. */
@Command(
        name = "retention",
        description = {
            "Sets, or shows, for how long a dataset keeps what it receives. Whole days of receipt (UTC) are dropped when they are older.",
            "The last line is: dataset NAME keep P30D"
        },
        mixinStandardHelpOptions = true)
final class Retention implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Which.")
    private String dataset = "";

    @Option(
            names = "--keep",
            paramLabel = "PERIOD|forever",
            description = "For how long: P30D, P6M, P1Y … or forever. Shows what is set where it is left out.")
    private @Nullable String keep;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        return server.ask(api -> {
            String now = keep == null
                    ? shown(api)
                    : api.ask("PUT", "/datasets/retention", Map.of("dataset", dataset, "keep", keep))
                            .path("keep")
                            .asString();
            spec.commandLine().getOut().println("dataset " + dataset + " keep " + now);
            return 0;
        });
    }

    private String shown(ServerApi api) throws IOException, InterruptedException {
        for (JsonNode one : api.ask("GET", "/datasets", Map.of())) {
            if (one.path("name").asString().equals(dataset)) {
                return one.path("keep").asString();
            }
        }
        throw new IOException("There is no dataset '" + dataset + "'");
    }
}
