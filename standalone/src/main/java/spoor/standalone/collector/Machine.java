package spoor.standalone.collector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The machine that events are told of.
 *
 * @param host its name
 * @param boot tells this boot from every other one, so that a process number means one process
 */
record Machine(String host, String boot) {
    private static final String PROVIDER = "spoor-collector";

    static Machine here() {
        return new Machine(hostName(), text(Path.of("/proc/sys/kernel/random/boot_id"), "boot"));
    }

    EventJson event(Instant at, String action, String category) {
        return EventJson.at(at, action, category)
                .with("event.provider", PROVIDER)
                .with("host.name", host);
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return text(Path.of("/proc/sys/kernel/hostname"), "localhost");
        }
    }

    private static String text(Path file, String otherwise) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return otherwise;
        }
    }
}
