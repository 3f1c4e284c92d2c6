package spoor.standalone.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import spoor.client.Spoor;
import spoor.request.TableRequest;

/** Java as the page shows it, compiled as a researcher's cell would be. */
final class ShownJava {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Opened once for all that is compiled. */
    private static final JavaFileManager LIBRARIES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private ShownJava() {}

    /** The question that the shown code would ask, were it run. */
    static TableRequest request(String shown, Spoor spoor, Path folder) throws Exception {
        String imports =
                shown.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = shown.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        assertThat(body).endsWith(".fetch();");
        compile(
                "%s\npublic class Cell {\n  public static TableRequest ask(Spoor spoor) {\n%s\n  return answer;\n  }\n}\n"
                        .formatted(imports, body.replace(".fetch();", ".request();")),
                folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method ask = loader.loadClass("Cell").getMethod("ask", Spoor.class);
            return (TableRequest) ask.invoke(null, spoor);
        }
    }

    private static void compile(String source, Path folder) throws IOException {
        Files.createDirectories(folder);
        StringWriter said = new StringWriter();
        boolean isDone = COMPILER.getTask(
                        said,
                        LIBRARIES,
                        null,
                        List.of(
                                "-d",
                                folder.toString(),
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-proc:none"),
                        null,
                        List.of(new Source(source)))
                .call();
        assertThat(isDone).as("%s%n%s", said, source).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
