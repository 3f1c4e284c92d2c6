package spoor.standalone;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit code 0 = done, 1 = failed, 2 = wrong usage. */
@Command(
        name = "spoor",
        description = "Empirical exploration of security events.",
        mixinStandardHelpOptions = true,
        subcommands = {Start.class, Demo.class, Send.class, Collect.class})
final class Spoor implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    static void main(String[] arguments) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        System.exit(new CommandLine(new Spoor())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("spoor: " + reason(failure));
                    return 1;
                })
                .execute(arguments));
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
