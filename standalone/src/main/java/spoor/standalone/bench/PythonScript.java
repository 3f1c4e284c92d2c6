package spoor.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A yardstick in Python, which lies beside this class and prints a line of JSON for each figure. Debian's own Python runs it: that has the
 * packages that Debian has.
 *
 * @param name of the file
 * @param modules that it imports, with commas
 */
record PythonScript(String name, String modules) {
    private static final String PROGRAM = "/usr/bin/python3";
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration END = Duration.ofSeconds(10);

    /** Whether python3 has what is needed. */
    boolean canRun() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            return false;
        }
        Process asked = new ProcessBuilder(PROGRAM, "-c", "import " + modules)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
    }

    /**
     * What it tells.
     *
     * @param folder for the script and its errors
     * @throws IOException with what it says, if it fails
     */
    List<JsonNode> run(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path script = folder.resolve(name);
        try (InputStream from = Objects.requireNonNull(PythonScript.class.getResourceAsStream(name), name)) {
            Files.copy(from, script);
        }
        Path errors = folder.resolve(name + ".err");
        List<String> command = new ArrayList<>(List.of(PROGRAM, script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        try (ChildProcess python = ChildProcess.start(builder, END);
                BufferedReader output = python.process().inputReader(StandardCharsets.UTF_8)) {
            List<JsonNode> told =
                    output.lines().map(JsonMapper.shared()::readTree).toList();
            if (python.process().waitFor() != 0) {
                throw new IOException(
                        name + " failed: " + Files.readString(errors).strip());
            }
            return told;
        }
    }
}
