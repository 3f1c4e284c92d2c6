package spoor.standalone.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks, each a command of its own. */
@Command(
        name = "bench",
        description = "Measures side by side with the yardsticks, in one run; prints a JSON line for each figure.",
        mixinStandardHelpOptions = true,
        subcommands = {IngestBench.class, TableBench.class, GraphBench.class})
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a benchmark: ingest, table, graph.");
    }
}
