package spoor.standalone;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import spoor.standalone.bench.Bench;

/** The command line. Exit code 0 = done, 1 = failed, 2 = wrong usage. */
@Command(
        name = "spoor",
        description = "Empirical exploration of security events.",
        footer = "  test       Runs the whole test suite, the browser tests included.",
        mixinStandardHelpOptions = true,
        versionProvider = Spoor.Version.class,
        subcommands = {
            Start.class,
            Demo.class,
            Send.class,
            Collect.class,
            Reread.class,
            Retention.class,
            Purge.class,
            MirrorCommand.class,
            Bench.class
        })
final class Spoor implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    static void main(String[] arguments) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        System.exit(commandLine().execute(arguments));
    }

    /** What takes the arguments, and says in words why a command failed. */
    static CommandLine commandLine() {
        return new CommandLine(new Spoor())
                .setExecutionStrategy(Spoor::execute)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("spoor: " + reason(failure));
                    return 1;
                });
    }

    /** Help about a command that is none is wrong usage, too. */
    private static int execute(ParseResult parsed) {
        if (!parsed.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        return new RunLast().execute(parsed);
    }

    /** As the archive says that holds the program. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Spoor.class.getPackage().getImplementationVersion();
            return new String[] {"Spoor " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** Spring's own message names the bean that it could not make; what matters to a user is why. */
    private static @Nullable String reason(Exception failure) {
        return failure instanceof NestedRuntimeException nested
                ? nested.getMostSpecificCause().getMessage()
                : failure.getMessage();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
