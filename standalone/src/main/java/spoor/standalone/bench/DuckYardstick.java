package spoor.standalone.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The same steps in bare DuckDB, in this process, on the best table there can be for them: the six columns alone, dictionaries for texts, rows in the
 * order of time, all in memory. What it costs to come by that table is told as {@code load}.
 */
final class DuckYardstick {
    private static final List<String> TEXTS = List.of("host", "action", "process", "parent", "target");

    private static final Map<String, String> STEPS = steps();

    private DuckYardstick() {}

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put(
                "minute_counts",
                "select date_trunc('minute', time) as bucket, action, count(*) n from events where action is not null group by all");
        steps.put(
                "top_hosts",
                "select host, count(*) n from events where host is not null group by host order by n desc, host limit 20");
        steps.put(
                "file_hours",
                "select date_trunc('hour', time) as bucket, count(*) n from events where starts_with(action, 'file_') group by bucket");
        steps.put("profile", """
                select host, process, count(*) n, count(distinct target), min(time), max(time), median(gap)
                from (select host, process, target, time,
                        epoch(time - lag(time) over (partition by host, process order by time)) gap
                      from events where host is not null and process is not null)
                group by host, process""");
        steps.put("rolling_z", """
                select host, action, bucket, n, case when k >= 10 and sd > 0 then (n - mean) / sd end z
                from (select *, avg(n) over w mean, stddev_samp(n) over w sd, count(*) over w k
                      from (select host, action, date_trunc('minute', time) as bucket, count(*) n
                            from events where host is not null and action is not null group by all)
                      window w as (partition by host, action order by bucket rows between 60 preceding and 1 preceding))""");
        steps.put("rarity", """
                select parent, process, count(*) n, -log2(count(*) / sum(count(*)) over (partition by parent)) bits
                from events where parent is not null and process is not null group by parent, process""");
        steps.put("call_graph", """
                select parent, process, count(*) n, min(time), max(time)
                from events where parent is not null and process is not null group by parent, process""");
        return steps;
    }

    /** Each step the shortest of some runs, its rows fetched. */
    static List<Figure> run(PlatformDatabase database, Path folder, int runs)
            throws IOException, SQLException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            long start = System.nanoTime();
            load(database, folder.resolve("events.csv"), sql);
            double loaded = (System.nanoTime() - start) / 1e9;
            long events = fetch(sql, "select time from events");
            figures.add(new Figure("table", "load", "duckdb", loaded, events));
            for (Map.Entry<String, String> step : STEPS.entrySet()) {
                var timings = new Timings();
                long rows = 0;
                for (int run = 0; run < runs; run++) {
                    rows = timings.time(() -> fetch(sql, step.getValue()));
                }
                figures.add(
                        new Figure("table", step.getKey(), "duckdb", timings.quantile(0), events).with("rows", rows));
            }
        }
        return figures;
    }

    private static void load(PlatformDatabase database, Path file, Statement sql) throws IOException, SQLException {
        try (Connection postgres = database.connect();
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            postgres.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + WorkflowEvents.SELECT + ") to stdout (format csv, header)", to);
        }
        sql.execute("set timezone = 'UTC'");
        sql.execute("create table loaded as from read_csv('" + file + "', header = true, all_varchar = true)");
        StringBuilder columns = new StringBuilder("cast(time as timestamptz)::timestamp as time");
        for (String text : TEXTS) {
            sql.execute("create type %1$ss as enum (select distinct %1$s from loaded where %1$s is not null)"
                    .formatted(text));
            columns.append(", cast(%1$s as %1$ss) as %1$s".formatted(text));
        }
        sql.execute("create table events as select " + columns + " from loaded order by time");
        sql.execute("drop table loaded");
    }

    private static long fetch(Statement sql, String question) throws SQLException {
        long rows = 0;
        try (ResultSet answer = sql.executeQuery(question)) {
            int columns = answer.getMetaData().getColumnCount();
            while (answer.next()) {
                for (int column = 1; column <= columns; column++) {
                    answer.getObject(column);
                }
                rows++;
            }
        }
        return rows;
    }
}
