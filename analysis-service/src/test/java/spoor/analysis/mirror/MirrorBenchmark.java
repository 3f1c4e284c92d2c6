package spoor.analysis.mirror;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import spoor.event.Correction;
import spoor.event.EventId;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
import spoor.request.Step;
import spoor.request.TableRequest;
import spoor.storage.CollectorLedger;
import spoor.storage.DatasetSummary;
import spoor.storage.Delta;
import spoor.storage.EventReader;
import spoor.storage.MalformedRecord;
import spoor.storage.StoredBatch;
import spoor.storage.StoredEvent;

/**
 * How fast a mirror is made of a store that costs nothing, what it takes on disk, and how long questions take: the figures of ADR 8.
 *
 * <p>Arguments: a folder for the mirror, how many events, zips of NDJSON. Their events are repeated, each time an hour later.
 */
final class MirrorBenchmark {
    private static final int BATCH_EVENTS = 2_000;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private MirrorBenchmark() {}

    static void main(String[] arguments) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            lines.addAll(lines(Path.of(arguments[i])));
        }
        Repeated store = new Repeated(lines, Long.parseLong(arguments[1]));
        Path folder = Path.of(arguments[0]);
        long started = System.nanoTime();
        long startedCpu = cpu();
        try (Mirror mirror = DuckMirror.open(folder, "1GB", store, store.mappings)) {
            while (!mirror.awaitWatermark(store.watermark(), Duration.ofSeconds(10))) {
                OUT.printf(Locale.ROOT, "at %d of %d batches%n", mirror.watermark(), store.watermark());
            }
            say("follow", started, startedCpu, store.events);
            sayThreads(store.events);
            for (int round = 0; round < 3; round++) {
                ask(mirror, "group action", "", new Step.Group(List.of("event.action"), Map.of("n", "count()")));
                ask(mirror, "group process", "", new Step.Group(List.of("process.name"), Map.of("n", "count()")));
                ask(mirror, "filter process", "process.name:powershell.exe", count());
                ask(mirror, "filter port", "destination.port:443", count());
                ask(mirror, "group Hashes", "", new Step.Group(List.of("Hashes"), Map.of("n", "count()")));
                ask(
                        mirror,
                        "minutes by action",
                        "",
                        new Step.Bucket("time", Duration.ofMinutes(1), "minute"),
                        new Step.Group(List.of("minute", "event.action"), Map.of("n", "count()")));
                long from = System.nanoTime();
                mirror.events("default", "", null, null, 100, null, null);
                OUT.printf(Locale.ROOT, "%-20s %.0f ms%n", "newest 100", (System.nanoTime() - from) / 1e6);
            }
            long from = System.nanoTime();
            int fields = mirror.fields("default").size();
            OUT.printf(Locale.ROOT, "%d fields %.0f ms%n", fields, (System.nanoTime() - from) / 1e6);
        }
        try (var files = Files.list(folder.resolve("segments"))) {
            List<Path> all = files.toList();
            long bytes = 0;
            for (Path file : all) {
                bytes += Files.size(file);
            }
            OUT.printf(Locale.ROOT, "%d files, %.1f B an event%n", all.size(), (double) bytes / store.events);
        }
        started = System.nanoTime();
        try (Mirror mirror = DuckMirror.open(folder, "1GB", store, store.mappings)) {
            ask(mirror, "first after start", "", new Step.Group(List.of("event.action"), Map.of("n", "count()")));
            OUT.printf(Locale.ROOT, "opened and answered in %.0f ms%n", (System.nanoTime() - started) / 1e6);
        }
    }

    private static Step count() {
        return new Step.Group(List.of(), Map.of("n", "count()"));
    }

    private static void ask(Mirror mirror, String name, String query, Step... steps) {
        long from = System.nanoTime();
        int rows = mirror.table(new TableRequest("default", null, null, query, null, List.of(steps)))
                .rowCount();
        OUT.printf(Locale.ROOT, "%-20s %.0f ms, %d rows%n", name, (System.nanoTime() - from) / 1e6, rows);
    }

    private static void say(String what, long started, long startedCpu, long events) {
        OUT.printf(
                Locale.ROOT,
                "%s: %.0f events/s, %.1f µs of processor an event%n",
                what,
                events / ((System.nanoTime() - started) / 1e9),
                (cpu() - startedCpu) / 1e3 / events);
    }

    private static void sayThreads(long events) {
        var threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> byName = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null) {
                byName.merge(info.getThreadName().replaceAll("\\d+", ""), threads.getThreadCpuTime(id), Long::sum);
            }
        }
        byName.forEach((name, nanos) -> {
            if (nanos > 1_000L * events) {
                OUT.printf(Locale.ROOT, "    %s %.1f µs an event%n", name, nanos / 1e3 / events);
            }
        });
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static List<byte[]> lines(Path zip) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX")) {
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return lines;
    }

    /** A store of lines that come again and again. */
    private static final class Repeated implements EventReader {
        private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

        private final Mappings mappings = Mappings.bundled();
        private final List<byte[]> lines;
        private final long[] offsets;
        private final long events;

        Repeated(List<byte[]> lines, long events) {
            this.lines = lines;
            this.events = events;
            offsets = new long[lines.size()];
            long hour = Duration.ofHours(1).toMillis();
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = mappings.read(lines.get(i)) instanceof Reading.Read read && read.occurredAt() != null
                        ? Math.floorMod(read.occurredAt().toEpochMilli(), hour)
                        : 0;
            }
        }

        @Override
        public long watermark() {
            return Math.ceilDiv(events, BATCH_EVENTS);
        }

        @Override
        public List<StoredBatch> batchesAfter(long watermark, int limit) {
            List<StoredBatch> batches = new ArrayList<>();
            long bytes = 0;
            for (long next = watermark + 1; next <= watermark() && batches.size() < limit && bytes < 32 << 20; next++) {
                List<StoredEvent> some = new ArrayList<>();
                for (int i = 0; i < BATCH_EVENTS && (next - 1) * BATCH_EVENTS + i < events; i++) {
                    long event = (next - 1) * BATCH_EVENTS + i;
                    int line = (int) (event % lines.size());
                    Instant time =
                            START.plus(Duration.ofHours(event / lines.size())).plusMillis(offsets[line]);
                    bytes += lines.get(line).length;
                    some.add(new StoredEvent(
                            new EventId(next, i),
                            "default",
                            "lab",
                            time,
                            time,
                            START.plusMillis(event / 20),
                            Correction.none(),
                            lines.get(line)));
                }
                batches.add(new StoredBatch(next, next, "default", 1, some));
            }
            return batches;
        }

        @Override
        public Delta deltaAfter(long watermark, long change, int limit) {
            List<StoredBatch> batches = batchesAfter(watermark, limit);
            return new Delta(
                    List.of(),
                    batches,
                    batches.isEmpty() ? watermark() : batches.getLast().watermark());
        }

        @Override
        public List<DatasetSummary> datasets() {
            return List.of();
        }

        @Override
        public List<CollectorLedger> collectors() {
            return List.of();
        }

        @Override
        public Optional<StoredBatch> batch(long id) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredEvent> find(EventId id) {
            return Optional.empty();
        }

        @Override
        public List<MalformedRecord> malformed(String dataset, int limit) {
            return List.of();
        }
    }
}
