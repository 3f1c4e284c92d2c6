package spoor.standalone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Has a dataset's bytes read again. */
@Command(
        name = "reread",
        description = {
            "Applies today's mappings to a dataset's stored bytes: times and fields become what they would be if the events came now.",
            "What was read with today's mappings already is left out. It goes on by itself when the platform was stopped meanwhile.",
            "The last line is: reread batches N events N malformed N failed N"
        },
        mixinStandardHelpOptions = true)
final class Reread implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Which.")
    private String dataset = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = {
                "Only batches with events of this time (2026-05-04 or 2026-05-04T12:00:00Z) or later,",
                "or received on its day or later."
            })
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Only batches with events before this time, or received before it or on its day.")
    private @Nullable Instant to;

    @Option(names = "--force", description = "Also what was read with today's mappings already.")
    private boolean isForced;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        return server.ask(api -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("dataset", dataset);
            parameters.put("force", String.valueOf(isForced));
            if (from != null) {
                parameters.put("from", from.toString());
            }
            if (to != null) {
                parameters.put("to", to.toString());
            }
            var progress = new ProgressLine(spec.commandLine().getErr());
            JsonNode task = api.await(
                    api.ask("POST", "/datasets/reread", parameters), now -> progress.show(() -> progressOf(now)));
            progress.end();
            String message = task.path("message").asString("");
            if (!message.isEmpty()) {
                spec.commandLine().getErr().println("spoor: " + message);
            }
            spec.commandLine()
                    .getOut()
                    .println("reread batches %d events %d malformed %d failed %d"
                            .formatted(
                                    task.path("done").asLong(),
                                    task.path("events").asLong(),
                                    task.path("malformed").asLong(),
                                    task.path("failed").asLong()));
            boolean isDone = task.path("state").asString().equals("done");
            return isDone && task.path("failed").asLong() == 0 ? 0 : 1;
        });
    }

    private static String progressOf(JsonNode task) {
        return "%,d of %,d batches, %,d events  "
                .formatted(
                        task.path("done").asLong() + task.path("failed").asLong(),
                        task.path("total").asLong(),
                        task.path("events").asLong());
    }

    /** A moment, or the beginning of a day in UTC. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'%s' is neither a day, 2026-05-04, nor a time in UTC, 2026-05-04T12:00:00Z".formatted(text));
            }
        }
    }
}
