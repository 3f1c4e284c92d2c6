package spoor.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import spoor.event.Reading;
import spoor.event.mapping.Mappings;
import spoor.gateway.sender.FileSource;
import spoor.gateway.sender.Lines;
import spoor.standalone.demo.OfficeDay;

/**
 * Events to be sent over and over.
 *
 * @param lines one at least
 * @param begin the earliest time in them
 */
record Recording(List<byte[]> lines, Instant begin) {
    private static final long SEED = 2016;

    /** Of files (NDJSON, .zip, .gz), or the generated office day where none is named. */
    static List<Recording> read(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of(of(OfficeDay.lines(SEED)));
        }
        List<Recording> recordings = new ArrayList<>();
        for (Path file : files) {
            recordings.add(of(lines(file)));
        }
        return recordings;
    }

    private static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (Lines source = new FileSource(file).open()) {
            for (byte[] line = source.next(); line != null; line = source.next()) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            throw new IOException("The file " + file + " holds no events");
        }
        return lines;
    }

    private static Recording of(List<byte[]> lines) {
        Mappings mappings = Mappings.bundled();
        Instant begin = lines.stream()
                .map(line -> mappings.read(line) instanceof Reading.Read read ? read.occurredAt() : null)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new Recording(lines, begin);
    }
}
