package spoor.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What researchers did without Spoor: events from PostgreSQL into pandas, and computed with it and NetworkX in memory. */
final class PandasYardstick {
    private static final String PROGRAM = "/usr/bin/python3";
    private static final String SCRIPT = "workflow.py";
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration END = Duration.ofSeconds(10);

    private PandasYardstick() {}

    /** Where python3 has what is needed. Debian: python3-pandas python3-networkx python3-sqlalchemy python3-psycopg2. */
    static boolean isInstalled() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            return false;
        }
        Process asked = new ProcessBuilder(PROGRAM, "-c", "import networkx, numpy, pandas, psycopg2, sqlalchemy")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
    }

    /** All steps, each the shortest of some runs; {@code digest} tells results apart. */
    static List<Figure> run(PlatformDatabase database, Path folder, int runs) throws IOException, InterruptedException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream from = Objects.requireNonNull(PandasYardstick.class.getResourceAsStream(SCRIPT))) {
            Files.copy(from, script);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        PROGRAM,
                        script.toString(),
                        database.addressForSqlAlchemy(),
                        WorkflowEvents.SELECT,
                        Integer.toString(runs))
                .redirectError(folder.resolve("pandas.err").toFile());
        builder.environment().put("PGPASSWORD", database.password());
        List<Figure> figures = new ArrayList<>();
        try (ChildProcess python = ChildProcess.start(builder, END);
                BufferedReader output = python.process().inputReader(StandardCharsets.UTF_8)) {
            for (Optional<Figure> next = figure(output.readLine());
                    next.isPresent();
                    next = figure(output.readLine())) {
                figures.add(next.get());
            }
            if (python.process().waitFor() != 0) {
                throw new IOException("pandas failed: "
                        + Files.readString(folder.resolve("pandas.err")).strip());
            }
        }
        return figures;
    }

    private static Optional<Figure> figure(@Nullable String line) {
        if (line == null) {
            return Optional.empty();
        }
        JsonNode told = JsonMapper.shared().readTree(line);
        return Optional.of(new Figure(
                        "table",
                        told.path("step").asString(),
                        told.path("engine").asString(),
                        told.path("seconds").asDouble(),
                        told.path("events").asLong())
                .with("digest", told.path("digest").asString()));
    }
}
