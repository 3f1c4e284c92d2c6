package spoor.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The native libraries that this process has loaded. A driver that unpacks its own into a temporary file removes it at the end, which a
 * killed process never sees; once loaded it needs no name any more.
 */
final class LoadedLibraries {
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    private LoadedLibraries() {}

    /** Deletes the files of those whose names begin so, and lie in the folder for temporary files; this process keeps what is in them. */
    static void deleteFiles(String beginning) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path library : mapped()) {
            if (library.startsWith(temporary)
                    && library.getFileName().toString().startsWith(beginning)) {
                Files.deleteIfExists(library);
            }
        }
    }

    /** In a mapping's line the path stands last, and begins with the line's only slash but those of its own. */
    private static Set<Path> mapped() throws IOException {
        try (Stream<String> lines = Files.lines(MAPPINGS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.endsWith(".so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .collect(Collectors.toSet());
        }
    }
}
