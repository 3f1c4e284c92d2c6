package spoor.standalone.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program of this build in a process of its own, started as {@code ./spoor} starts one. The folder that the system property
 * {@code spoor.home} names holds what that takes:
 *
 * <pre>
 * lib/        the class path
 * jvm.args    the JVM's arguments, the class path among them
 * spoor.aot   classes as they are after they were loaded and linked (JEP 483), which the build makes in {@code Rehearsal}; one that is
 *             missing or does not fit is not used
 * </pre>
 */
public final class JavaProgram {
    private JavaProgram() {}

    /**
     * The words that start it; its arguments come after them.
     *
     * @param options of the JVM, beyond those that every program here has and those in {@code SPOOR_JAVA_OPTS}
     */
    public static List<String> command(String mainClass, List<String> options) {
        Path home = Path.of(System.getProperty("spoor.home"));
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("jvm.args"),
                "-XX:AOTCache=" + home.resolve("spoor.aot"),
                "-Xlog:aot=off"));
        String given = System.getenv().getOrDefault("SPOOR_JAVA_OPTS", "").strip();
        if (!given.isEmpty()) {
            words.addAll(List.of(given.split("\\s+")));
        }
        words.addAll(options);
        words.add(mainClass);
        return words;
    }
}
