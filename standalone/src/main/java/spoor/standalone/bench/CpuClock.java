package spoor.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time of a process and its children, those that have ended included, as Linux counts it in {@code /proc/PID/stat} (proc(5)).
 *
 * @param pid of the process
 */
record CpuClock(long pid) {
    /** Linux tells user space times in hundredths of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final int USER_TIME = 11;
    private static final int ENDED_CHILDRENS_SYSTEM_TIME = 14;

    static CpuClock ofThisProcess() {
        return new CpuClock(ProcessHandle.current().pid());
    }

    /** So far; zero for a process that is gone. */
    Duration read() {
        Stream<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return TICK.multipliedBy(Stream.concat(Stream.of(pid), children)
                .mapToLong(CpuClock::ticks)
                .sum());
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second word, the program's name in brackets, may hold spaces.
            List<String> words =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return words.subList(USER_TIME, ENDED_CHILDRENS_SYSTEM_TIME + 1).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
