package spoor.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process takes of the machine's memory, as Linux tells it in {@code /proc/PID/status} (proc(5)).
 *
 * @param pid of the process
 */
record ResidentMemory(long pid) {
    private static final long KIB = 1_024;

    /** The most since the process was started, or since {@link #forgetPeak}. */
    long peakBytes() throws IOException {
        return bytes("VmHWM:");
    }

    long bytes() throws IOException {
        return bytes("VmRSS:");
    }

    /** From now on the peak is that of the time that follows. */
    void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
    }

    private long bytes(String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * KIB;
        }
    }
}
