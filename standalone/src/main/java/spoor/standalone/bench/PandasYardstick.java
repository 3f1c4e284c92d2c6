package spoor.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What researchers did without Spoor: events from PostgreSQL into pandas, and computed with it and NetworkX in memory. */
final class PandasYardstick {
    /** Debian: python3-pandas python3-networkx python3-sqlalchemy python3-psycopg2. */
    private static final PythonScript SCRIPT =
            new PythonScript("workflow.py", "networkx, numpy, pandas, psycopg2, sqlalchemy");

    private PandasYardstick() {}

    static boolean isInstalled() throws IOException, InterruptedException {
        return SCRIPT.canRun();
    }

    /** All steps, each the shortest of some runs; {@code digest} tells results apart. */
    static List<Figure> run(PlatformDatabase database, Path folder, int runs) throws IOException, InterruptedException {
        return SCRIPT
                .run(
                        folder,
                        Map.of("PGPASSWORD", database.password()),
                        List.of(database.addressForSqlAlchemy(), WorkflowEvents.SELECT, Integer.toString(runs)))
                .stream()
                .map(told -> new Figure(
                                "table",
                                told.path("step").asString(),
                                told.path("engine").asString(),
                                told.path("seconds").asDouble(),
                                told.path("events").asLong())
                        .with("digest", told.path("digest").asString()))
                .toList();
    }
}
