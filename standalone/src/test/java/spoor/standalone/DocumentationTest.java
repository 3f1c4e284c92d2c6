package spoor.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import spoor.request.Requests;
import tools.jackson.databind.json.JsonMapper;

/** What README and docs tell a reader to type is what the program takes, and the pages that they name are there. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMAND =
            Pattern.compile("^\\./spoor (?!test\\b|build\\b)([^#\\n]+)", Pattern.MULTILINE);
    private static final Pattern TABLE = Pattern.compile("/api/v1/table -d '([^']+)'");
    private static final Pattern GRAPH = Pattern.compile("/api/v1/graph -d '([^']+)'");
    private static final Pattern COMPARISON = Pattern.compile("/api/v1/compare -d '([^']+)'");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");

    static Stream<String> commands() throws IOException {
        return found(COMMAND).map(String::strip);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_isTakenByTheProgram(String command) {
        List<String> words = Arrays.asList(command.split(" +"));

        assertThatCode(() -> new CommandLine(new Spoor()).parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void requestForATable_isUnderstood() throws IOException {
        assertThat(found(TABLE))
                .isNotEmpty()
                .allSatisfy(
                        json -> assertThat(Requests.table(JsonMapper.shared().readTree(json))
                                        .steps())
                                .isNotEmpty());
    }

    @Test
    void requestForAGraph_isUnderstood() throws IOException {
        assertThat(found(GRAPH))
                .isNotEmpty()
                .allSatisfy(
                        json -> assertThat(Requests.graph(JsonMapper.shared().readTree(json))
                                        .edges())
                                .isNotEmpty());
    }

    @Test
    void requestForAComparison_isUnderstood() throws IOException {
        assertThat(found(COMPARISON))
                .isNotEmpty()
                .allSatisfy(
                        json -> assertThat(Requests.compare(JsonMapper.shared().readTree(json))
                                        .selection()
                                        .from())
                                .isNotNull());
    }

    @Test
    void linksBetweenPages_leadSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1)))
                        .as("%s: %s", page, link.group(1))
                        .exists();
            }
        }
    }

    private static Stream<String> found(Pattern pattern) throws IOException {
        Stream.Builder<String> found = Stream.builder();
        for (Path page : pages()) {
            Matcher match = pattern.matcher(Files.readString(page));
            while (match.find()) {
                found.add(match.group(1));
            }
        }
        return found.build();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
