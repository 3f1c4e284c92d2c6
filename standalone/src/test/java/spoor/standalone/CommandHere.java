package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that takes place in this process, since each of its own takes a second to start. */
final class CommandHere {
    private CommandHere() {}

    /** What it prints. */
    static String run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        assertThat(execute(out, err, words)).as(err::toString).isZero();
        return out.toString().strip();
    }

    static void assertRefused(int exitCode, String reason, String... words) {
        var err = new StringWriter();
        assertThat(execute(new StringWriter(), err, words)).as(err::toString).isEqualTo(exitCode);
        assertThat(err.toString()).contains(reason);
    }

    private static int execute(StringWriter out, StringWriter err, String... words) {
        return Spoor.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
