package spoor.standalone.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import spoor.gateway.sender.Lines;

/**
 * What this machine does, one event after the other and without an end. While the gateway takes nothing, nothing is looked at
 * either: memory stays bounded, and what happens meanwhile is not seen.
 */
public final class MachineEvents implements Lines {
    private static final Duration LOOKS = Duration.ofMillis(20);

    private final ProcessWatch processes;
    private final FileWatch files;
    private final ArrayDeque<byte[]> pending = new ArrayDeque<>();
    private volatile boolean isClosed;

    /**
     * Looks from now on.
     *
     * @param folders whose files are watched
     * @param without what of them is left out
     * @param age how long ago a process may have started that is told of although it was there before
     */
    public MachineEvents(List<Path> folders, List<Path> without, Duration age) throws IOException {
        Machine machine = Machine.here();
        processes = new ProcessWatch(machine, InstantSource.system());
        files = new FileWatch(machine, InstantSource.system(), folders, without);
        pending.addAll(processes.begin(age));
    }

    /** This machine's name. */
    public static String hostName() {
        return Machine.hostName();
    }

    /** Waits for the next event; null once it is closed. */
    @Override
    public byte @Nullable [] next() {
        while (pending.isEmpty() && !isClosed) {
            pending.addAll(processes.look());
            pending.addAll(files.look());
            if (pending.isEmpty()) {
                LockSupport.parkNanos(LOOKS.toNanos());
            }
        }
        return pending.poll();
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        files.close();
    }
}
