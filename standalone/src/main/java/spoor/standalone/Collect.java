package spoor.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import spoor.gateway.sender.Sender;
import spoor.gateway.sender.Session;
import spoor.standalone.collector.MachineEvents;

/** Streams what this machine does until it is told to stop. */
@Command(
        name = "collect",
        description = {
            "Streams this machine's process starts and ends and its file changes to a gateway, until it is stopped.",
            "It looks 50 times a second; a process that lives shorter than that may be missed."
        },
        mixinStandardHelpOptions = true)
final class Collect implements Callable<Integer> {
    private static final Duration AGE = Duration.ofMinutes(15);

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--collector", paramLabel = "NAME", description = "Who sends them (default: this machine's name).")
    private @Nullable String collector;

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description =
                    "Folders whose files are watched (default: the home and temporary folders, /etc and /var/log).")
    private List<Path> folders = Stream.of(
                    System.getProperty("user.home"), System.getProperty("java.io.tmpdir"), "/etc", "/var/log")
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList();

    @Option(names = "--without", paramLabel = "DIR", description = "Folders that are left out.")
    private List<Path> without = List.of();

    @Option(names = "--with-parent", hidden = true, description = "End when the process that started this one does.")
    private boolean endsWithParent;

    @Override
    public Integer call() throws IOException {
        if (endsWithParent) {
            Thread.ofVirtual().name("parent").start(Collect::endWithParent);
        }
        var events = new MachineEvents(folders, without, AGE);
        String name = collector == null ? MachineEvents.hostName() : collector;
        // A run is a stream of its own: what happens on a machine does not happen again.
        var session = new Session(
                name, gateway.dataset(), gateway.token(), "run-" + UUID.randomUUID(), Duration.ZERO, true, true);
        gateway.send(new Sender(gateway.address(), session, 0), events);
        return 0;
    }

    /** A killed parent can't stop its children: they see for themselves that it is gone. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        Runtime.getRuntime().halt(0);
    }
}
