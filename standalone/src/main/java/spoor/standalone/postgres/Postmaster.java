package spoor.standalone.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code postmaster.pid} says of the server that holds a data folder: its process in line 1, the folder in line 2, its
 * state in line 8.
 */
record Postmaster(ProcessHandle process, boolean isReady) {
    /**
     * The server that runs on {@code data} now. A file that was left behind by a dead server, or whose process is another
     * program that was given the same number since, counts as none.
     */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 2 || !lines.get(1).equals(data.toRealPath().toString())) {
            return Optional.empty();
        }
        boolean isReady = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> serves(process, data))
                .map(process -> new Postmaster(process, isReady));
    }

    /** Stops the server: open transactions are rolled back, everything committed is kept. */
    void stop(Duration patience) throws IOException {
        if (!signalAndWait("INT", patience) && !signalAndWait("QUIT", patience)) {
            throw new IOException(
                    "PostgreSQL (process " + process.pid() + ") does not stop. End it by hand and start again.");
        }
    }

    private boolean signalAndWait(String signal, Duration patience) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("Cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was stopping", e);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            List<String> words = List.of(command.split("\0", -1));
            return words.getFirst().endsWith("postgres")
                    && words.contains(data.toRealPath().toString());
        } catch (IOException e) {
            return false;
        }
    }
}
