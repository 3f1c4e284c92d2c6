package spoor.standalone.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Processes that start and end, found by looking again and again: what starts and ends between two looks is not seen.
 *
 * <p>A new process is told of at the look after the one that found it, because between {@code fork} and {@code exec} it still
 * bears its parent's name. Threads of the kernel have neither a program nor a command and are left out. Not thread-safe.
 */
final class ProcessWatch {
    private static final Duration BETWEEN_SCANS = Duration.ofMillis(250);
    private static final Path LOAD = Path.of("/proc/loadavg");

    private final Machine machine;
    private final InstantSource clock;
    private final Map<ProcessHandle, Running> known = new HashMap<>();
    private final Map<ProcessHandle, Sighting> fresh = new LinkedHashMap<>();
    private String newestPid = "";
    private Instant scannedAt = Instant.MIN;

    private record Running(ProcessHandle handle, String executable, String commandLine, String user) {
        static Running of(ProcessHandle handle) {
            ProcessHandle.Info info = handle.info();
            String commandLine = info.commandLine().orElse("");
            return new Running(
                    handle,
                    info.command().orElseGet(() -> commandLine.split(" ", 2)[0]),
                    commandLine,
                    info.user().orElse(""));
        }

        boolean isOfTheKernel() {
            return executable.isEmpty();
        }

        String name() {
            return executable.substring(executable.lastIndexOf('/') + 1);
        }
    }

    private record Sighting(Instant at, Running running, Optional<Running> parent) {}

    ProcessWatch(Machine machine, InstantSource clock) {
        this.machine = machine;
        this.clock = clock;
    }

    /** The processes that run already and started within the last {@code age}, by the time at which they did. */
    List<byte[]> begin(Duration age) {
        Instant now = clock.instant();
        scan(now).forEach(handle -> known.put(handle, Running.of(handle)));
        List<Sighting> young = new ArrayList<>();
        known.forEach((handle, running) -> handle.info()
                .startInstant()
                .filter(start -> start.isAfter(now.minus(age)))
                .ifPresent(start ->
                        young.add(new Sighting(start.isBefore(now) ? start : now, running, parentOf(handle)))));
        young.removeIf(sighting -> sighting.running().isOfTheKernel());
        young.sort(Comparator.comparing(Sighting::at)
                .thenComparingLong(sighting -> sighting.running().handle().pid()));
        return young.stream().map(this::started).toList();
    }

    /** What happened since the last look. */
    List<byte[]> look() {
        Instant now = clock.instant();
        List<byte[]> events = new ArrayList<>();
        tellFresh(events);
        if (isWorthAScan(now)) {
            Set<ProcessHandle> there = scan(now);
            there.stream()
                    .filter(handle -> !known.containsKey(handle))
                    .sorted(Comparator.comparingLong(ProcessHandle::pid))
                    .forEach(handle -> fresh.put(handle, new Sighting(now, Running.of(handle), parentOf(handle))));
            tellEnded(there, now, events);
        }
        return events;
    }

    private void tellFresh(List<byte[]> events) {
        fresh.forEach((handle, sighting) -> {
            Running now = Running.of(handle);
            Running running = handle.isAlive() && !now.isOfTheKernel() ? now : sighting.running();
            known.put(handle, running);
            if (!running.isOfTheKernel()) {
                events.add(started(new Sighting(sighting.at(), running, sighting.parent())));
            }
        });
        fresh.clear();
    }

    private void tellEnded(Set<ProcessHandle> there, Instant now, List<byte[]> events) {
        List<Running> ended = new ArrayList<>(known.values());
        ended.removeIf(running -> there.contains(running.handle()));
        ended.sort(Comparator.comparingLong(running -> running.handle().pid()));
        for (Running running : ended) {
            known.remove(running.handle());
            if (!running.isOfTheKernel()) {
                events.add(about(machine.event(now, "process_end", "process"), running)
                        .bytes());
            }
        }
    }

    private byte[] started(Sighting sighting) {
        EventJson event = about(machine.event(sighting.at(), "process_start", "process"), sighting.running());
        sighting.parent()
                .ifPresent(parent -> event.with("process.parent.name", parent.name())
                        .with("process.parent.executable", parent.executable())
                        .with("process.parent.pid", parent.handle().pid())
                        .with("process.parent.entity_id", entityOf(parent.handle())));
        return event.bytes();
    }

    private EventJson about(EventJson event, Running running) {
        return event.with("user.name", running.user())
                .with("process.name", running.name())
                .with("process.executable", running.executable())
                .with("process.pid", running.handle().pid())
                .with("process.entity_id", entityOf(running.handle()))
                .with("process.command_line", running.commandLine());
    }

    private Optional<Running> parentOf(ProcessHandle handle) {
        return handle.parent()
                .map(parent -> known.getOrDefault(parent, Running.of(parent)))
                .filter(parent -> !parent.isOfTheKernel());
    }

    /** A number is used again in time: the boot and the moment of the start tell its processes apart. */
    private String entityOf(ProcessHandle handle) {
        long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return machine.boot() + "-" + handle.pid() + "-" + start;
    }

    /** A scan reads a file for each process; on Linux one short file tells whether any was started at all. */
    private boolean isWorthAScan(Instant now) {
        String newest = newestPid();
        boolean isWorth = newest.isEmpty()
                || !newest.equals(newestPid)
                || scannedAt.plus(BETWEEN_SCANS).isBefore(now);
        newestPid = newest;
        return isWorth;
    }

    private static String newestPid() {
        try {
            String load = Files.readString(LOAD).strip();
            return load.substring(load.lastIndexOf(' ') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    private Set<ProcessHandle> scan(Instant now) {
        scannedAt = now;
        return ProcessHandle.allProcesses().collect(Collectors.toCollection(HashSet::new));
    }
}
