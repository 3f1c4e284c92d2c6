package spoor.event.mapping;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import spoor.event.Reading;

/**
 * What it costs to read an event, in processor time of the one thread that reads: whole, as the mirror does, and the columns alone, as
 * the gateway does. Arguments: a zip of NDJSON, seconds of each of five rounds.
 */
final class ReadingBenchmark {
    private ReadingBenchmark() {}

    static void main(String[] arguments) throws IOException {
        List<byte[]> lines = lines(Path.of(arguments[0]));
        double seconds = Double.parseDouble(arguments[1]);
        Mappings mappings = Mappings.bundled();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int round = 0; round < 5; round++) {
            out.printf(
                    Locale.ROOT,
                    "read %.2f us, readColumns %.2f us an event of %.0f bytes%n",
                    microseconds(lines, seconds, mappings::read),
                    microseconds(lines, seconds, mappings::readColumns),
                    lines.stream().mapToInt(line -> line.length).average().orElse(0));
        }
    }

    private static double microseconds(List<byte[]> lines, double seconds, Function<byte[], Reading> reading) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long read = 0;
        long malformed = 0;
        while (threads.getCurrentThreadCpuTime() - start < seconds * 1e9) {
            for (byte[] line : lines) {
                malformed += reading.apply(line) instanceof Reading.Malformed ? 1 : 0;
            }
            read += lines.size();
        }
        if (malformed > 0) {
            throw new IllegalArgumentException(malformed + " events can't be read");
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e3 / read;
    }

    private static List<byte[]> lines(Path zip) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".json") && !entry.getName().startsWith("__MACOSX")) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
