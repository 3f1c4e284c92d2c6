package spoor.standalone.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes of the PostgreSQL that runs on a folder now.
 *
 * @param folder as given to the embedded server
 */
record ServerProcesses(Path folder) {
    ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** The postmaster first. */
    List<ProcessHandle> all() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster()));
        all.addAll(postmaster().children().toList());
        return all;
    }

    /** Those that serve a client, as their titles say. */
    List<ProcessHandle> backends() throws IOException {
        return postmaster().children().filter(ServerProcesses::isBackend).toList();
    }

    private static boolean isBackend(ProcessHandle process) {
        try {
            String title = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return title.startsWith("postgres: ") && title.contains("127.0.0.1");
        } catch (IOException e) {
            return false;
        }
    }
}
