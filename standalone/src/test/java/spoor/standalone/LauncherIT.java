package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./spoor} in a folder where nothing is built yet. */
class LauncherIT {
    private static final List<String> USUAL_TOOLS =
            List.of("bash", "dirname", "readlink", "sed", "mkdir", "flock", "find", "tail", "touch");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void noMaven_isSaidOnTheTerminalWithWhatToInstall() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : USUAL_TOOLS) {
            Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }

        Process launcher = launch(tools, "start");

        assertThat(new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("spoor: mvn is needed to build and was not found. Debian: apt-get install maven\n");
        assertThat(launcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
    }

    /** A program that goes on without memory may have lost any of its threads. */
    @Test
    void memoryThatIsUsedUp_endsTheProgram() throws Exception {
        for (String built : List.of(".mvn", "web-ui", "standalone/src/main", "standalone/target")) {
            Files.createDirectories(folder.resolve(built));
        }
        for (String file : List.of("pom.xml", "standalone/pom.xml", "standalone/target/built")) {
            Files.createFile(folder.resolve(file));
        }
        Files.copy(Path.of("target/jvm.args"), folder.resolve("standalone/target/jvm.args"));

        Process launcher = launch(Path.of("/usr/bin"), "--version");

        assertThat(new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .containsPattern("ExitOnOutOfMemoryError += true");
    }

    private Process launch(Path tools, String... arguments) throws IOException {
        Path launcher = Files.copy(Path.of("../spoor"), folder.resolve("spoor"));
        var builder =
                new ProcessBuilder(tools.resolve("bash").toString(), launcher.toString()).directory(folder.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("SPOOR_JAVA_OPTS", "-XX:+PrintFlagsFinal");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
