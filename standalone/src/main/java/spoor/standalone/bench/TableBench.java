package spoor.standalone.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mirror through the product: a platform is started, events are sent to it, and everything is asked over HTTP. How fast the mirror
 * follows, is made anew and opened again, what it takes, and how long questions about any field take.
 */
@Command(
        name = "table",
        description = {
            "Starts a platform, sends events to it, and asks it over HTTP: how fast the mirror follows the database, is opened",
            "again and made anew, what it takes of disk and memory, how long grouping by and filtering on each field take, and",
            "the workflow of 2016 beside bare DuckDB and, where they are installed, pandas and NetworkX."
        },
        mixinStandardHelpOptions = true)
final class TableBench implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CONNECTIONS = 4;
    private static final long LAG_EVENTS_PER_SECOND = 20_000;
    private static final int BRUSHES = 20;
    private static final String DATA = "data";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--events", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private long events = 5_000_000;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each question (default: ${DEFAULT-VALUE}).")
    private int runs = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long events come in while the mirror's lag is measured (default: ${DEFAULT-VALUE}).")
    private long seconds = 30;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Events to send over and over (NDJSON, .zip, .gz); may be given several times (default: the generated office"
                            + " day).")
    private List<Path> files = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder to make, use and remove (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of("bench-data");

    @Override
    public Integer call() throws Exception {
        List<Recording> recordings = Recording.read(files);
        try (BenchFolder folder = BenchFolder.make(path)) {
            PrintWriter out = spec.commandLine().getOut();
            Path data = folder.resolve(DATA);
            Path errors = folder.resolve("platform.err");
            try (PlatformProcess platform = PlatformProcess.start(data, errors)) {
                var feed = new Feed(platform.gateway(), platform.token(), "default", recordings);
                follow(platform, feed).print(out);
                disk(platform).print(out);
                questions(platform, out);
                workflow(platform, folder, out);
                lag(platform, feed, out);
                check(platform).print(out);
            }
            reopen(data, errors).print(out);
            BenchFolder.remove(data.resolve("mirror"));
            rebuild(data, errors).print(out);
        }
        return 0;
    }

    /** As fast as the gateway takes events, until the mirror has all. */
    private Figure follow(PlatformProcess platform, Feed feed) throws Exception {
        long start = System.nanoTime();
        long acknowledged = feed.send(CONNECTIONS, events, 0, 0);
        double sent = (System.nanoTime() - start) / 1e9;
        if (acknowledged != events) {
            throw new IOException("Of %d events %d were acknowledged".formatted(events, acknowledged));
        }
        awaitMirror(platform);
        double followed = (System.nanoTime() - start) / 1e9;
        return with(new Figure("table", "follow", "spoor", followed, events), platform)
                .with("ingest_events_per_s", events / sent)
                .with("behind_seconds", followed - sent);
    }

    private static void awaitMirror(PlatformProcess platform) throws IOException, InterruptedException {
        JsonNode mirror = platform.get("/mirror");
        while (mirror.path("watermark").asLong() < mirror.path("storeWatermark").asLong()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            mirror = platform.get("/mirror");
        }
    }

    /** When small segments are merged. */
    private Figure disk(PlatformProcess platform) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode mirror = platform.get("/mirror");
        int still = 0;
        while (still < 150) {
            LockSupport.parkNanos(PAUSE.toNanos());
            JsonNode now = platform.get("/mirror");
            still = now.path("files").asInt() == mirror.path("files").asInt()
                            && now.path("hotEvents").asLong() == 0
                    ? still + 1
                    : 0;
            mirror = now;
        }
        return Figure.of("table", "disk", "spoor", mirror.path("events").asLong())
                .with(
                        "bytes_per_event",
                        mirror.path("bytes").asLong() / mirror.path("events").asDouble())
                .with("segments", mirror.path("segments").asLong())
                .with("files", mirror.path("files").asLong())
                .with("merged_after_seconds", (System.nanoTime() - start) / 1e9);
    }

    private void questions(PlatformProcess platform, PrintWriter out) throws IOException, InterruptedException {
        var memory = new ResidentMemory(platform.pid());
        memory.forgetPeak();
        ask(platform, "count", List.of(TableQuestions.count(""))).print(out);
        ask(platform, "top_processes", List.of(TableQuestions.top("process.name")))
                .print(out);
        brush(platform, out);
        for (Figure figure : new FieldQuestions(platform, events, runs).ask()) {
            figure.print(out);
        }
        with(Figure.of("table", "memory_while_asked", "spoor", events), platform)
                .print(out);
    }

    /** What the workflow of 2016 asks, here and in memory. */
    private void workflow(PlatformProcess platform, BenchFolder folder, PrintWriter out)
            throws IOException, InterruptedException, SQLException {
        var database = PlatformDatabase.of(folder.resolve(DATA));
        List<Figure> figures = new ArrayList<>(WorkflowQuestions.ask(platform, events, runs));
        figures.addAll(DuckYardstick.run(database, folder.path(), runs));
        if (PandasYardstick.isInstalled()) {
            figures.addAll(PandasYardstick.run(database, folder.path(), runs));
        }
        figures.forEach(figure -> figure.print(out));
    }

    /** The histogram over everything, and as a tenth of the time is moved over it. */
    private void brush(PlatformProcess platform, PrintWriter out) throws IOException, InterruptedException {
        JsonNode dataset = platform.get("/datasets").path(0);
        Instant from = Instant.parse(dataset.path("from").asString());
        Instant to = Instant.parse(dataset.path("to").asString());
        Duration all = Duration.between(from, to);
        Duration tenth = all.dividedBy(10);
        ask(platform, "histogram", List.of(TableQuestions.histogram(from, to.plusMillis(1))))
                .print(out);
        ask(
                        platform,
                        "histogram_by_minute",
                        List.of(TableQuestions.histogram(from, to.plusMillis(1), Duration.ofMinutes(1))))
                .print(out);
        List<ObjectNode> brushes = new ArrayList<>();
        for (int i = 0; i < BRUSHES; i++) {
            Instant begin = from.plus(all.minus(tenth).multipliedBy(i).dividedBy(BRUSHES - 1));
            brushes.add(TableQuestions.histogram(begin, begin.plus(tenth)));
        }
        ask(platform, "histogram_brushed", brushes).print(out);
    }

    private Figure ask(PlatformProcess platform, String step, List<ObjectNode> requests)
            throws IOException, InterruptedException {
        var timings = new Timings();
        long rows = 0;
        for (ObjectNode request : requests) {
            rows = Math.max(
                    rows, platform.post("/table", request).path("rowCount").asLong());
            for (int run = 0; run < runs; run++) {
                timings.time(() -> platform.post("/table", request));
            }
        }
        return new Figure("table", step, "spoor", timings.median(), events)
                .with("worst_seconds", timings.longest())
                .with("rows", rows);
    }

    /** At a steady rate: how far the mirror is behind, and how long questions take meanwhile. */
    private void lag(PlatformProcess platform, Feed feed, PrintWriter out) throws Exception {
        new ResidentMemory(platform.pid()).forgetPeak();
        for (int clients : List.of(0, 1, CONNECTIONS)) {
            var lags = new Timings();
            var answers = new Timings();
            long more = LAG_EVENTS_PER_SECOND * seconds;
            long start = System.nanoTime();
            try (ExecutorService threads =
                    Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
                Future<Long> feeding = threads.submit(
                        () -> feed.send(CONNECTIONS, more, 1_000 * (clients + 1), LAG_EVENTS_PER_SECOND));
                List<Future<?>> asking = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    asking.add(threads.submit(() -> askUntil(feeding, platform, answers)));
                }
                watch(feeding, platform, lags);
                for (Future<?> one : asking) {
                    one.get();
                }
                if (feeding.get() != more) {
                    throw new IOException("Of %d events %d were acknowledged".formatted(more, feeding.get()));
                }
            }
            Figure figure = with(
                            new Figure(
                                    "table",
                                    clients == 0 ? "lag" : "ask_while_fed_" + clients,
                                    "spoor",
                                    (System.nanoTime() - start) / 1e9,
                                    more),
                            platform)
                    .with("p50_lag_seconds", lags.median())
                    .with("worst_lag_seconds", lags.longest());
            if (clients > 0) {
                figure.with("answers", (long) answers.size())
                        .with("p50_answer_seconds", answers.median())
                        .with("p95_answer_seconds", answers.quantile(0.95))
                        .with("worst_answer_seconds", answers.longest());
            }
            figure.print(out);
        }
    }

    private static void watch(Future<?> feeding, PlatformProcess platform, Timings lags)
            throws IOException, InterruptedException {
        var lag = new MirrorLag(platform.get("/mirror").path("storeWatermark").asLong());
        while (!feeding.isDone()) {
            JsonNode mirror = platform.get("/mirror");
            lags.add(lag.see(
                    System.nanoTime(),
                    mirror.path("storeWatermark").asLong(),
                    mirror.path("watermark").asLong()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The three questions that the workbench asks most. */
    private static Void askUntil(Future<?> end, PlatformProcess platform, Timings answers)
            throws IOException, InterruptedException {
        JsonNode dataset = platform.get("/datasets").path(0);
        Instant from = Instant.parse(dataset.path("from").asString());
        Instant to = Instant.parse(dataset.path("to").asString());
        List<ObjectNode> requests = List.of(
                TableQuestions.histogram(from, to),
                TableQuestions.top("process.name"),
                TableQuestions.count("event.action:process_start"));
        while (!end.isDone()) {
            for (ObjectNode request : requests) {
                answers.time(() -> platform.post("/table", request));
            }
        }
        return null;
    }

    private static Figure check(PlatformProcess platform) throws IOException, InterruptedException {
        awaitMirror(platform);
        var timings = new Timings();
        JsonNode days = timings.time(() -> platform.get("/mirror/check?dataset=default"));
        long checked = 0;
        long different = 0;
        for (JsonNode day : days) {
            checked += day.path("storedEvents").asLong();
            different += day.path("isEqual").asBoolean() ? 0 : 1;
        }
        return new Figure("table", "check", "spoor", timings.median(), checked).with("different_days", different);
    }

    /** From the start of the process to the first answer. */
    private static Figure reopen(Path data, Path errors) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (PlatformProcess platform = PlatformProcess.start(data, errors)) {
            double ready = (System.nanoTime() - start) / 1e9;
            long counted = platform.post("/table", TableQuestions.count(""))
                    .path("rows")
                    .path(0)
                    .path(0)
                    .asLong();
            return new Figure("table", "reopen", "spoor", (System.nanoTime() - start) / 1e9, counted)
                    .with("ready_seconds", ready)
                    .with(
                            "read_again",
                            platform.get("/mirror").path("readEvents").asLong());
        }
    }

    /** From the start of the process without a mirror until the mirror has everything. */
    private static Figure rebuild(Path data, Path errors) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (PlatformProcess platform = PlatformProcess.start(data, errors)) {
            awaitMirror(platform);
            double took = (System.nanoTime() - start) / 1e9;
            JsonNode mirror = platform.get("/mirror");
            return with(
                    new Figure(
                            "table",
                            "rebuild",
                            "spoor",
                            took,
                            mirror.path("events").asLong()),
                    platform);
        }
    }

    /** With what the platform's process takes of memory, the most since it was forgotten, and what of it is what now. */
    private static Figure with(Figure figure, PlatformProcess platform) throws IOException, InterruptedException {
        var memory = new ResidentMemory(platform.pid());
        double mega = 1e6;
        return figure.with("peak_rss_mb", memory.peakBytes() / mega)
                .with("rss_mb", memory.bytes() / mega)
                .with("heap_committed_mb", platform.metric("jvm_memory_committed_bytes{area=\"heap\"") / mega)
                .with("heap_used_mb", platform.metric("jvm_memory_used_bytes{area=\"heap\"") / mega)
                .with("duckdb_mb", platform.metric("spoor_mirror_memory_bytes") / mega);
    }
}
